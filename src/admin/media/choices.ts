import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { listMedia } from '../../media/library.ts'
import { urls } from '../../urls.ts'
import type { LibraryPicture } from '../../../views/admin/media/picture-choices.tsx'

/** As many as can be chosen among: the last that came. */
const choices = 23

/** The last pictures of the library, among which something that is one is chosen. */
export async function lastPictures(db: Kysely<Database>): Promise<LibraryPicture[]> {
  const { media } = await listMedia(db, { search: '', unused: false, before: null, size: choices })
  return media
    .filter(({ kind }) => kind === 'picture')
    .map(({ hash, main, small, alt, name }) => ({
      src: urls.media(hash, main),
      small: urls.media(hash, small),
      text: alt || name,
    }))
}
