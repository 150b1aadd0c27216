import { type PostContent, postLimits } from '../posts/form.ts'
import { textOfHtml } from '../text/html.ts'
import { ownMedia } from '../text/pictures.ts'
import type { ForeignArticle } from './stream.ts'
import { tidyLine } from './tidy.ts'

/** The text, and the picture before it if that is a cover and is kept here; one from elsewhere stays in the text. */
export function parted({ markdown, cover }: ForeignArticle): Pick<PostContent, 'cover' | 'source'> {
  const source = markdown.replaceAll('\0', '').toWellFormed()
  const [picture, alt = '', address = ''] = /^!\[((?:[^[\]\\]|\\.)*)\]\(([^()\s]+)\)\n*/.exec(source) ?? []
  if (!cover || picture === undefined || ownMedia(address)?.kind !== 'picture') return { cover: null, source }
  const said = tidyLine(textOfHtml(alt.replace(/\\(.)/g, '$1')), postLimits.coverAlt)
  return { cover: { address, alt: said, ...cover }, source: source.slice(picture.length) }
}
