import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise } from 'yauzl'
import { normalized } from '../text/marks.ts'
import { counted, mostUnpackedBytes, type Room } from './room.ts'

/** A zip that is damaged, or larger unpacked than any blog: what is told of it is no more than that. */
export class DamagedZip extends Error {
  override name = 'DamagedZip'
}

const mostFiles = 100_000

/** Whether a file is a zip, by its beginning. */
export async function isZip(path: string): Promise<boolean> {
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
  return bytesRead === 4 && buffer.equals(Buffer.from('PK\x03\x04', 'latin1'))
}

/**
 * Unpacks a zip into a folder that is there, and returns where what it holds lies: the one file or folder in it, or the
 * folder itself. Links in it are files. Throws DamagedZip.
 */
export async function unzip(path: string, into: string): Promise<string> {
  const room: Room = { left: mostUnpackedBytes }
  try {
    const zip = await openPromise(path)
    if (zip.entryCount > mostFiles) throw new DamagedZip('it holds too many files')
    for await (const entry of zip.eachEntry()) {
      const name = placeOf(entry)
      if (name === null) continue
      const target = join(into, name)
      await mkdir(dirname(target), { recursive: true })
      await pipeline(
        await zip.openReadStreamPromise(entry),
        counted(room, () => new DamagedZip('it is too large')),
        createWriteStream(target, { mode: 0o600 }),
      )
    }
  } catch (error) {
    if (error instanceof DamagedZip || !(error instanceof Error)) throw error
    // A disk without room is no fault of the file; names that no folder can hold are.
    if ('syscall' in error && !('code' in error && namesClash.has(error.code))) throw error
    throw new DamagedZip(error.message)
  }
  return innermost(into)
}

/** A file stands where a folder is, or the other way round, or too deep. */
const namesClash: ReadonlySet<unknown> = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'])

/** The path of a file in a zip, as the reader has checked it; null for what is no file of anybody's. */
function placeOf({ fileName }: Entry): string | null {
  const parts = normalized(fileName).split('/')
  if (fileName.endsWith('/') || parts.some(part => part.startsWith('.') || part === '__MACOSX')) return null
  return parts.some(part => part === '' || part.includes('\0') || Buffer.byteLength(part) > 255)
    ? null
    : parts.join('/')
}

/** Most zips hold one folder, in which everything is. */
async function innermost(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  const [only] = entries
  if (entries.length !== 1 || !only) return folder
  const inside = join(folder, only.name)
  // A folder that a generator knows by its name is one of the blog's own.
  const isOwn = /^(?:_posts|_drafts|content|source|src)$/.test(only.name)
  return only.isDirectory() && !isOwn ? innermost(inside) : only.isFile() ? inside : folder
}
