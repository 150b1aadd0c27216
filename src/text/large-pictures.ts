import { escapeHtml } from './html.ts'
import { ownMedia } from './pictures.ts'

/** What is no wider is shown as large as it is. */
const smallestPixels = 480

/**
 * Lets each picture of this site in an article's HTML lead to its file, where it leads to nothing else. `word` names
 * the link of one that says nothing of itself.
 */
export function withLargePictures(html: string, word: string): string {
  if (!html.includes('/media/')) return html
  let links = 0
  return html.replace(
    /<a(?:\s[^<>]*)?>|<\/a>|<picture>(?:[^<]|<(?!\/?picture))*<\/picture>|<img [^<>]*>/g,
    tag => {
      if (tag === '</a>') links--
      else if (tag.startsWith('<a')) links++
      else if (links === 0) return linked(tag, word)
      return tag
    },
  )
}

function linked(picture: string, word: string): string {
  const [, path = ''] = picture.match(/<img [^<>]*src="([^"]*)"/) ?? []
  const media = ownMedia(path)
  if (media?.kind !== 'picture' || media.width <= smallestPixels) return picture
  const name = / alt="[^"]/.test(picture) ? '' : ` aria-label="${escapeHtml(word)}"`
  return `<a class="picture" href="${path}"${name}>${picture}</a>`
}
