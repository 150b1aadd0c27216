import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { messagesIn } from '../i18n/messages.ts'
import type { AppEnv, Services } from './context.ts'
import { securityHeaders, strictTransport } from './headers.ts'
import { readVariant } from './variant.ts'

/** Finds out what a handler needs to know of its request, and sets what every answer carries. */
export const requestFacts = (services: Services) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const begun = services.pages.begin()
    const settings = await services.settings.current()
    const variant = readVariant(c.req.header('cookie'), c.req.header('accept-language'), settings.language)
    c.set('services', services)
    c.set('begun', begun)
    c.set('requestId', randomUUID())
    c.set('settings', settings)
    c.set('language', variant.language)
    c.set('t', messagesIn(variant.language))
    c.set('theme', variant.theme)
    c.set(
      'ip',
      services.clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for')),
    )
    await next()
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value)
    if (services.config.baseUrl.startsWith('https:'))
      for (const [name, value] of Object.entries(strictTransport)) c.header(name, value)
  })

/** Writes one line a request. The route is its pattern, not its path: a path is typed by a stranger. */
export const requestLog = (services: Services) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const begun = performance.now()
    await next()
    services.log.info({
      request: c.var.requestId,
      method: c.req.method,
      // The first that is no middleware is the one that answered: `/:slug` matches `/health` too, but later.
      route: matchedRoutes(c).find(route => route.method !== 'ALL')?.path ?? '',
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    })
  })
