import { Marked } from 'marked'
import sanitizeHtml from 'sanitize-html'
import { containsAddress, maskAddresses, mayHoldAddress } from './addresses.ts'
import { doubleTilde, emphasisBesideCjk } from './emphasis.ts'
import { escapeHtml, paragraphsOf, textOfHtml } from './html.ts'
import { pageLinks } from './page-links.ts'
import { webAddress } from './web-address.ts'

/**
 * Takes a comment's Markdown and returns its HTML, sanitised and without any email address.
 * Does not bound what the parser costs: that is for who calls it.
 */
export function renderComment(source: string): string {
  const html = sanitize(markdown.parse(maskAddresses(source), { async: false }))
  // A comment of link definitions alone would show nothing at all.
  if (html.replace(/<[^>]*>/g, '').trim() === '') return plainComment(source)
  // To take its text apart takes as long as to sanitise it.
  if (!mayHoldAddress(html)) return html
  const text = textOfHtml(html)
  // An address in pieces, as `a@*b*.org`: to hide it, its formatting goes.
  return containsAddress(text) ? plainComment(text) : html
}

/** Takes a text and returns it as it was typed, escaped, in paragraphs, without any email address. */
export function plainComment(text: string): string {
  return paragraphsOf(maskAddresses(text).split(/(\s+)/).map(withoutPieces).join(''))
}

/** Formatting that is shown as typed hides no address that it splits: without it, it is masked. */
function withoutPieces(word: string): string {
  if (!/[@\uff20]/.test(word)) return word
  const bare = [/[\\*~`[\]]/g, /[\\*~`[\]_]/g].map(marks => word.replace(marks, '')).find(containsAddress)
  return bare === undefined ? word : maskAddresses(bare)
}

const markdown = new Marked({ gfm: true, breaks: true }, emphasisBesideCjk, doubleTilde, pageLinks, {
  // What a comment has no use for is read as text, so that nothing a reader typed is lost.
  tokenizer: {
    html: () => undefined,
    tag: () => undefined,
    table: () => undefined,
    lheading: () => undefined,
  },
  renderer: {
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>\n`
    },
    hr: ({ raw }) => `<p>${escapeHtml(raw.trim())}</p>\n`,
    checkbox: ({ checked }) => (checked ? '[x] ' : '[ ] '),
  },
})

/** The span is bare: around the words of a link or a picture that was refused. */
const allowedTags = 'p br em strong del code pre blockquote ul ol li a span'.split(' ')

function sanitize(html: string): string {
  let openLinks = 0
  return sanitizeHtml(html, {
    allowedTags,
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    onOpenTag: tag => void (tag === 'a' && openLinks++),
    onCloseTag: tag => void (tag === 'a' && openLinks--),
    transformTags: {
      a: (_, { href }) => linkTo(href),
      img: (_, { src, alt }) => ({ ...linkTo(openLinks > 0 ? undefined : src), text: alt || src }),
    },
    textFilter: maskAddresses,
  })
}

function linkTo(href = ''): { tagName: string; attribs: Record<string, string> } {
  const url = webAddress(href)
  if (url === null || containsAddress(href) || containsAddress(url.href))
    return { tagName: 'span', attribs: {} }
  return { tagName: 'a', attribs: { href: url.href, rel: 'ugc nofollow noopener' } }
}
