import sanitizeHtml from 'sanitize-html'

/** Takes text and returns the HTML that shows it, safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** Takes text and returns it as HTML paragraphs, divided at blank lines; a single line end is a line break. */
export function paragraphsOf(text: string): string {
  const paragraphs = text.split(/\n\s*\n/).map(paragraph => paragraph.trim())
  return paragraphs
    .filter(paragraph => paragraph !== '')
    .map(paragraph => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br />\n')}</p>\n`)
    .join('')
}

/** Tells of an element whether its text is to be left out. */
export type ElementFilter = (tag: string, attributes: Readonly<Record<string, string>>) => boolean

/**
 * Takes HTML and returns its text content, entities decoded; blocks and line breaks end a line.
 * Text inside an element that `leavesOut` names is not part of it.
 */
export function textOfHtml(html: string, leavesOut: ElementFilter = () => false): string {
  let text = ''
  const open: boolean[] = []
  sanitizeHtml(html, {
    allowedTags: [],
    onOpenTag: (tag, attributes) => {
      open.push(open.at(-1) === true || leavesOut(tag, attributes))
      if (endsLine.has(tag)) text += '\n'
    },
    onCloseTag: tag => {
      open.pop()
      if (endsLine.has(tag) && tag !== 'br') text += '\n'
    },
    textFilter: escaped => {
      if (open.at(-1) !== true) text += unescapeHtml(escaped)
      return ''
    },
  })
  return text
}

const endsLine = new Set(
  'blockquote br dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table td th tr ul'.split(
    ' ',
  ),
)

/** The sanitiser writes these four and no other. */
function unescapeHtml(escaped: string): string {
  return escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}
