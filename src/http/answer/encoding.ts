import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** The best encoding a client takes (RFC 9110, 12.5.3), of those an answer is made in. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  if (!acceptEncoding) return 'identity'
  const known = chosen.get(acceptEncoding)
  if (known) return known
  const encoding = choose(acceptEncoding)
  if (chosen.size >= 1000) chosen.clear()
  chosen.set(acceptEncoding, encoding)
  return encoding
}

// The same few headers come with every request.
const chosen = new Map<string, Encoding>()

function choose(acceptEncoding: string): Encoding {
  const accepted = new Set<string>()
  for (const part of acceptEncoding.split(',')) {
    const [name = '', quality = ''] = part.split(';')
    if (!/^\s*q=0(\.0*)?\s*$/i.test(quality)) accepted.add(name.trim().toLowerCase())
  }
  if (accepted.has('br')) return 'br'
  return accepted.has('gzip') ? 'gzip' : 'identity'
}

/** How much time goes into it: for an answer, for many, or for all until the next update. */
export type Effort = 'passing' | 'kept' | 'lasting'

/** Compresses in the thread pool: the event loop goes on. */
export function compress(bytes: Buffer, encoding: 'br' | 'gzip', effort: Effort): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(bytes, { level: gzipLevels[effort] })
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQualities[effort],
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    // As far as there is something to look back at; the usual 4 MB are taken for a page of 10 kB too.
    [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(10, Math.ceil(Math.log2(bytes.length + 16)))),
  }
  return brotlied(bytes, { params })
}

const gzipped = promisify<Buffer, { level: number }, Buffer>(gzip)
const brotlied = promisify<Buffer, { params: Record<number, number> }, Buffer>(brotliCompress)

const gzipLevels = { passing: 1, kept: 6, lasting: 9 } as const
const brotliQualities = { passing: 1, kept: 5, lasting: 11 } as const
