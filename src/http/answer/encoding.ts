import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gunzip, gzip, gzipSync } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** The first encoding that a client takes (RFC 9110, 12.5.3), of those an answer can be made in. */
export function chooseEncoding(
  acceptEncoding: string | undefined,
  order: readonly Encoding[] = bestFirst,
): Encoding {
  if (!acceptEncoding) return 'identity'
  const accepted = known.get(acceptEncoding) ?? remember(acceptEncoding)
  return order.find(encoding => accepted.has(encoding)) ?? 'identity'
}

const bestFirst: readonly Encoding[] = ['br', 'gzip']

// The same few headers come with every request.
const known = new Map<string, ReadonlySet<string>>()

function remember(acceptEncoding: string): ReadonlySet<string> {
  const accepted = acceptedBy(acceptEncoding)
  if (known.size >= 1000) known.clear()
  known.set(acceptEncoding, accepted)
  return accepted
}

function acceptedBy(acceptEncoding: string): ReadonlySet<string> {
  const accepted = new Set<string>()
  for (const part of acceptEncoding.split(',')) {
    const [name = '', quality = ''] = part.split(';')
    if (!/^\s*q=0(\.0*)?\s*$/i.test(quality)) accepted.add(name.trim().toLowerCase())
  }
  return accepted
}

/** How much time goes into it: for an answer, for many, or for all until the next update. */
export type Effort = 'passing' | 'kept' | 'lasting'

/**
 * Compresses in the thread pool: the event loop goes on. What is short is compressed at once, which mostly takes the loop no
 * longer than to send it there: a stream, its turns, and two threads that wake each other.
 */
export async function compress(bytes: Buffer, encoding: 'br' | 'gzip', effort: Effort): Promise<Buffer> {
  if (encoding === 'gzip') {
    const level = gzipLevels[effort]
    return bytes.length <= shortBytes && effort !== 'lasting'
      ? gzipSync(bytes, { level: Math.min(level, mostAtOnce) })
      : gzipped(bytes, { level })
  }
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQualities[effort],
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    // As far as there is something to look back at; the usual 4 MB are taken for a page of 10 kB too.
    [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(10, Math.ceil(Math.log2(bytes.length + 16)))),
  }
  return brotlied(bytes, { params })
}

/** More than a page of fifty comments, which takes about a third of a millisecond. */
const shortBytes = 100_000

/**
 * Level 2 takes little more than half of what level 4 does, and makes a page 6 % longer, which who takes Brotli never gets.
 * It bounds, too, what somebody may do with comments of noise in a few letters, in which everything is like much before: level
 * 6 takes nine times as long for it, and 3 longer than 4.
 */
const mostAtOnce = 2

const gzipped = promisify<Buffer, { level: number }, Buffer>(gzip)
const brotlied = promisify<Buffer, { params: Record<number, number> }, Buffer>(brotliCompress)

/** What was compressed, as it was. */
export async function expand(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  return encoding === 'gzip' ? gunzipped(bytes) : unbrotlied(bytes)
}

const gunzipped = promisify<Buffer, Buffer>(gunzip)
const unbrotlied = promisify<Buffer, Buffer>(brotliDecompress)

/** zlib’s levels. */
export const gzipLevels = { passing: 1, kept: 6, lasting: 9 } as const
const brotliQualities = { passing: 1, kept: 5, lasting: 11 } as const
