import { safeReturnPath } from '../../urls.ts'
import type { AppContext } from '../context.ts'

/** Leads from `/slug/`, which is no address here, to `/slug`; null for a request that is about something else. */
export function withoutSlash(c: AppContext): Response | null {
  const { pathname, search } = new URL(c.req.url)
  const isPage = c.req.method === 'GET' || c.req.method === 'HEAD'
  // Of `//host/` a browser would make another site.
  const path = safeReturnPath(pathname.replace(/\/+$/, ''))
  return isPage && pathname.endsWith('/') && path !== '/' ? c.redirect(path + search, 301) : null
}
