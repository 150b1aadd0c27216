import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import type { Body } from './body.ts'
import { compress, gzipLevels } from './encoding.ts'

/** A part of an answer. Compressed it ends with a whole byte and looks back at nothing before it, so that any may follow. */
export interface Piece {
  bytes: Buffer
  deflated(): Promise<Buffer>
}

/** Some conversations that stand one after the other, as all get them who see nothing of their own in them. */
export interface Stretch {
  threads: readonly number[]
  piece: Piece
}

/** An article's page but for its form: the same for everyone who is known in the same way. */
export interface PageParts {
  beforeConversations: Piece
  conversations: readonly Stretch[]
  beforeForm: Piece
  afterForm: Piece
}

/** Makes a piece of what many answers will have; it is compressed once. */
export function keptPiece(bytes: Buffer): Piece {
  let made: Promise<Buffer> | null = null
  const make = () =>
    deflated(bytes, gzipLevels.kept).catch((error: unknown) => {
      made = null // the next may have more luck
      throw error
    })
  return { bytes, deflated: () => (made ??= make()) }
}

/**
 * Makes a piece of what one answer has. A short one goes as it is: to begin to compress costs more than all else
 * that is done for such a page.
 */
export function ownPiece(bytes: Buffer): Piece {
  if (bytes.length > shortBytes) return { bytes, deflated: () => deflated(bytes, gzipLevels.passing) }
  // A stored block that is not the last (RFC 1951, 3.2.4).
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(0xff_ff - bytes.length, 3)
  return { bytes, deflated: () => Promise.resolve(Buffer.concat([head, bytes])) }
}

/** A stored block may hold 65,535; this much longer a page may become for each part that is somebody's own. */
const shortBytes = 8_192

const deflated = (bytes: Buffer, level: number) =>
  deflate(bytes, { level, finishFlush: constants.Z_FULL_FLUSH })

const deflate = promisify<Buffer, { level: number; finishFlush: number }, Buffer>(deflateRaw)

/**
 * An answer for one client, of pieces that others get too: those are compressed already. As gzip, since Brotli's can't be
 * put together; a client that takes Brotli alone has the whole compressed.
 */
export function joinedBody(type: string, pieces: readonly Piece[], language: string): Body {
  const whole = () => Buffer.concat(pieces.map(({ bytes }) => bytes))
  return {
    type,
    language,
    bytes: pieces.reduce((sum, { bytes }) => sum + bytes.length, 0),
    order: ['gzip', 'br'],
    in(encoding) {
      if (encoding === 'gzip') return joinedGzip(pieces)
      return encoding === 'br' ? compress(whole(), 'br', 'passing') : whole()
    },
    etag: () => {
      throw new Error('what is for one client alone has no tag')
    },
  }
}

/** No name, no time, of no system in particular. */
const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** An empty block that says it is the last (RFC 1951, 3.2.6). */
const end = Buffer.from([3, 0])

/** One gzip member of several pieces (RFC 1952). */
async function joinedGzip(pieces: readonly Piece[]): Promise<Buffer> {
  const parts = await Promise.all(pieces.map(piece => piece.deflated()))
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(pieces.reduce((sum, { bytes }) => crc32(bytes, sum), 0))
  tail.writeUInt32LE(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) % 2 ** 32, 4)
  return Buffer.concat([head, ...parts, end, tail])
}
