import sanitizeHtml, { type Attributes, type Tag } from 'sanitize-html'
import { ownMedia } from './pictures.ts'
import { postId } from './post-ids.ts'
import { postLink, sameSite } from './post-links.ts'
import { webAddress } from './web-address.ts'

/**
 * Takes an article's HTML and returns what is on the allow-list of it. Pictures come from this site alone, as a
 * reader's browser talks to nobody else: one from elsewhere becomes a link to it.
 */
export function sanitizePost(html: string): string {
  let openLinks = 0
  return sanitizeHtml(html, {
    ...allowList,
    onOpenTag: tag => void (tag === 'a' && openLinks++),
    onCloseTag: tag => void (tag === 'a' && openLinks--),
    transformTags: {
      h1: 'h2',
      a: (_, attributes) => link(attributes),
      img: (_, attributes) => picture(attributes, openLinks > 0),
      video: (_, { src = '', 'aria-label': label = '' }) => player(src, label),
      audio: (_, { src = '', 'aria-label': label = '' }) => player(src, label),
      th: (_, attributes) => ({ tagName: 'th', attribs: { scope: 'col', ...aligned(attributes) } }),
      td: (_, attributes) => ({ tagName: 'td', attribs: aligned(attributes) }),
      // It scrolls where a line is long, so it must be in reach of the keyboard.
      pre: (tagName, attributes) => ({ tagName, attribs: { ...attributes, tabindex: '0' } }),
      input: (_, attributes) => checkbox(attributes),
      '*': (tagName, attributes) => ({ tagName, attribs: withPostId(attributes) }),
    },
  })
}

const allowList: sanitizeHtml.IOptions = {
  allowedTags: [
    ...'h2 h3 h4 h5 h6 p ul ol li dl dt dd blockquote pre hr br figure figcaption img details summary section'.split(
      ' ',
    ),
    ...'table caption thead tbody tfoot tr th td'.split(' '),
    ...'video audio a em strong b i s u del ins small code span kbd samp var mark abbr dfn cite q time sub sup ruby rt rp input'.split(
      ' ',
    ),
  ],
  allowedAttributes: {
    '*': ['id', 'lang', 'dir'],
    a: ['href', 'rel', 'data-footnote-ref', 'data-footnote-backref', 'aria-describedby', 'aria-label'],
    abbr: ['title'],
    details: ['open'],
    dfn: ['title'],
    img: ['src', 'srcset', 'sizes', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
    video: ['src', 'controls', 'preload', 'aria-label'],
    audio: ['src', 'controls', 'preload', 'aria-label'],
    input: ['type', 'disabled', 'checked', 'aria-label'],
    li: ['value'],
    ol: ['start', 'reversed'],
    pre: ['tabindex'],
    section: ['data-footnotes'],
    td: ['colspan', 'rowspan'],
    th: ['scope', 'colspan', 'rowspan'],
    time: ['datetime'],
  },
  allowedClasses: {
    figure: ['video'],
    code: ['hljs', /^language-[\w+#.-]+$/],
    h2: ['sr-only'],
    section: ['footnotes'],
    // The second kind stands beside the first, as in `hljs-title function_`.
    span: ['video-site', /^hljs-[\w-]+$/, /^[a-z]+_{1,2}$/],
    td: [/^align-(?:left|center|right)$/],
    th: [/^align-(?:left|center|right)$/],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
}

/** A `name` is how an anchor was named before there was `id`. */
function link({ href, name, ...given }: Attributes): Tag {
  const others: Attributes = name === undefined ? given : { id: name, ...given }
  if (href === undefined) return { tagName: 'a', attribs: others }
  const target = postLink(href)
  // Without its address it is no link: its words stay.
  return target
    ? { tagName: 'a', attribs: { ...others, ...target } }
    : { tagName: 'span', attribs: others['id'] === undefined ? {} : { id: others['id'] } }
}

function picture({ src = '', alt = '', ...others }: Attributes, insideLink: boolean): Tag {
  const own = src === '' ? null : sameSite(src)
  if (own !== null) return ownPicture(own, alt, withoutCopies(others))
  const page = insideLink ? null : webAddress(src)
  if (page === null) return { tagName: 'span', attribs: {}, text: alt }
  return { tagName: 'a', attribs: { href: page.href, rel: 'noopener' }, text: alt || page.href }
}

/** Which copies there are is this site's to say: others would be fetched from elsewhere. */
const withoutCopies = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'srcset' && name !== 'sizes'))

/** A picture with its size and its copies, where its address says them; a film or a sound with what plays it. */
function ownPicture(src: string, alt: string, others: Attributes): Tag {
  const media = ownMedia(src)
  if (media !== null && media.kind !== 'picture')
    return {
      tagName: media.kind,
      attribs: { src, controls: '', preload: 'metadata', ...(alt === '' ? {} : { 'aria-label': alt }) },
      text: alt,
    }
  const sizes: Attributes = media
    ? { width: String(media.width), height: String(media.height), ...others }
    : others
  const copies: Attributes = media?.copies ? { srcset: media.copies, sizes: shownWidths } : {}
  return {
    tagName: 'img',
    attribs: { ...sizes, ...copies, src, alt, loading: 'lazy', decoding: 'async' },
  }
}

/** A film or a sound that an author's own HTML names, if it is of this site; its label in any other case. */
function player(src: string, label: string): Tag {
  const own = sameSite(src)
  return own === null || src === '' || ownMedia(own)?.kind === undefined
    ? { tagName: 'span', attribs: {}, text: label }
    : ownPicture(own, label, {})
}

/** An article's column is at most 680 pixels wide, and a picture may stand out of it. */
const shownWidths = '(min-width: 62rem) 60rem, 100vw'

function aligned({ align, ...others }: Attributes): Attributes {
  return align === undefined ? others : { ...others, class: `align-${align.toLowerCase()}` }
}

function checkbox({ type, checked, 'aria-label': label = '' }: Attributes): Tag {
  if (type !== 'checkbox') return { tagName: 'span', attribs: {} }
  const state: Attributes = checked === undefined ? {} : { checked: '' }
  return { tagName: 'input', attribs: { type, disabled: '', 'aria-label': label, ...state } }
}

function withPostId(attributes: Attributes): Attributes {
  const id = attributes['id']
  return id === undefined ? attributes : { ...attributes, id: postId(id) }
}
