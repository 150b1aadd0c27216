import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AppEnv, Services } from './context.ts'
import { personalCookie } from './cookies.ts'
import { chooseEncoding } from './finished-page.ts'
import { securityHeaders, strictTransport } from './headers.ts'
import { publicPageHeaders } from './send-page.ts'
import { cacheKey, readVariant } from './variant.ts'

/** Makes the server: kept pages are answered before the framework is asked, everything else by the app. */
export function makeServer(app: Hono<AppEnv>, services: Services): Server {
  const answerFromCache = cachedAnswers(services)
  const answerByApp = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer((request, response) => {
    if (!answerFromCache(request, response)) void answerByApp(request, response)
  })
  // Node's own are 60 s and 300 s, which lets a few hundred slow connections hold the site.
  server.headersTimeout = 5_000
  server.requestTimeout = 10_000
  server.keepAliveTimeout = 65_000 // longer than a proxy's, or it meets a closed connection
  return server
}

/** Answers a request from the page cache; false when it must go the long way. */
function cachedAnswers({ pages, settings, config }: Services) {
  const headers = {
    ...securityHeaders,
    ...publicPageHeaders,
    ...(config.baseUrl.startsWith('https:') ? strictTransport : {}),
    'Content-Type': 'text/html; charset=utf-8',
  }
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url = '/', headers: asked } = request
    if ((method !== 'GET' && method !== 'HEAD') || personalCookie.test(asked.cookie ?? '')) return false

    const variant = readVariant(asked.cookie, asked['accept-language'], settings.last().language)
    const page = pages.find(cacheKey(variant, url))
    if (!page) return false

    if (asked['if-none-match'] === page.etag) {
      response.writeHead(304, { ...headers, ETag: page.etag }).end()
      return true
    }
    const encoding = chooseEncoding(header(asked['accept-encoding']))
    const body = page.answer(encoding)
    response.writeHead(200, {
      ...headers,
      ETag: page.etag,
      'Content-Language': variant.language,
      'Content-Length': body.length,
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    })
    response.end(method === 'HEAD' ? undefined : body)
    return true
  }
}

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value)
