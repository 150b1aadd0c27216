import { createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { inFolder } from '../../media/temporary.ts'
import { type Exported, exportSite } from './export.ts'
import { downloads, type ExportFormat } from './export-formats.ts'

/**
 * Writes a site out and returns the file, which has no name any more: it is gone once it is closed. Not while somebody
 * downloads it: a slow line would hold the database for as long. Where files have lost bytes, returns what these are
 * called and no file: nothing in one would say that it is not whole.
 */
export function exportForDownload(
  site: Exported,
  format: ExportFormat,
): Promise<FileHandle | { missing: string[] }> {
  return inFolder(async folder => {
    const path = join(folder, downloads[format].name)
    if (format === 'markdown') {
      const written = join(folder, 'site')
      await exportSite(site, format, written)
      await zipFolder(written, path)
    } else {
      const { missing } = await exportSite(site, format, path)
      if (missing.length > 0) return { missing }
    }
    return open(path)
  })
}

/** A fixed time: the same site gives the same bytes. */
const never = new Date('1980-01-01T00:00:00Z')

async function zipFolder(folder: string, path: string): Promise<void> {
  const zip = new ZipFile()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  for (const file of files.sort())
    zip.addFile(file, file.slice(folder.length + 1), {
      mtime: never,
      mode: 0o100600,
      forceDosTimestamp: true,
    })
  const failed = Promise.withResolvers<never>()
  zip.on('error', failed.reject)
  zip.end()
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 })), failed.promise])
}
