import { csrf } from 'hono/csrf'
import type { Config } from '../config.ts'

/**
 * Refuses a form that another site sends. With BASE_URL set only that origin counts, whatever a TLS-terminating proxy
 * makes of the address; without it, the host that the request itself names. Throws an HTTPException of 403.
 */
export const sameOrigin = (config: Pick<Config, 'baseUrl' | 'baseUrlIsPinned'>) =>
  csrf({
    origin: (origin, c) =>
      config.baseUrlIsPinned ? origin === config.baseUrl : URL.parse(origin)?.host === c.req.header('host'),
    // A browser says it of a request that a page of this very origin made; nothing can make it lie.
    secFetchSite: site => site === 'same-origin',
  })
