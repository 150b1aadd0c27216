/**
 * Takes an article's or a comment's sanitised HTML and returns it as it can stand anywhere: its links and pictures lead
 * to the address (a URL) of the page that it is from, and nothing in it needs that page's scripts or
 * styles, or is taken for a danger by who checks feeds, as attributes of ARIA are.
 */
export function absoluteHtml(html: string, page: string): string {
  // The sanitiser writes tags in one form: attributes in double quotes, with no angle in them.
  return html.replace(/<[a-z][^<>]*>/g, tag =>
    tag
      .replace(/^(<(?:video|audio)\b[^>]*) aria-label=/, '$1 title=')
      .replace(/ (?:tabindex|role|aria-[a-z]+)="[^"]*"/g, '')
      .replace(
        / (href|src|srcset|cite|poster)="([^"]*)"/g,
        (_, name: string, value: string) =>
          ` ${name}="${name === 'srcset' ? absoluteSet(value, page) : absolute(value, page)}"`,
      ),
  )
}

const absoluteSet = (set: string, page: string) =>
  set.replace(/(^|,\s*)([^\s,]+)/g, (_, before: string, address: string) => before + absolute(address, page))

/** Entities stay as they are: they stand where a parser of addresses takes them for letters of a query. */
function absolute(address: string, page: string): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return address
  if (address.startsWith('#')) return page + address
  if (address.startsWith('/')) return new URL(page).origin + address
  return new URL(address.replaceAll('&amp;', '&'), page).href.replaceAll('&', '&amp;')
}
