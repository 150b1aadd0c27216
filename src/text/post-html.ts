import { randomUUID } from 'node:crypto'
import { excerptOf } from './excerpt.ts'
import { escapeHtml, paragraphsOf } from './html.ts'
import { exceedsBounds } from './markdown-bounds.ts'
import { avifMedia, ownMedia } from './pictures.ts'
import { postLabels } from './post-labels.ts'
import { postMarkdown } from './post-markdown.ts'
import type { KnownVideo } from './videos.ts'
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
  if (!isLined) return finished(postMarkdown(source, language, { videos, lineMark: null }), language)
  const lineMark = randomUUID()
  const { html, excerpt } = finished(postMarkdown(source, language, { videos, lineMark }), language)
  return { html: lined(html, lineMark), excerpt }
}

/** The same of a text that stays as it was typed, in paragraphs. */
export const plainPost = (source: string, language: string): RenderedPost =>
  finished(paragraphsOf(source), language)

function finished(unsafe: string, language: string): RenderedPost {
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
