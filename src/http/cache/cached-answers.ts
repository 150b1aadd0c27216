import type { IncomingMessage, ServerResponse } from 'node:http'
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
    const forEveryVariant = cacheKey(null, path)
    return (
      answer() ||
      ((pages.awaitsProof(key) || pages.awaitsProof(forEveryVariant)) && pages.prove().then(answer))
    )

    function answer(): boolean | Promise<boolean> {
      const body = pages.find(key) ?? pages.find(forEveryVariant)
      if (body) return send(body)
      const old = pages.findOld(key) ?? pages.findOld(forEveryVariant)
      return old ? send(old.value, oldPageHeaders(old.seconds)) : false
    }

    function send(body: Body, more?: Record<string, string>): boolean | Promise<boolean> {
      const encoding = chooseEncoding(header(asked['accept-encoding']))
      const bytes = body.in(encoding)
      if (Buffer.isBuffer(bytes)) return write(body, encoding, bytes, more)
      return bytes.then(made => write(body, encoding, made, more))
    }

    function write(body: Body, encoding: Encoding, bytes: Buffer, more?: Record<string, string>): true {
      const head = headOf(body, encoding, bytes.length)
      meters?.shared('hit')
      const withMore = (headers: string[]) => (more ? [...headers, ...Object.entries(more).flat()] : headers)
      if (isMatch(asked['if-none-match'], head.etag)) response.writeHead(304, withMore(head.unchanged)).end()
      else response.writeHead(200, withMore(head.whole)).end(method === 'HEAD' ? undefined : bytes)
      return true
    }
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

/** Headers as Node takes them, name after value. */
interface Head {
  etag: string
  /** Of an answer that only says that nothing has changed. */
  unchanged: string[]
  whole: string[]
}

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)
