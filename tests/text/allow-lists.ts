import { readStrictly } from './strict-html.ts'

/** What a comment's HTML holds that a comment may not; written apart from the sanitiser's own list. */
export function offListInComment(html: string): string[] {
  const problems: string[] = []
  const tags = new Set('p br em strong del code pre blockquote ul ol li a span'.split(' '))
  for (const { tag, attributes } of readStrictly(html).elements) {
    if (!tags.has(tag)) problems.push(`<${tag}> in a comment`)
    for (const [name, value] of Object.entries(attributes)) {
      const allowed =
        (tag === 'a' && name === 'href' && /^https?:$/.test(protocolOf(value))) ||
        (tag === 'a' && name === 'rel' && value === 'ugc nofollow noopener') ||
        (tag === 'ol' && name === 'start' && /^\d+$/.test(value))
      if (!allowed) problems.push(`${name}="${value}" on <${tag}> in a comment`)
    }
    if (tag === 'a' && !attributes['rel']) problems.push('A link without rel')
  }
  return problems
}

const postTags = new Set(
  (
    'h2 h3 h4 h5 h6 p ul ol li dl dt dd blockquote pre hr br figure figcaption img details summary section div ' +
    'table caption thead tbody tfoot tr th td a em strong b i s u del ins small code span kbd samp var mark abbr ' +
    'dfn cite q time sub sup ruby rt rp input'
  ).split(' '),
)

const postAttributes = new Set(
  (
    'id lang dir href rel title open src alt width height loading decoding type disabled checked value start ' +
    'reversed tabindex colspan rowspan scope datetime class role aria-label aria-describedby data-footnotes ' +
    'data-footnote-ref data-footnote-backref'
  ).split(' '),
)

/** What an article's HTML holds that an article may not. */
export function offListInPost(html: string): string[] {
  const problems: string[] = []
  for (const { tag, attributes } of readStrictly(html).elements) {
    if (!postTags.has(tag)) problems.push(`<${tag}> in an article`)
    for (const [name, value] of Object.entries(attributes)) {
      if (!postAttributes.has(name)) problems.push(`${name}="${value}" on <${tag}> in an article`)
      if (name === 'href' && !/^(?:https?|mailto|tel|own):$/.test(protocolOf(value)))
        problems.push(`A link to ${value}`)
      if (name === 'src' && protocolOf(value) !== 'own:') problems.push(`A picture from ${value}`)
      if (name === 'id' && !/^(?:section|footnote)-/.test(value)) problems.push(`The id ${value}`)
    }
  }
  return problems
}

/** As the URL parser reads it; `own:` for a path of this site. */
function protocolOf(address: string): string {
  const url = new URL(address, 'own://site/page')
  return url.protocol === 'own:' && url.host !== 'site' ? 'elsewhere:' : url.protocol
}
