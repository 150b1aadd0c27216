/** In how many pixels across a picture is kept, beside its own width or the greatest of these. */
const widths = [480, 800, 1200, 1600, 2400]

/** The greatest width in which a picture is shown. */
export const widestPicture = 2400

/** Below this width a picture is so small that AVIF saves little. */
export const smallestAvif = 960

/** The widths of the smaller copies of a picture that is shown `width` pixels wide. */
export const smallerWidths = (width: number): number[] => widths.filter(smaller => smaller < width)

/** A picture, a film, a sound or another file of this site, as its address says. */
export type OwnMedia =
  | { kind: 'picture'; width: number; height: number; copies: string | null; avif: string | null }
  | { kind: 'video' | 'audio' }

/**
 * Takes a path of this site and returns what is known of the medium that it names, null for any other. The address of
 * a picture says its size, so that a page is laid out, and its copies are found, without asking anybody.
 */
export function ownMedia(path: string): OwnMedia | null {
  const [, folder, file = ''] = path.match(/^(\/media\/[\w-]{22}\/)([^/?#]+)$/) ?? []
  if (folder === undefined) return null
  const [, width, height, ending] =
    file.match(/^(\d{1,5})x(\d{1,5})(\.webp|-avif\.webp|\.svg|-moving\.webp)$/) ?? []
  if (width !== undefined && height !== undefined)
    return {
      kind: 'picture',
      width: Number(width),
      height: Number(height),
      copies: ending === '.webp' || ending === '-avif.webp' ? copiesIn(folder, file, Number(width)) : null,
      avif: ending === '-avif.webp' ? avifsIn(folder, Number(width)) : null,
    }
  if (/\.(?:mp4|webm|mov|ogv)$/i.test(file)) return { kind: 'video' }
  if (/\.(?:mp3|m4a|ogg|opus|wav|flac|aac)$/i.test(file)) return { kind: 'audio' }
  return null
}

/** As `srcset` lists them; null where there is one size alone. */
function copiesIn(folder: string, file: string, width: number): string | null {
  const smaller = smallerWidths(width)
  if (smaller.length === 0) return null
  return [...smaller.map(copy => `${folder}${copy}.webp ${copy}w`), `${folder}${file} ${width}w`].join(', ')
}

/** As `srcset` lists them. */
const avifsIn = (folder: string, width: number) =>
  [...smallerWidths(width), width]
    .filter(each => each >= smallestAvif)
    .map(each => `${folder}${each}.avif ${each}w`)
    .join(', ')

/** Where so many pixels are shown that an AVIF is the smaller choice; elsewhere the small WebP are. */
export const avifMedia =
  '(min-width: 60rem), (min-width: 30rem) and (min-resolution: 2dppx), (min-resolution: 2.5dppx)'

/** A picture of this site, by its path, in the one size and format that other sites show; null where it has none. */
export function sharedCopy(path: string): string | null {
  const [, folder] = path.match(/^(\/media\/[\w-]{22}\/)\d{1,5}x\d{1,5}(?:-avif)?\.webp$/) ?? []
  return folder === undefined ? null : `${folder}share.jpg`
}

/** The first picture of this site in an article's HTML, in the one size and format that other sites show; null: none. */
export function sharedPicture(html: string): string | null {
  const [, folder] =
    html.match(/<img [^<>]*src="(\/media\/[\w-]{22}\/)\d{1,5}x\d{1,5}(?:-avif)?\.webp"/) ?? []
  return folder === undefined ? null : `${folder}share.jpg`
}
