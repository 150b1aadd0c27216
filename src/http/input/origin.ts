import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Config } from '../../config.ts'
import type { AppContext, AppEnv } from '../context.ts'

/**
 * Refuses what another site sends, whatever the type of its body, and without one. With BASE_URL set only that origin
 * counts, whatever a TLS-terminating proxy makes of the address; without it, the host that the request itself names.
 * Throws an HTTPException of 403.
 */
export const sameOrigin = (config: Pick<Config, 'baseUrl' | 'baseUrlIsPinned'>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!/^(GET|HEAD|OPTIONS)$/.test(c.req.method) && !isFromHere(c, config)) throw new HTTPException(403)
    await next()
  })

function isFromHere(c: AppContext, config: Pick<Config, 'baseUrl' | 'baseUrlIsPinned'>): boolean {
  // A browser says it of a request that a page of this very origin made; nothing can make it lie.
  if (c.req.header('sec-fetch-site') === 'same-origin') return true
  const origin = c.req.header('origin') ?? ''
  if (config.baseUrlIsPinned) return origin === config.baseUrl
  const host = c.req.header('host')
  // Nearly all are written as they are compared.
  if (origin.startsWith('http://') && origin.slice('http://'.length) === host) return true
  return URL.parse(origin)?.host === host
}
