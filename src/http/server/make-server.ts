import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { AppEnv, Services } from '../context.ts'
import { limitBodyTime } from '../input/body-time.ts'
import { cachedAnswers } from '../cache/cached-answers.ts'
import { personalCookie } from '../client/cookies.ts'
import { urls } from '../../urls.ts'

/** Makes the server: kept pages are answered before the framework is asked, everything else by the app. */
export function makeServer(app: Hono<AppEnv>, services: Services): Server {
  const answerFromCache = cachedAnswers(services)
  const answerByApp = getRequestListener(app.fetch, {
    hostname: 'localhost', // of a request in HTTP/1.0 that names none, as load balancers ask
  })
  const server = createServer(options, (request, response) => {
    if (bringsBody(request)) limitBodyTime(request, response, isUpload(request))
    if (services.meters) response.once('finish', () => services.meters?.answered(response.statusCode))
    const answered = answerFromCache(request, response)
    if (answered !== true) services.underWay.add(answerElse(answered, request, response))
  })
  async function answerElse(
    answered: false | Promise<boolean>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (!(await answered)) await answerByApp(request, response)
  }
  // Node's own are 60 s and 300 s, which lets a few hundred slow connections hold the site.
  server.headersTimeout = 5_000
  server.requestTimeout = 3_600_000 // a body has ten seconds, or as long as it takes: see limitBodyTime
  server.keepAliveTimeout = 65_000 // longer than a proxy's, or it meets a closed connection
  return server
}

/** What brings no body gets no stream that would be ended and closed: a twelfth of what a kept answer costs. */
const options: ServerOptions = { optimizeEmptyRequests: true }

const bringsBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/** Whether a request may bring a file: from somebody who says to be signed in, to where files go. */
const isUpload = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  waysOfFiles.some(way => url.startsWith(way)) &&
  personalCookie.test(headers.cookie ?? '')

const waysOfFiles = [urls.admin.media(), urls.admin.uploads, urls.admin.imports(), urls.admin.importUploads]
