import { escapeHtml } from './html.ts'
import { plainText } from './plain-text.ts'

/** A heading of an article that can be linked to. */
export interface Heading {
  id: string
  text: string
  level: 2 | 3
}

/** As the sanitiser writes them: no author can write one in another form. */
const heading = /<h([2-6])((?: [^<>]*)?) id="([^"<>]+)"([^<>]*)>(.*?)<\/h\1>/gs

/** The headings of an article's sanitised HTML that its contents are made of, in their order. */
export function headingsIn(html: string): Heading[] {
  return [...html.matchAll(heading)].flatMap(([, digit, , id = '', , inner = '']) => {
    const level = digit === '2' ? 2 : digit === '3' ? 3 : null
    const text = plainText(inner)
    return level === null || text === '' || id.startsWith('footnote-') ? [] : [{ id, text, level }]
  })
}

/** Gives each heading of an article's sanitised HTML a link to itself, of which `label` says what it is. */
export function withAnchors(html: string, label: string): string {
  const words = escapeHtml(label)
  return html.replace(heading, (whole, _digit: string, _before: string, id: string) =>
    id.startsWith('footnote-')
      ? whole
      : whole.replace(
          /<\/h[2-6]>$/,
          end => `<a class="anchor" href="#${id}" aria-label="${words}"></a>${end}`,
        ),
  )
}
