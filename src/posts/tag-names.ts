import { lowered, normalized } from '../text/marks.ts'

/**
 * What is the same for all ways to write a tag's name: "Tea" and "tea", and an accent as one character or two (NFC).
 */
export const foldTag = (name: string): string =>
  normalized(lowered(normalized(name)))
    .replace(/\s+/g, ' ')
    .trim()

/** The address of a tag, from its name: letters and digits of any script, joined by hyphens; `tag` if there are none. */
export function tagSlug(name: string): string {
  const slug = normalized(foldTag(name), 'NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return slug || 'tag'
}
