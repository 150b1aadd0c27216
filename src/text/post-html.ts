import { randomUUID } from 'node:crypto'
import { excerptOf } from './excerpt.ts'
import { escapeHtml, paragraphsOf } from './html.ts'
import { exceedsBounds } from './markdown-bounds.ts'
import { avifMedia, ownMedia } from './pictures.ts'
import { postLabels } from './post-labels.ts'
import { postMarkdown } from './post-markdown.ts'
import type { KnownVideo, VideoAddress } from './videos.ts'
import { lined } from './post-lines.ts'
import { sanitizePost } from './post-sanitizer.ts'

/** What an article is made with besides its text: see WrittenPost. */
interface PostOptions {
  videos?: readonly KnownVideo[] | undefined
  isLined?: boolean | undefined
}

/** An article as its readers get it: HTML, and its beginning as plain text. */
export interface RenderedPost {
  html: string
  excerpt: string
  /** Those whose address stands alone, whether their pictures are kept here or not. */
  videos: readonly VideoAddress[]
}

/**
 * Takes an article's Markdown (GFM, with footnotes and the author's own HTML) and its language (BCP 47) and
 * returns it as sanitised HTML. Its ids begin with `section-` or `footnote-`, and so do its links to them;
 * `#comments` and `#comment-1` lead to the page's own. It takes some milliseconds, of a long text up to seconds.
 */
export function renderPost(
  source: string,
  language: string,
  { videos = [], isLined = false }: PostOptions = {},
): RenderedPost {
  // An article may be an import, written by who knows whom.
  if (exceedsBounds(source)) return plainPost(source, language)
  const lineMark = isLined ? randomUUID() : null
  const written = postMarkdown(source, language, { videos, lineMark })
  const { html, excerpt } = finished(written.html, language)
  return { html: lineMark === null ? html : lined(html, lineMark), excerpt, videos: written.videos }
}

/** The same of a text that stays as it was typed, in paragraphs. */
export const plainPost = (source: string, language: string): RenderedPost => ({
  ...finished(paragraphsOf(source), language),
  videos: [],
})

function finished(unsafe: string, language: string): Pick<RenderedPost, 'html' | 'excerpt'> {
  const whole = scrollableTables(sanitizePost(unsafe), postLabels(language).table)
  const html = lighterPictures(whole)
  return { html, excerpt: excerptOf(html) }
}

/** Lets a browser that knows AVIF take that, where there is one. After the sanitiser as well: no author can forge it. */
function lighterPictures(html: string): string {
  return html.replace(/<img [^<>]*src="([^"]*-avif\.webp)"[^<>]*>/g, (image, path: string) => {
    const media = ownMedia(path)
    if (media?.kind !== 'picture' || media.avif === null) return image
    const sizes = / sizes="[^"]*"/.exec(image)?.[0] ?? ''
    return `<picture><source type="image/avif" media="${avifMedia}" srcset="${media.avif}"${sizes} />${image}</picture>`
  })
}

/** After the sanitiser, which writes tags in one form only and closes each, so that no author can forge the region. */
function scrollableTables(html: string, label: string): string {
  const region = `<div class="table-scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}">`
  return html.replace(/<table(?=[ >])/g, `${region}$&`).replaceAll('</table>', '</table></div>')
}
