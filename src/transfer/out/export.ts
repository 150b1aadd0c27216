import { once } from 'node:events'
import { open, rm } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { KeyRing } from '../../keys.ts'
import { refuseAway } from '../../media/places.ts'
import { revealAddress } from '../../readers/contacts.ts'
import type { Settings } from '../../settings/declared.ts'
import { writeMarkdown, type WrittenOut } from './markdown.ts'
import type { ExportFormat } from './export-formats.ts'
import { besideOf, isFile, putInPlace } from './put-in-place.ts'
import { siteLines } from './site-file.ts'
import { wordpressFile } from './wordpress.ts'

/** A site that is written out. */
export interface Exported {
  db: Kysely<Database>
  ring: KeyRing
  /** Where the bytes of files are; null: in rows. */
  mediaDir: string | null
  settings: Settings
  baseUrl: string
  /** Whether readers' addresses are written out as well, in plain. */
  withAddresses: boolean
}

/** What was written: where, and how much, if that is counted; and what has lost bytes in the folder of files. */
interface Written {
  at: string
  counts: WrittenOut | null
  missing: string[]
}

/**
 * Writes a site into a file for this user alone, compressed if its name ends so; as Markdown, into a folder. A file that
 * is there is replaced by a whole one only. Throws BytesMissing where the folder of files is away.
 */
export async function exportSite(site: Exported, format: ExportFormat, path: string): Promise<Written> {
  const { db, ring, mediaDir, withAddresses } = site
  const here = { mediaDir, missing: new Set<string>() }
  if (format === 'afterword') await refuseAway(db, mediaDir)
  const addressOf = async (comment: number) => {
    const revealed = withAddresses ? await revealAddress(db, ring, comment) : 'none'
    return typeof revealed === 'string' ? null : revealed.address
  }
  if (format === 'markdown')
    return { at: path, counts: await writeMarkdown(db, path, addressOf), missing: [] }
  const isThere = await isFile(path)
  await writeFile(path, isThere ? besideOf(path) : path, async write => {
    if (format === 'afterword')
      return siteLines(db, ring, { here, withAddresses }, line => write(`${line}\n`))
    for await (const piece of wordpressFile(db, { ...site, addressOf })) await write(piece)
  })
  const missing = [...here.missing]
  const at = isThere ? await putInPlace(path, { isWhole: missing.length === 0 }) : path
  return { at, counts: null, missing }
}

async function writeFile(
  path: string,
  at: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  // Before anything is read: most of what can go wrong with a path goes wrong here.
  const file = await open(at, 'w', 0o600)
  const into = path.endsWith('.gz') ? createGzip() : new PassThrough()
  const written = pipeline(into, file.createWriteStream())
  // A disk may be full while the database is still being asked, and nobody waits for the file yet.
  written.catch(() => {})
  try {
    await fill(async text => {
      if (!into.write(text)) await Promise.race([once(into, 'drain'), written])
    })
    into.end()
    await written
  } catch (error) {
    into.destroy()
    if (at !== path) await rm(at, { force: true })
    throw error
  }
}
