import { gfm } from '@joplin/turndown-plugin-gfm'
import sanitizeHtml from 'sanitize-html'
import TurndownService from 'turndown'
import { textOfHtml } from '../text/html.ts'
import { videoAt } from '../text/videos.ts'
import { asPictures, captioned, shownOf } from './article-pictures.ts'
import type { Loss } from './losses.ts'

/** An article's text as Markdown, and what of it has no form here. */
export interface Converted {
  markdown: string
  lost: Loss[]
}

/**
 * Takes an article's HTML and returns it as our Markdown. It is sanitised first, so that nothing that runs gets as far
 * as a converter; what has no Markdown stays HTML, and what the sanitiser drops is named.
 */
export function articleMarkdown(html: string): Converted {
  const lost = new Set<Loss>()
  const safe = sanitizeHtml(html, {
    ...kept,
    onOpenTag: (tag, attributes) => void (isLoss(tag, attributes) && lost.add(`element:${tag}`)),
    transformTags: {
      b: 'strong',
      i: 'em',
      strike: 's',
      // An article's own title is the first heading.
      h1: 'h2',
      img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, src: shownOf(attribs) } }),
      td: aligned,
      th: aligned,
    },
  })
  return { markdown: articles.turndown(captioned(asPictures(safe))).trim(), lost: [...lost].sort() }
}

/** Takes the HTML of a comment and returns it as Markdown that says the same in what comments may use. */
export function commentMarkdown(html: string): string {
  const safe = sanitizeHtml(html, {
    ...kept,
    allowedTags:
      'p br em strong b i s del strike code pre blockquote ul ol li a img h1 h2 h3 h4 h5 h6 div'.split(' '),
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: { href: unwrapped(attribs) } }) },
  })
  return comments.turndown(safe).trim()
}

/** Plain words out of HTML: a title. */
export const wordsOf = (html: string): string => textOfHtml(html).replace(/\s+/g, ' ').trim()

/** A text whose entities were written out, as a name: what looks like a tag in it is part of it. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/gi, entity => textOfHtml(entity))

const kept: sanitizeHtml.IOptions = {
  allowedTags: [
    ...'h1 h2 h3 h4 h5 h6 p div br hr ul ol li dl dt dd blockquote pre code figure figcaption img details summary'.split(
      ' ',
    ),
    ...'table caption thead tbody tfoot tr th td a em strong b i s u del ins strike small kbd samp var mark abbr'.split(
      ' ',
    ),
    ...'dfn cite q time sub sup ruby rt rp span input video audio'.split(' '),
  ],
  allowedAttributes: {
    '*': ['lang', 'dir', 'id'],
    a: ['href', 'title'],
    abbr: ['title'],
    audio: ['src', 'aria-label'],
    code: ['class'],
    details: ['open'],
    img: ['src', 'alt', 'title'],
    input: ['type', 'checked'],
    ol: ['start', 'reversed'],
    pre: ['lang', 'class', 'data-language'],
    td: ['colspan', 'rowspan', 'align'],
    th: ['colspan', 'rowspan', 'align', 'scope'],
    time: ['datetime'],
    video: ['src', 'aria-label'],
  },
  allowedClasses: { figure: ['video'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'svg', 'math', 'template'],
}

/** A cell that says by its class how it is aligned, as an article of ours and a block of WordPress do. */
function aligned(tagName: string, attribs: sanitizeHtml.Attributes) {
  const align = /\balign-(left|center|right)\b/.exec(attribs['class'] ?? '')?.[1]
  return { tagName, attribs: align === undefined ? attribs : { ...attribs, align } }
}

/** What a reader would miss; wrappers and the marks of an editor are none. */
function isLoss(tag: string, { src, type }: sanitizeHtml.Attributes): boolean {
  if (tag === 'video' || tag === 'audio') return !src
  return tag === 'input' ? type !== 'checkbox' : losses.has(tag)
}
const losses = new Set('iframe embed object script form canvas svg math button select textarea'.split(' '))

const options: TurndownService.Options = {
  headingStyle: 'atx',
  hr: '---',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
}

