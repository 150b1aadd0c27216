import { once } from 'node:events'
import { open } from 'node:fs/promises'
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
import { siteLines } from './site-file.ts'
import { wordpressFile } from './wordpress.ts'

/** What a site can be written out as. */
export const exportFormats = ['afterword', 'wordpress', 'markdown'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Whether a word names one of them. */
export const isExportFormat = (name: string): name is ExportFormat =>
  exportFormats.some(format => format === name)

/** A site that is written out. */
export interface Exported {
  db: Kysely<Database>
  ring: KeyRing
  /** Where the bytes of files are; null: in rows. */
  folder: string | null
  settings: Settings
  baseUrl: string
  /** Whether readers' addresses are written out as well, in plain. */
  withAddresses: boolean
}

/** What was written: how much, where it is counted; and what has lost bytes in the folder of files. */
interface Written {
  counts: WrittenOut | null
  missing: string[]
}

/**
 * Writes a site into a file for this user alone, compressed if its name ends so; as Markdown, into a folder. Throws
 * BytesMissing where the folder of files is away.
 */
export async function exportSite(site: Exported, format: ExportFormat, path: string): Promise<Written> {
  const { db, ring, folder, withAddresses } = site
  const here = { folder, missing: new Set<string>() }
  if (format === 'afterword') await refuseAway(db, folder)
  const addressOf = async (comment: number) => {
    const revealed = withAddresses ? await revealAddress(db, ring, comment) : 'none'
    return typeof revealed === 'string' ? null : revealed.address
  }
  if (format === 'markdown') return { counts: await writeMarkdown(db, path, addressOf), missing: [] }
  await writeFile(path, async write => {
    if (format === 'afterword')
      return siteLines(db, ring, { here, withAddresses }, line => write(`${line}\n`))
    for await (const piece of wordpressFile(db, { ...site, addressOf })) await write(piece)
  })
  return { counts: null, missing: [...here.missing] }
}

async function writeFile(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  // Before anything is read: most of what can go wrong with a path goes wrong here.
  const file = await open(path, 'w', 0o600)
  const into = path.endsWith('.gz') ? createGzip() : new PassThrough()
  const written = pipeline(into, file.createWriteStream())
  // A disk may be full while the database is still being asked, and nobody waits for the file yet.
  written.catch(() => {})
  try {
    await fill(async text => {
      if (!into.write(text)) await Promise.race([once(into, 'drain'), written])
    })
    into.end()
  } catch (error) {
    into.destroy()
    throw error
  }
  await written
}
