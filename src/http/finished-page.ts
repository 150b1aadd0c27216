import { createHash, randomUUID } from 'node:crypto'
import { brotliCompressSync, constants, crc32, deflateRawSync } from 'node:zlib'

/**
 * A page as bytes, compressed once. A page with a form ends with a key that is new in each answer, so that two readers
 * of one cached page never share it: the compressed part is left open at its end and each answer closes it with a
 * small block of its own.
 */
export interface FinishedPage {
  etag: string
  /** The bytes of one answer, in the encoding asked for. */
  answer(encoding: Encoding): Buffer
  /** Uncompressed, without what each answer adds. Compressed forms take about a third on top. */
  bytes: number
}

export type Encoding = 'br' | 'gzip' | 'identity'

const end = '</body></html>'

/** Finishes a page's HTML. With `formKey`, each answer brings a fresh `form_key` for the comment form. */
export function finishPage(html: string, { formKey }: { formKey: boolean }): FinishedPage {
  const head = Buffer.from(html.endsWith(end) ? html.slice(0, -end.length) : html)
  const tail = () =>
    Buffer.from(
      formKey
        ? `<input type="hidden" form="comment-form-fields" name="form_key" value="${randomUUID()}">${end}`
        : end,
    )
  const once: Compressed = {}
  return {
    etag: `W/"${createHash('sha256').update(head).digest('base64url').slice(0, 22)}"`,
    bytes: head.length,
    answer(encoding) {
      if (encoding === 'br') return closeBrotli((once.br ??= openBrotli(head)), tail())
      if (encoding === 'gzip')
        return closeGzip((once.gzip ??= openGzip(head)), (once.crc ??= crc32(head)), head.length, tail())
      return Buffer.concat([head, tail()])
    },
  }
}

/** Made when they are first asked for. */
interface Compressed {
  br?: Buffer
  gzip?: Buffer
  crc?: number
}

/** The best encoding a client takes (RFC 9110, 12.5.3), of those a page is kept in. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  const accepted = new Set<string>()
  for (const part of (acceptEncoding ?? '').split(',')) {
    const [name = '', quality = ''] = part.split(';')
    if (!/^\s*q=0(\.0*)?\s*$/i.test(quality)) accepted.add(name.trim().toLowerCase())
  }
  if (accepted.has('br')) return 'br'
  return accepted.has('gzip') ? 'gzip' : 'identity'
}

/** Brotli without its last block, ending on a byte (RFC 7932, 9.2). */
function openBrotli(head: Buffer): Buffer {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 6,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  }
  return brotliCompressSync(head, { params, finishFlush: constants.BROTLI_OPERATION_FLUSH })
}

function closeBrotli(open: Buffer, tail: Buffer): Buffer {
  // Not last, four nibbles of length, the length less one, uncompressed; then an empty last block.
  const header = Buffer.alloc(3)
  header.writeUIntLE(((tail.length - 1) << 3) | (1 << 19), 0, 3)
  return Buffer.concat([open, header, tail, lastBrotliBlock])
}

const lastBrotliBlock = Buffer.of(3)

/** Deflate without its last block, ending on a byte, behind a gzip header (RFC 1952). */
function openGzip(head: Buffer): Buffer {
  return Buffer.concat([gzipHeader, deflateRawSync(head, { level: 9, finishFlush: constants.Z_SYNC_FLUSH })])
}

const gzipHeader = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255)

function closeGzip(open: Buffer, crcOfHead: number, headLength: number, tail: Buffer): Buffer {
  // A last block, stored: its length and the complement of it (RFC 1951, 3.2.4).
  const header = Buffer.alloc(5)
  header.writeUInt8(1, 0)
  header.writeUInt16LE(tail.length, 1)
  header.writeUInt16LE(~tail.length & 0xffff, 3)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc32(tail, crcOfHead), 0)
  trailer.writeUInt32LE((headLength + tail.length) >>> 0, 4)
  return Buffer.concat([open, header, tail, trailer])
}
