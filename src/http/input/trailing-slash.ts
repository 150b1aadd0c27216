import { withoutSlashes } from '../../text/slashes.ts'
import { safeReturnPath } from '../../urls.ts'
import type { AppContext } from '../context.ts'

/** Leads from `/slug/`, which is no address here, to `/slug`; null for a request that is about something else. */
export function withoutSlash(c: AppContext): Response | null {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
  const { pathname, search } = new URL(c.req.url)
  if (!pathname.endsWith('/')) return null
  // Of `//host/` a browser would make another site.
  const path = safeReturnPath(withoutSlashes(pathname))
  return path === '/' ? null : c.redirect(path + search, 301)
}
