import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { lostAmong } from '../../media/places.ts'
import { listMedia } from '../../media/library.ts'
import { urls } from '../../urls.ts'
import type { LibraryPicture } from '../../../views/admin/media/picture-choices.tsx'

/** As many as can be chosen among: the last that came. */
const choices = 23

/**
 * The last pictures of the library, among which something that is one is chosen, and which have lost their bytes; after
 * them what is `chosen` now, by its path, where it is not one of them.
 */
export async function lastPictures(
  db: Kysely<Database>,
  mediaDir: string | null,
  chosen: readonly string[],
): Promise<LibraryPicture[]> {
  const { media } = await listMedia(db, { search: '', unused: false, before: null, size: choices })
  const last = media
    .filter(({ kind }) => kind === 'picture')
    .map(({ hash, main, small, alt, name }) => ({
      ...{ hash, src: urls.media(hash, main), small: urls.media(hash, small) },
      ...{ text: alt || name, isLast: true },
    }))
  const older = chosen
    .filter(src => src !== '' && !last.some(picture => picture.src === src))
    .map(src => ({ hash: src.split('/')[2] ?? '', src, small: src, text: '', isLast: false }))
  const all = [...last, ...older]
  const lost = await lostAmong(
    db,
    mediaDir,
    all.map(({ hash }) => hash),
  )
  return all.map(({ hash, ...picture }) => ({ ...picture, isLost: lost.has(hash) }))
}
