import { LinkifyIt } from 'linkify-it'
import type { MarkedExtension } from 'marked'

/**
 * Turns the address of a page (http or https, never mail) that stands bare in Markdown into a link.
 * It ends where a script without spaces goes on: `https://例え.jp/パス、` leaves the comma to the sentence.
 */
export const pageLinks: MarkedExtension = {
  tokenizer: {
    url(src) {
      // Marked offers the text from where an address, or a mail address, may begin.
      const candidate =
        /^https?:\/\/[^\s<>\p{Pi}\p{Pf}\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+/iu.exec(
          src,
        )
      const match = candidate && linkify.matchAtStart(candidate[0])
      if (!match) return undefined
      const { raw, url } = match
      return {
        type: 'link',
        raw,
        text: raw,
        href: url,
        autolink: true,
        tokens: [{ type: 'text', raw, text: raw }],
      }
    },
  },
}

const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false })
  .add('mailto:', null)
  .add('ftp:', null)
  .add('//', null)
