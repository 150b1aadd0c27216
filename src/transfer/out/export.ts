import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { KeyRing } from '../../keys.ts'
import { revealAddress } from '../../readers/contacts.ts'
import type { Settings } from '../../settings/declared.ts'
import { writeMarkdown } from './markdown.ts'
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
  settings: Settings
  baseUrl: string
  /** Whether readers' addresses are written out as well, in plain. */
  withAddresses: boolean
}

/**
 * Writes a site into a file for this user alone, compressed if its name ends so; as Markdown, into a folder. Returns how
 * much that was, where it is counted.
 */
export async function exportSite(
  site: Exported,
  format: ExportFormat,
  path: string,
): Promise<{ articles: number; comments: number } | null> {
  const { db, ring, withAddresses } = site
  const addressOf = async (comment: number) => {
    const revealed = withAddresses ? await revealAddress(db, ring, comment) : 'none'
    return typeof revealed === 'string' ? null : revealed.address
  }
  if (format === 'markdown') return writeMarkdown(db, path, addressOf)
  await writeFile(path, async write => {
    if (format === 'afterword') return siteLines(db, ring, withAddresses, line => write(`${line}\n`))
    for await (const piece of wordpressFile(db, { ...site, addressOf })) await write(piece)
  })
  return null
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
