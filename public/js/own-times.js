const isMinute = /\d[:.]\d\d(?!\d)/

/**
 * Tells times in the reader's own zone, and in the form of the page's language in the reader's country; the title of
 * each has the site's as well, unless its zone is the reader's.
 */
export function showOwnTimes(part) {
  const page = document.documentElement.lang
  const locale =
    navigator.languages.find(tag => isTag(tag) && tag.split('-')[0] === page.split('-')[0]) ?? page
  const day = dayFormat(locale, document.documentElement.dataset.dates)
  const minute = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const zone = new Intl.DateTimeFormat(page, { timeZoneName: 'short' }) // as the site names its own
  const between = /^(?:ja|zh)\b/.test(locale) ? ' ' : ', ' // theirs have no such comma
  for (const element of part.querySelectorAll('time[datetime]')) {
    const time = new Date(element.dateTime)
    if (element.title || Number.isNaN(time.getTime())) continue
    const name = zone.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value
    const full = `${day.format(time)}${between}${minute.format(time)}`
    const site = element.textContent
    element.title = `${full} ${site.endsWith(name) ? name : `${name} · ${site}`}`
    element.textContent = isMinute.test(site) ? full : day.format(time)
  }
}

/** As the site writes days; Swedish ones are those of ISO 8601. */
const dayFormat = (locale, dates) =>
  dates === 'iso'
    ? new Intl.DateTimeFormat('sv-SE')
    : new Intl.DateTimeFormat(locale, { dateStyle: dates ?? 'long' })

/** Some systems give their browser a name that is none, such as `en-US@posix`. */
function isTag(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}
