import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { messagesIn } from '../../i18n/messages.ts'
import type { Settings } from '../../settings/declared.ts'
import type { AppContext, AppEnv, Services } from '../context.ts'
import { securityHeaders, strictTransport } from '../answer/headers.ts'
import { readVariant } from './variant.ts'

/** Finds out what a handler needs to know of its request without asking anyone, and sets what every answer carries. */
export const requestFacts = (services: Services) => {
  const isSecure = services.config.baseUrl.startsWith('https:')
  const headers = Object.entries({ ...securityHeaders, ...(isSecure ? strictTransport : {}) })
  return createMiddleware<AppEnv>(async (c, next) => {
    for (const [name, value] of headers) c.header(name, value)
    c.set('services', services)
    c.set('begun', services.pages.begin())
    c.set('requestId', randomUUID())
    c.set(
      'ip',
      services.clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for')),
    )
    followSettings(c, services.settings.last())
    await next()
  })
}

/** Looks whether the settings have changed; what is made without them stands before this. */
export const freshSettings = createMiddleware<AppEnv>(async (c, next) => {
  const { settings } = c.get('services')
  const current = await settings.current()
  if (current !== c.get('settings')) followSettings(c, current)
  await next()
})

/** Answers a request by some settings, whatever the site has. */
export function followSettings(c: AppContext, settings: Settings): void {
  const [cookie, acceptLanguage] = [c.req.header('cookie'), c.req.header('accept-language')]
  const { language, theme } = readVariant(cookie, acceptLanguage, settings.language)
  c.set('settings', settings)
  c.set('language', language)
  c.set('t', messagesIn(language, settings.time_zone, settings.date_format))
  c.set('theme', theme)
}

/** Writes one line a request. The route is its pattern, not its path: a path is typed by a stranger. */
export const requestLog = (services: Services) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const begun = performance.now()
    await next()
    services.log.info({
      request: c.get('requestId'),
      method: c.req.method,
      // The first that is no middleware is the one that answered: `/:slug` matches `/health` too, but later.
      route: matchedRoutes(c).find(route => route.method !== 'ALL')?.path ?? '',
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    })
  })
