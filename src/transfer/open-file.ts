import { createReadStream, type ReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip, type Gunzip } from 'node:zlib'
import { basename } from 'node:path'
import { mostUnpackedBytes } from './room.ts'
import { Unreadable } from './faults.ts'

/** A file to be read, as often as a reader needs to. */
export interface Source {
  path: string
  /** As it is named in what is said about it. */
  name: string
  isFolder: boolean
  /** Its beginning. */
  head: string
  isSqlite: boolean
  isGzip: boolean
  /** What it may have unpacked. */
  mostBytes: number
  /** Its text in pieces: gzip opened, without a byte order mark, line ends as one character. */
  text(): AsyncGenerator<string>
}

const headBytes = 65_536

/** Opens a file or a folder for reading. Throws what the file system says. */
export async function openSource(path: string, mostBytes: number = mostUnpackedBytes): Promise<Source> {
  const isFolder = (await stat(path)).isDirectory()
  const name = basename(path)
  const none = { path, name, isFolder, head: '', isSqlite: false, isGzip: false, mostBytes }
  if (isFolder) return { ...none, text: () => nothing() }
  const isGzip = (await firstBytes(path)).subarray(0, 2).equals(gzipMagic)
  const source = { ...none, isGzip, text: () => textOf(path, isGzip, mostBytes) }
  let head = ''
  try {
    for await (const text of source.text()) {
      head += text
      if (head.length >= headBytes) break
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error // what can be read of it is looked at all the same
  }
  return { ...source, head, isSqlite: head.startsWith('SQLite format 3') }
}

const gzipMagic = Buffer.from([0x1f, 0x8b])

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function* nothing(): AsyncGenerator<string> {}

async function* textOf(path: string, isGzip: boolean, mostBytes: number): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: headBytes })
  let decoder: TextDecoder | null = null
  let line = 1
  let held = ''
  let left = mostBytes
  try {
    for await (const bytes of isGzip ? unzipped(file) : file) {
      if (isGzip) left -= bytes.length
      if (left < 0) throw new Unreadable(basename(path), line, 'tooLarge')
      decoder ??= decoderFor(bytes)
      const text = held + decoder.decode(bytes, { stream: true })
      // A line end may be divided between two pieces.
      held = text.endsWith('\r') ? '\r' : ''
      const whole = unixLines(held === '' ? text : text.slice(0, -1))
      for (let at = whole.indexOf('\n'); at >= 0; at = whole.indexOf('\n', at + 1)) line++
      yield whole
    }
  } catch (error) {
    if (!isGzip || !(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')))
      throw error
    throw new Unreadable(basename(path), line, 'damaged')
  } finally {
    file.destroy()
  }
  yield unixLines(held + (decoder?.decode() ?? ''))
}

/** Reads UTF-8, unless a byte order mark or the first line of an XML says otherwise. */
function decoderFor(start: Buffer): TextDecoder {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be')
  const [, said = 'utf-8'] =
    /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]{1,40})["']/.exec(start.toString('latin1', 0, 1_000)) ?? []
  try {
    return new TextDecoder(said)
  } catch {
    return new TextDecoder() // no such encoding is known
  }
}

function unzipped(file: ReadStream): Gunzip {
  const gunzip = createGunzip()
  file.on('error', error => gunzip.destroy(error))
  return file.pipe(gunzip)
}

const unixLines = (text: string) => text.replace(/\r\n?/g, '\n')
