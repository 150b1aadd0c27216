import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { type Body, isMatch } from '../answer/body.ts'
import { chooseEncoding, type Encoding } from '../answer/encoding.ts'
import { securityHeaders, strictTransport } from '../answer/headers.ts'
import { bodyHeaders } from '../answer/send-body.ts'
import { oldPageHeaders, publicHeaders } from '../answer/send-kept.ts'
import { personalCookie } from '../client/cookies.ts'
import { cacheKey, readVariant } from '../client/variant.ts'
import type { Services } from '../context.ts'
import { canonicalPath } from '../input/canonical-path.ts'

/**
 * Returns the function that answers a request from the page cache; that one returns false when the request must go the long
 * way. A page that was not asked for in a while is answered once it is proven that it is still right, which costs a
 * notice and no query.
 */
export function cachedAnswers({ pages, settings, config, meters }: Services) {
  const forAll = {
    ...securityHeaders,
    ...publicHeaders(config),
    ...(config.baseUrl.startsWith('https:') ? strictTransport : {}),
  }
  const heads = new WeakMap<Body, Map<Encoding, Head>>()

  return (request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean> => {
    const { method, url = '/', headers: asked } = request
    if ((method !== 'GET' && method !== 'HEAD') || personalCookie.test(asked.cookie ?? '')) return false
    const variant = readVariant(asked.cookie, asked['accept-language'], settings.last().language)
    const path = canonicalPath(url)
    const key = cacheKey(variant, path)
    const body = pages.find(key)
    if (body) return send(body, { response, method, asked })
    const forEveryVariant = cacheKey(null, path)
    const answer = () => answerByOne([key, forEveryVariant], { response, method, asked })
    return (
      answer() ||
      ((pages.awaitsProof(key) || pages.awaitsProof(forEveryVariant)) && pages.prove().then(answer))
    )
  }

  /** Answers with the first that is kept under some keys, and while the database is away with the first that was. */
  function answerByOne(keys: readonly string[], client: Client): boolean | Promise<boolean> {
    for (const key of keys) {
      const body = pages.find(key)
      if (body) return send(body, client)
    }
    for (const key of keys) {
      const old = pages.findOld(key)
      if (old) return send(old.value, client, oldPageHeaders(old.seconds))
    }
    return false
  }

  function send(body: Body, client: Client, more?: Record<string, string>): boolean | Promise<boolean> {
    const encoding = chooseEncoding(client.asked['accept-encoding'])
    const bytes = body.in(encoding)
    if (Buffer.isBuffer(bytes)) return write(body, { encoding, bytes, more }, client)
    return bytes.then(made => write(body, { encoding, bytes: made, more }, client))
  }

  function write(body: Body, { encoding, bytes, more }: Coded, { response, method, asked }: Client): true {
    const head = headOf(body, encoding, bytes.length)
    meters?.shared('hit')
    const isKnown = isMatch(asked['if-none-match'], head.etag)
    const headers = isKnown ? head.unchanged : head.whole
    response.writeHead(isKnown ? 304 : 200, more ? [...headers, ...Object.entries(more).flat()] : headers)
    response.end(isKnown || method === 'HEAD' ? undefined : bytes)
    return true
  }

  /** The headers of a body, written down once. */
  function headOf(body: Body, encoding: Encoding, length: number): Head {
    const known = heads.get(body)?.get(encoding)
    if (known) return known
    const etag = body.etag(encoding)
    const unchanged = Object.entries({ ...forAll, ...bodyHeaders(body), ETag: etag }).flat()
    const coded = encoding === 'identity' ? [] : ['Content-Encoding', encoding]
    const head = { etag, unchanged, whole: [...unchanged, ...coded, 'Content-Length', String(length)] }
    heads.set(body, (heads.get(body) ?? new Map()).set(encoding, head))
    return head
  }
}

/** Who is answered, and what they said. */
interface Client {
  response: ServerResponse
  method: string
  asked: IncomingHttpHeaders
}

interface Coded {
  encoding: Encoding
  bytes: Buffer
  more: Record<string, string> | undefined
}

/** Headers as Node takes them, name after value. */
interface Head {
  etag: string
  /** Of an answer that only says that nothing has changed. */
  unchanged: string[]
  whole: string[]
}
