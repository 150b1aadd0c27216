import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { KeyRing } from '../../keys.ts'
import { inFolder } from '../../media/temporary.ts'
import { writeUpload } from '../../media/uploads.ts'
import { openSource, type Source } from '../open-file.ts'
import { DamagedZip, isZip, unzip } from '../unzip.ts'

/**
 * Lays an upload out as a file, or as the folder that a zip holds, in a folder of its own that is gone afterwards, and
 * does something with it.
 */
export function withUpload<T>(
  db: Kysely<Database>,
  ring: KeyRing,
  { upload, name }: { upload: string | null; name: string },
  work: (source: Source) => Promise<T>,
): Promise<T | { problem: 'gone' | 'damagedZip' }> {
  return inFolder(async folder => {
    const path = join(folder, name.replace(/^\.+/, '') || 'file')
    if (upload === null || !(await writeUpload(db, ring, { id: upload, path }))) return { problem: 'gone' }
    try {
      return await work(await openSource((await isZip(path)) ? await unpacked(path, folder) : path))
    } catch (error) {
      if (error instanceof DamagedZip) return { problem: 'damagedZip' }
      throw error
    }
  })
}

async function unpacked(path: string, folder: string): Promise<string> {
  const into = join(folder, 'unpacked~')
  await mkdir(into)
  return unzip(path, into)
}
