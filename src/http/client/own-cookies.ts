import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppContext } from '../context.ts'

/**
 * Cookies that only this server reads, whatever they are for. With HTTPS their names begin with `__Host-`, so that no
 * neighbour under the same domain can set them (RFC 6265bis, 4.1.3.2).
 */
const isSecure = (c: AppContext) => c.get('services').config.baseUrl.startsWith('https:')

/** What a browser sends of a cookie; undefined if it has none. */
export const readCookie = (c: AppContext, name: string): string | undefined =>
  isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)

/**
 * Leaves a cookie with a browser for `maxAge` seconds. `isShared`: a cache in front knows it by its name too, as
 * docs/nginx.md has it, so that the name stays what it is.
 */
export function keepCookie(
  c: AppContext,
  name: string,
  value: string,
  maxAge: number,
  { isShared = false } = {},
): void {
  const secure = isSecure(c)
  c.set('leavesCookie', true)
  setCookie(c, name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge,
    secure,
    ...(secure && !isShared ? { prefix: 'host' as const } : {}),
  })
}

/** Takes a cookie back. */
export function dropCookie(c: AppContext, name: string): void {
  const secure = isSecure(c)
  c.set('leavesCookie', true)
  deleteCookie(c, secure ? `__Host-${name}` : name, { path: '/', secure })
}
