import { wordsOf } from './cut.ts'
import { textOfHtml } from './html.ts'
import { footnotePrefix } from './post-ids.ts'

/** How long an excerpt may be, in UTF-16 code units, its ellipsis not counted. */
const excerptLength = 200

/**
 * Takes an article's sanitised HTML and returns the beginning of what its paragraphs say, as plain text without
 * footnote marks and addresses that stand alone, cut between words (in Chinese and Japanese between characters) and
 * then with an ellipsis.
 */
export function excerptOf(html: string): string {
  const running = textOfHtml(html, (tag, attributes) => aside.has(tag) || isFootnoteMark(tag, attributes))
  return shorten(
    inOneLine(withoutAddresses(running)) ||
      inOneLine(
        textOfHtml(
          html,
          (tag, attributes) => 'data-footnotes' in attributes || isFootnoteMark(tag, attributes),
        ),
      ),
  )
}

/** What is not the running text of an article, and what says the same text twice. */
const aside = new Set('h2 h3 h4 h5 h6 pre table figure section blockquote details ul ol dl rt rp'.split(' '))

function isFootnoteMark(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  return tag === 'a' && attributes['id']?.startsWith(`${footnotePrefix}ref-`) === true
}

const withoutAddresses = (running: string): string =>
  running
    .split(/\n\s*\n/)
    .filter(paragraph => !/^https?:\/\/\S+$/i.test(paragraph.trim()))
    .join('\n')

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function shorten(text: string): string {
  if (text.length <= excerptLength) return text
  const start = wordsOf(text, excerptLength)
  return `${start.replace(/[\s\p{Pd}\p{Ps}\p{Pi},;:、，；：]+$/u, '')}…`
}
