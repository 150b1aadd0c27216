import type { Attributes } from 'sanitize-html'

/** The picture that readers saw: where a blank stands for it until it is scrolled to, what comes in its place. */
export function shownOf(attributes: Attributes): string {
  const { src = '', srcset } = attributes
  if (src !== '' && !/^data:/i.test(src)) return src
  const held = lazy.map(name => attributes[name]).find(address => address)
  return held ?? largestOf(srcset ?? attributes['data-srcset'] ?? attributes['data-lazy-srcset'] ?? '')
}

/** What holds a picture's address until a script shows it, in one theme or the other. */
const lazy = ['data-src', 'data-lazy-src', 'data-original', 'data-orig-file']

/** Of a `srcset` the address of the largest picture; empty for none. */
function largestOf(srcset: string): string {
  let [largest, most] = ['', -1]
  for (const [, address = '', size = '1'] of srcset.matchAll(/([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?/g))
    if (Number(size) > most) [largest, most] = [address, Number(size)]
  return largest
}

/** A film or a sound is written as a picture is, and stands in its line as one. Of sanitised HTML, which has one form. */
export const asPictures = (safe: string): string =>
  safe.replace(
    /<(audio|video) ([^<>]*\bsrc="[^<>]*)>[^]*?<\/\1>/g,
    (_, _tag, attributes: string) => `<img ${attributes.replace('aria-label="', 'alt="')}>`,
  )

/** A picture whose caption is plain words has them as its title. A backslash could reach beyond the end of that. */
export const captioned = (safe: string): string =>
  safe.replace(
    /<figure[^<>]*>\s*<img ([^<>]*)>\s*<figcaption[^<>]*>([^<>\\]+)<\/figcaption>\s*<\/figure>/g,
    (_, attributes: string, words: string) =>
      `<p><img title="${words.trim().replace(/\s+/g, ' ').replaceAll('"', '&quot;')}" ${attributes}></p>`,
  )
