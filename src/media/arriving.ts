import { constants } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { mostPictureBytes } from './limits.ts'
import { makeFolder, removeFolder } from './temporary.ts'

/** A file into which an upload is written as its parts come. */
interface Arriving {
  /** Null before the first part. */
  folder: string | null
  /** So many have come. */
  bytes: number
  /** Done when nothing is being written; rejects once something could not be. */
  written: Promise<void>
  idle: NodeJS.Timeout
}

/**
 * Beside the rows, which outlive this process and are what counts: what has come whole to one process need not be read back
 * from them, which takes a hundred questions a picture, and makes it collect garbage instead of answering.
 */
const arriving = new Map<string, Arriving>()

/** The folder for temporary files may be memory. What has no file any more is read back from its rows. */
const mostFiles = 4
const idleMs = 600_000

/** Has what comes of a new upload written into a file, instead of what comes of the oldest. */
export function beginFile(id: string, bytes: number): void {
  if (bytes > mostPictureBytes) return
  for (const oldest of [...arriving.keys()].slice(0, -mostFiles + 1)) void dropFile(oldest)
  const idle = setTimeout(() => void dropFile(id), idleMs).unref()
  arriving.set(id, { folder: null, bytes: 0, written: Promise.resolve(), idle })
}

/** Writes what came at a byte for the first time, if the upload has a file. */
export async function addToFile(id: string, at: number, data: Buffer): Promise<void> {
  const file = arriving.get(id)
  if (!file) return
  file.idle.refresh()
  file.written = file.written.then(() => write(file, at, data))
  // A full disk is no reason to refuse what the database has taken.
  await file.written.catch(() => dropFile(id))
}

async function write(into: Arriving, at: number, data: Buffer): Promise<void> {
  into.folder ??= await makeFolder()
  await using file = await open(fileIn(into.folder), constants.O_CREAT | constants.O_WRONLY, 0o600)
  const { bytesWritten } = await file.write(data, 0, data.length, at)
  if (bytesWritten < data.length) throw new Error('a part was not written whole')
  into.bytes += data.length
}

const fileIn = (folder: string) => join(folder, 'file')

/** Moves the file of an upload to a path if it is whole, and returns whether it is; then or not, the upload has none any more. */
export async function moveFile(id: string, bytes: number, to: string): Promise<boolean> {
  const file = arriving.get(id)
  const from = file?.folder && file.bytes === bytes ? fileIn(file.folder) : null
  try {
    if (from !== null) await rename(from, to)
    return from !== null
  } catch {
    return false
  } finally {
    await dropFile(id)
  }
}

/** From then on the rows alone hold the upload. */
async function dropFile(id: string): Promise<void> {
  const file = arriving.get(id)
  if (!file) return
  clearTimeout(file.idle)
  arriving.delete(id)
  await file.written.catch(() => undefined)
  // What the system refuses to remove now goes at a start.
  if (file.folder !== null) await removeFolder(file.folder).catch(() => undefined)
}
