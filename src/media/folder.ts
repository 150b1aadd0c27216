import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { chunkBytes } from './limits.ts'

/** Bytes are not where they should be: the folder of files is away, or one in it is lost, cut short or not readable. */
export class BytesMissing extends Error {
  override name = 'BytesMissing'
}

/** From one byte to another, both included. */
export interface Range {
  first: number
  last: number
}

/** Where a file of a medium lies in the folder; without a name the picture as it came, apart from what is served. */
export function pathIn(folder: string, hash: string, name: string | null): string {
  if (name !== null && !isFileName(name)) throw new BytesMissing('a file has a name that none is given')
  return name === null ? join(originals(folder, hash), 'original') : join(files(folder, hash), name)
}

/** Whether a file may be called so in the folder: as `fileNameOf` and what makes pictures name them. */
export const isFileName = (name: string): boolean => /^[\p{L}\p{N}\p{M}-]+(?:\.[a-z0-9]{1,8})?$/u.test(name)

const files = (folder: string, hash: string) => join(folder, 'files', hash.slice(0, 2), hash)
const unfinishedIn = (folder: string) => join(folder, 'unfinished')
const originals = (folder: string, hash: string) => join(folder, 'originals', hash.slice(0, 2), hash)

const markerIn = (folder: string) => join(folder, '.afterword-media')

/** Takes a folder into use: by what lies in it now it is known from the empty place of a disk that is not mounted. */
export async function markFolder(folder: string): Promise<void> {
  await writeFile(
    markerIn(folder),
    'Afterword keeps pictures and files of a blog here. Where this file is missing, it takes the folder to be away.\n',
    { mode: 0o600, flush: true },
  )
  await sync(folder)
}

/** Whether the folder that was taken into use is there. */
export const isMarked = (folder: string): Promise<boolean> =>
  stat(markerIn(folder)).then(
    found => found.isFile(),
    () => false,
  )

/** Writes a file of the folder whole, or not at all; for this user alone. Throws where the folder is not there. */
export async function writeWhole(folder: string, path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const unfinished = await unfinishedFor(folder, path)
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 })
    await finish(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Makes a file of the folder room; returns where it may lie until it is whole. */
export async function unfinishedFor(folder: string, path: string): Promise<string> {
  await access(folder, constants.W_OK)
  // A disk that is not mounted is not to be taken for an empty folder: nothing is made in its place.
  await access(markerIn(folder))
  for (const into of [dirname(path), unfinishedIn(folder)]) await makeLasting(into)
  return join(unfinishedIn(folder), randomUUID())
}

/** Makes a folder and those that it lies in, to stay through a loss of power. */
async function makeLasting(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await sync(dirname(made))
}

/** Puts a file that is whole in its place, to stay through a loss of power. */
export async function finish(unfinished: string, path: string): Promise<void> {
  await sync(unfinished)
  await rename(unfinished, path)
  await sync(dirname(path))
}

async function sync(path: string): Promise<void> {
  await using file = await open(path)
  await file.sync()
}

/** Reads a file in pieces of a chunk, one after the other as they are asked for. Throws BytesMissing. */
export async function* readPieces(path: string, { first, last }: Range): AsyncGenerator<Buffer> {
  try {
    await using file = await open(path)
    for (let at = first; at <= last; ) {
      const piece = Buffer.allocUnsafe(Math.min(chunkBytes, last - at + 1))
      for (let filled = 0; filled < piece.length; ) {
        const { bytesRead } = await file.read(piece, filled, piece.length - filled, at + filled)
        if (bytesRead === 0) throw new BytesMissing('a file is shorter than it was')
        filled += bytesRead
      }
      yield piece
      at += piece.length
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? new BytesMissing(error.message) : error
  }
}

/** Whether a file lies there and has its length, in bytes. One that can't be looked at is as good as lost. */
export const isWhole = (path: string, bytes: number): Promise<boolean> =>
  stat(path).then(
    found => found.isFile() && found.size === bytes,
    () => false,
  )

/** Whether there is such a folder. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

/** Removes all that lies there of a medium. */
export async function removeFrom(folder: string, hash: string): Promise<void> {
  for (const path of [files(folder, hash), originals(folder, hash)])
    await rm(path, { recursive: true, force: true })
}

const dayMs = 86_400_000

/**
 * Where somebody writes down hashes, a line each, of what they put into the folder before its rows are there to stay: what
 * is killed on the way leaves it. In the folder for what is unfinished, which the first such file makes.
 */
export const newList = (folder: string): string => join(unfinishedIn(folder), `${list}${randomUUID()}`)

const list = 'list-'

/**
 * Removes what killed processes left unfinished there, a day after they wrote to it last. Calls `found` with each hash of
 * what they put into the folder, whether its rows came or not.
 */
export async function removeUnfinished(
  folder: string,
  found: (hash: string) => Promise<void>,
): Promise<void> {
  const place = unfinishedIn(folder)
  const names = await readdir(place).catch(() => [])
  if (names.length === 0) return
  // By the clock that the times of files are taken from.
  const probe = join(place, randomUUID())
  await writeFile(probe, '')
  const { mtimeMs: now } = await stat(probe)
  await rm(probe)
  for (const name of names) {
    const path = join(place, name)
    const there = await stat(path).catch(() => null) // it is whole by now, or another node was quicker
    if (!there || there.mtimeMs >= now - dayMs) continue
    if (name.startsWith(list))
      for (const hash of (await readFile(path, 'utf8')).match(/^[\w-]{22}$/gm) ?? []) await found(hash)
    await rm(path, { force: true })
  }
}
