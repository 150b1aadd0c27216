import { hash as digest } from 'node:crypto'
import { compress, type Effort, type Encoding, expand } from './encoding.ts'

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
  /** Length of it uncompressed. */
  bytes: number
  /** Which encodings it is best in; Brotli before gzip where it does not say. */
  order?: readonly Encoding[]
  /** Its bytes in an encoding, at once where they were made before. */
  in(encoding: Encoding): Buffer | Promise<Buffer>
  /** A strong tag of the bytes in an encoding (RFC 9110, 8.8.3). */
  etag(encoding: Encoding): string
}

interface BodyOptions {
  language?: string | null
  /** With 'passing' it is to be answered once. */
  effort?: Effort
  /**
   * Told how many bytes more are held than its length, or fewer. Whoever counts them has it hold only what is asked for:
   * a page is eight times as long as what it is compressed to, and most are asked for in one encoding.
   */
  grew?: (bytes: number) => void
}

/** Makes a body of a text, or of bytes. */
export function makeBody(
  type: string,
  content: string | Buffer,
  { language = null, effort = 'kept', grew }: BodyOptions = {},
): Body {
  // No function below may name it: they would hold it.
  const plain = typeof content === 'string' ? Buffer.from(content) : content
  const { length } = plain
  const made = new Map<Encoding, Buffer>([['identity', plain]])
  const making = new Map<Encoding, Promise<Buffer>>()
  let isAskedPlain = false
  let hash = ''

  /** Of what is let go it is asked before. */
  function hashed(): string {
    const whole = hash === '' ? made.get('identity') : undefined
    if (whole) hash = digest('sha256', whole, 'base64url').slice(0, 22)
    return hash
  }

  function find(encoding: Encoding): Buffer | undefined {
    if (encoding === 'identity') isAskedPlain = true
    return made.get(encoding)
  }

  async function make(encoding: Encoding): Promise<Buffer> {
    const whole = made.get('identity') ?? (await wholeOf(made))
    const bytes = encoding === 'identity' ? whole : await compress(whole, encoding, effort)
    const held = grew ? alone(bytes) : bytes
    made.set(encoding, held)
    grew?.(held.length)
    if (grew && !isAskedPlain) letGo()
    return held
  }

  /** It can be made again of what it was compressed to. */
  function letGo(): void {
    hashed()
    if (made.delete('identity')) grew?.(-length)
  }

  return {
    type,
    language,
    bytes: length,
    in(encoding) {
      const known = find(encoding) ?? making.get(encoding)
      if (known) return known
      const some = make(encoding).finally(() => making.delete(encoding))
      making.set(encoding, some)
      return some
    },
    etag(encoding) {
      return encoding === 'identity' ? `"${hashed()}"` : `"${hashed()}-${encoding}"`
    },
  }
}

/** What zlib makes is the beginning of a longer buffer, all of which would be held. */
function alone(bytes: Buffer): Buffer {
  if (bytes.length === bytes.buffer.byteLength) return bytes
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

async function wholeOf(made: ReadonlyMap<Encoding, Buffer>): Promise<Buffer> {
  const [some] = made
  if (!some) throw new Error('nothing of it is held')
  const [encoding, bytes] = some
  return expand(bytes, encoding)
}

/** Whether a client has these very bytes: an If-None-Match lists one tag or several (RFC 9110, 13.1.2). */
export function isMatch(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true
  return ifNoneMatch.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag)
}
