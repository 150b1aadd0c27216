import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { findFile, streamFile } from '../media/read.ts'
import type { Settings } from '../settings/declared.ts'
import { smallOf } from './frame.ts'
import { strokeIcon } from './initial.ts'

/** As many pixels as phones ask for. */
const size = 180

/**
 * Makes the icon that a phone puts on its screen, as PNG: of the picture that was chosen, else drawn. `folder` is where
 * files are kept (null: in rows). Throws BytesMissing.
 */
export async function touchIcon(
  db: ReadonlyKysely<PublicDatabase>,
  folder: string | null,
  settings: Settings,
): Promise<Buffer> {
  // A library that most processes never need: it is asked for once after each change of the icon.
  const { default: sharp } = await import('sharp')
  const chosen = await readPicture(db, folder, settings.icon)
  const drawn = Buffer.from(strokeIcon(settings.accent))
  return sharp(chosen ?? drawn, { limitInputPixels: 2400 * 10_000 })
    .resize(size, size, { fit: 'contain', background: '#fff' })
    .flatten({ background: '#fff' })
    .png()
    .toBuffer()
}

/** Null where none was chosen, or the one that was is gone. */
async function readPicture(
  db: ReadonlyKysely<PublicDatabase>,
  folder: string | null,
  src: string,
): Promise<Buffer | null> {
  const [, hash = '', name = ''] = smallOf(src).match(/^\/media\/([^/]+)\/([^/]+)$/) ?? []
  const file = hash === '' ? undefined : await findFile(db, hash, name)
  if (!file) return null
  const stream = streamFile(db, folder, file, { first: 0, last: file.bytes - 1 })
  return Buffer.from(await new Response(stream).arrayBuffer())
}
