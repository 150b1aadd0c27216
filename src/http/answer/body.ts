import { hash as digest } from 'node:crypto'
import { compress, type Effort, type Encoding } from './encoding.ts'

/** What an answer may be, as Content-Type says it. */
export const types = {
  page: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  problem: 'application/problem+json',
} as const

/** What is answered, as bytes of one type: the same in each answer, compressed once for each encoding. */
export interface Body {
  /** As in Content-Type. */
  type: string
  /** BCP 47; null for what is in no language, or in several. */
  language: string | null
  /** Length of it uncompressed. Compressed forms take about a third on top. */
  bytes: number
  /** Which encodings it is best in; Brotli before gzip where it does not say. */
  order?: readonly Encoding[]
  /** Its bytes in an encoding, at once where they were made before. */
  in(encoding: Encoding): Buffer | Promise<Buffer>
  /** A strong tag of the bytes in an encoding (RFC 9110, 8.8.3). */
  etag(encoding: Encoding): string
}

/** Makes a body of a text, or of bytes. With an effort of 'passing' it is to be answered once. */
export function makeBody(
  type: string,
  content: string | Buffer,
  { language = null, effort = 'kept' }: { language?: string | null; effort?: Effort } = {},
): Body {
  const plain = typeof content === 'string' ? Buffer.from(content) : content
  const made: Partial<Record<'br' | 'gzip', Buffer | Promise<Buffer>>> = {}
  let hash: string | null = null
  return {
    type,
    language,
    bytes: plain.length,
    in(encoding) {
      if (encoding === 'identity') return plain
      const known = made[encoding]
      if (known) return known
      const making = compress(plain, encoding, effort).then(bytes => (made[encoding] = bytes))
      made[encoding] = making
      return making
    },
    etag(encoding) {
      hash ??= digest('sha256', plain, 'base64url').slice(0, 22)
      return encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`
    },
  }
}

/** Whether a client has these very bytes: an If-None-Match lists one tag or several (RFC 9110, 13.1.2). */
export function isMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true
  return ifNoneMatch.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag)
}
