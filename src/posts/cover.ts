import type { Cover } from '../db/post-tables.ts'
import { avifMedia, ownMedia } from '../text/pictures.ts'

/** The picture at an article's head with what lays out its page. */
export interface ShownCover extends Cover {
  width: number
  height: number
  /** Its smaller copies, as `srcset` lists them; null where it has one size alone. */
  copies: string | null
  /** The same as AVIF, where they were made, and for which screens. */
  avif: { copies: string; media: string } | null
}

/** A row with its cover as a page shows it. */
export const withCover = <Row extends { cover: Cover | null }>(row: Row) => ({
  ...row,
  cover: shownCover(row.cover),
})

/** A cover as a page shows it; null for none. */
export function shownCover(cover: Cover | null): ShownCover | null {
  if (cover === null) return null
  const media = ownMedia(cover.address)
  if (media?.kind !== 'picture') return null
  const { width, height, copies, avif } = media
  return { ...cover, width, height, copies, avif: avif === null ? null : { copies: avif, media: avifMedia } }
}
