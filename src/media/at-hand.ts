import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chunkBytes } from './limits.ts'
import { makeFolder, removeFolder } from './temporary.ts'

/** A file without a name, which goes with the process, and the chunks that lie in it at their places. */
interface AtHand {
  file: FileHandle
  chunks: Set<number>
}

const uploads = new Map<string, Promise<AtHand>>()

/** Those that nobody ends stay until so many others have come. */
const most = 8

/**
 * Lays a chunk of an upload aside on the disk of this process, beside the row that it has: out of rows bytes come as text,
 * which is put together again and again, and the process collects garbage instead of answering. Where that can't be done,
 * as on a disk that is full, the row will do.
 */
export async function layAtHand(id: string, chunk: number, data: Buffer): Promise<void> {
  const opened = uploads.get(id) ?? openFile()
  uploads.delete(id)
  uploads.set(id, opened)
  const [oldest] = uploads.keys()
  if (oldest !== undefined && uploads.size > most) await dropAtHand(oldest)
  try {
    const { file, chunks } = await opened
    const { bytesWritten } = await file.write(data, 0, data.length, chunk * chunkBytes)
    if (bytesWritten === data.length) chunks.add(chunk)
  } catch {
    await dropAtHand(id)
  }
}

/** Reads such a chunk into a buffer, which is the caller's, and returns what of it is filled; null where it is not here. */
export async function readAtHand(id: string, chunk: number, into: Buffer): Promise<Buffer | null> {
  try {
    const upload = await uploads.get(id)
    if (!upload?.chunks.has(chunk)) return null
    const { bytesRead } = await upload.file.read(into, 0, chunkBytes, chunk * chunkBytes)
    return into.subarray(0, bytesRead)
  } catch {
    return null
  }
}

/** Forgets what lies here of an upload. */
export async function dropAtHand(id: string): Promise<void> {
  const opened = uploads.get(id)
  uploads.delete(id)
  await opened?.then(({ file }) => file.close()).catch(() => undefined)
}

async function openFile(): Promise<AtHand> {
  const folder = await makeFolder()
  try {
    const path = join(folder, 'parts')
    const file = await open(path, 'wx+', 0o600)
    await rm(path)
    return { file, chunks: new Set() }
  } finally {
    await removeFolder(folder)
  }
}
