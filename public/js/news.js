const everyMs = 60_000

/**
 * Says in a quiet line how many comments have come since the page was made, and leads to the first. The browser asks
 * while the page is seen, at once and then every minute; the answer is almost always 304.
 */
export function tellOfComments(line) {
  const link = line.querySelector('a')
  const words = JSON.parse(line.dataset.words)
  const { lang } = document.documentElement
  const form = new Intl.PluralRules(lang)
  const number = new Intl.NumberFormat(lang)

  let askedAt = 0
  void look()
  setInterval(look, everyMs)
  document.addEventListener('visibilitychange', look)

  async function look() {
    if (document.visibilityState !== 'visible' || Date.now() - askedAt < everyMs - 1000) return
    askedAt = Date.now()
    try {
      const answer = await fetch(line.dataset.news, { cache: 'no-cache' })
      if (answer.ok) tell(await answer.json())
    } catch {
      // no network, no news
    }
  }

  function tell({ count, ids }) {
    const more = count - line.dataset.count
    line.hidden = more <= 0
    if (more <= 0) return
    link.href = `/comments/${ids[Math.min(more, ids.length) - 1]}`
    const text = (words[form.select(more)] ?? words.other).replace('#', number.format(more))
    if (link.textContent !== text) link.textContent = text
  }
}