const articles = new TurndownService(options).use(gfm)
// What Markdown has no sign for, and our sanitiser allows.
articles.keep(['u', 'ins', 'small', 'kbd', 'samp', 'var', 'mark', 'abbr', 'dfn', 'cite', 'q', 'time'])
articles.keep(['sub', 'sup', 'ruby', 'details', 'dl'])
articles.addRule('pre', {
  filter: node => node.nodeName === 'PRE',
  replacement: (_, node) => fenced(node.textContent, languageOf(node)),
})
articles.addRule('figure', {
  filter: node => node.nodeName === 'FIGCAPTION',
  replacement: content => (content.trim() === '' ? '' : `\n\n*${content.trim()}*\n\n`),
})
articles.addRule('task', {
  filter: node => attributeOf(node, 'type') === 'checkbox',
  replacement: (_, node) => ('checked' in node && node.checked === true ? '[x] ' : '[ ] '),
})
// A video elsewhere, as an article of ours shows it.
articles.addRule('video', {
  filter: node =>
    node.nodeName === 'FIGURE' &&
    attributeOf(node, 'class') === 'video' &&
    node.childNodes.length === 1 &&
    videoAt(attributeOf(node.firstChild, 'href')) !== null,
  replacement: (_, node) => `\n\n${attributeOf(node.firstChild, 'href')}\n\n`,
})
// The notes of an article of ours: each mark leads to its note, which leads back.
articles.addRule('footnote mark', {
  filter: node => isNote(markedBy(node), node),
  replacement: (_, node) => `[^${markedBy(node)}]`,
})
articles.addRule('footnote', {
  filter: node => node.nodeName === 'LI' && isNote(labelOf(attributeOf(node, 'id')), node),
  replacement: (content, node) =>
    `[^${labelOf(attributeOf(node, 'id'))}]: ${content.trim().replace(/\n(?=.)/g, '\n    ')}\n`,
})
articles.addRule('around footnotes', {
  filter: node =>
    (node.nodeName === 'H2' && attributeOf(node, 'id') === 'footnote-label') ||
    attributeOf(node, 'href').startsWith('#footnote-ref-'),
  replacement: () => '',
})
articles.addRule('strike', {
  filter: node => node.nodeName === 'S' || node.nodeName === 'DEL',
  replacement: content => (content.trim() === '' ? content : `~~${content}~~`),
})

const comments = new TurndownService(options)
comments.addRule('strike', {
  filter: node => ['S', 'DEL', 'STRIKE'].includes(node.nodeName),
  replacement: content => (content.trim() === '' ? content : `~~${content}~~`),
})
comments.addRule('pre', {
  filter: node => node.nodeName === 'PRE',
  replacement: (_, node) => fenced(node.textContent, ''),
})
comments.addRule('break', { filter: node => node.nodeName === 'BR', replacement: () => '\n' })
comments.addRule('link', {
  filter: node => node.nodeName === 'A',
  replacement: (content, node) => linkWritten(content.trim(), node),
})

/** Takes the id of a note and returns its label as the author typed it; empty for any other id. */
function labelOf(id: string): string {
  const written = /^footnote-(.+)$/.exec(id)?.[1] ?? ''
  try {
    const label = decodeURIComponent(written)
    return /[\]\n|]/.test(label) ? encodeURIComponent(label) : label // what would end a mark, or a cell of a table
  } catch {
    return written // a percent sign of another system
  }
}

/** The label of the note that a mark leads to; empty for what is no mark. */
function markedBy(node: TurndownService.Node): string {
  if (node.nodeName !== 'SUP' || node.childNodes.length !== 1) return ''
  const href = attributeOf(node.firstChild, 'href')
  return href.startsWith('#') ? labelOf(href.slice(1)) : ''
}

/** By document: what is marked and noted in it. A mark alone would stay a sign, and a note alone is never shown. */
const notes = new WeakMap<object, ReadonlySet<string>>()

function isNote(label: string, { ownerDocument }: TurndownService.Node): boolean {
  if (label === '' || ownerDocument === null) return false
  const known = notes.get(ownerDocument)
  if (known) return known.has(label)
  const marked = new Set(Array.from(ownerDocument.querySelectorAll('sup'), markedBy))
  const noted = Array.from(ownerDocument.querySelectorAll('li'), item => labelOf(item.id))
  const both = new Set(noted.filter(each => marked.has(each)))
  notes.set(ownerDocument, both)
  return both.has(label)
}

/** A code block whose fence is longer than any within it. */
function fenced(code: string | null, language: string): string {
  const text = (code ?? '').replace(/\n$/, '').replace(/^\n/, '')
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `\n\n${fence}${language}\n${text}\n${fence}\n\n`
}

function languageOf(node: TurndownService.Node): string {
  for (const element of [node, node.firstChild])
    for (const name of ['lang', 'data-language', 'class']) {
      const words = attributeOf(element, name)
      const found = /(?:^|\blanguage-|\blang-|\bbrush:\s*)([\w+#.-]{1,30})$/.exec(words)?.[1] ?? ''
      if (found !== '' && !found.startsWith('wp-block')) return found.toLowerCase()
    }
  return ''
}

function attributeOf(node: unknown, name: string): string {
  if (typeof node !== 'object' || node === null || !('getAttribute' in node)) return ''
  const { getAttribute } = node
  const value: unknown = typeof getAttribute === 'function' ? getAttribute.call(node, name) : null
  return typeof value === 'string' ? value : ''
}

function linkWritten(words: string, node: TurndownService.Node): string {
  const href = attributeOf(node, 'href')
  if (!/^https?:/i.test(href)) return words
  const plain = node.textContent?.trim() ?? ''
  // An address whose end was cut off for show is that address.
  if (plain === href || (/(?:\.\.\.|…)$/.test(plain) && href.startsWith(plain.replace(/(?:\.\.\.|…)$/, ''))))
    return `<${href}>`
  return `[${words}](<${href.replace(/[<>\s]/g, encodeURIComponent)}>)`
}

/** Disqus leads every link through its own counter. */
function unwrapped({ href = '' }: sanitizeHtml.Attributes): string {
  const url = /^(?:https?:)?\/\/disq\.us\/url\?/i.test(href) ? URL.parse(href, 'https://disq.us') : null
  const target = url?.searchParams.get('url')
  return target ? target.replace(/:[\w-]{5,}$/, '') : href
}
