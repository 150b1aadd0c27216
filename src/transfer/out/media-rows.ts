import { appendFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Transaction } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { allKept, bytesOf } from '../../media/bytes.ts'
import {
  BytesMissing,
  finish,
  isFileName,
  isFolder,
  newList,
  pathIn,
  removeFrom,
  unfinishedFor,
} from '../../media/folder.ts'
import { BackupRefused } from './backup-file.ts'
import type { Table } from './tables.ts'

/** Where the bytes of files are, here. */
export interface MediaHere {
  /** Null: in rows alone. */
  mediaDir: string | null
  /** What is called so has lost bytes; filled while rows are read. */
  missing: Set<string>
}

/** Whether a table's rows are the bytes of files, which may lie in a folder as well. */
export const holdsBytes = ({ name }: Table): boolean => name === 'media_chunks' || name === 'media_originals'

/** The rows of such a table as if all bytes were in it, in the order of its key: the same wherever they lie. */
export async function* mediaRows(
  trx: Transaction<Database>,
  { name }: Table,
  { mediaDir, missing }: MediaHere,
): AsyncGenerator<string[]> {
  const files = await allKept(trx)
    .where('name', name === 'media_chunks' ? 'is not' : 'is', null)
    .orderBy('media')
    .orderBy('name')
    .execute()
  for (const file of files)
    try {
      let part = 0
      for await (const bytes of bytesOf(trx, mediaDir, file)) {
        const key = { media_id: file.media, ...(file.name === null ? {} : { name: file.name }), part: part++ }
        yield [JSON.stringify({ ...key, data: `\\x${bytes.toString('hex')}` })]
      }
    } catch (error) {
      if (!(error instanceof BytesMissing)) throw error
      missing.add(file.called)
    }
}

/** Puts the bytes of such rows into the folder, file by file. */
export interface BytesBack {
  add(row: string): Promise<void>
  /** Ends the last file, and says of all media that they lie there. */
  end(): Promise<void>
  /** Removes what was not there before, unless all has ended: while the transaction keeps others from the same files. */
  undo(): Promise<void>
}

/** Rows must come in the order in which `mediaRows` gives them. Throws BackupRefused for a name that no file may have. */
export function bytesBack(trx: Transaction<Database>, mediaDir: string): BytesBack {
  let file: { of: string; path: string; unfinished: string } | null = null
  const isNew = new Map<string, boolean>()
  // Of one that ended it stays as well, for its transaction may not: who looks through it a day later sees what is there.
  const list = newList(mediaDir)
  const endFile = async () => {
    if (file) await finish(file.unfinished, file.path)
    file = null
  }
  const begin = async (of: string, media: number, name: string | null) => {
    await endFile()
    if (name !== null && !isFileName(name)) throw new BackupRefused(says => says.backup.noFileName(name))
    const { hash } = await trx
      .selectFrom('media')
      .select('hash')
      .where('id', '=', media)
      .executeTakeFirstOrThrow()
    // Whoever removes what lay there once waits for this, or was done before.
    await trx.deleteFrom('private.media_left').where('hash', '=', hash).execute()
    const path = pathIn(mediaDir, hash, name)
    const wasThere = isNew.has(hash) || (await isFolder(dirname(path)))
    const unfinished = await unfinishedFor(mediaDir, path)
    if (!wasThere) await appendFile(list, `${hash}\n`)
    if (!isNew.has(hash)) isNew.set(hash, !wasThere)
    return { of, path, unfinished }
  }
  return {
    async add(row) {
      const chunk: { media_id: number; name?: string; data: string } = JSON.parse(row)
      const of = `${chunk.media_id}/${chunk.name ?? ''}`
      if (file?.of !== of) file = await begin(of, chunk.media_id, chunk.name ?? null)
      await appendFile(file.unfinished, Buffer.from(chunk.data.slice(2), 'hex'), { mode: 0o600 })
    },
    async end() {
      await endFile()
      await trx.updateTable('media').set({ in_folder: true }).where('is_whole', '=', true).execute()
      isNew.clear()
    },
    async undo() {
      if (file) await rm(file.unfinished, { force: true })
      for (const [hash, was] of isNew) if (was) await removeFrom(mediaDir, hash)
      if (isNew.size > 0) await rm(list, { force: true })
    },
  }
}
