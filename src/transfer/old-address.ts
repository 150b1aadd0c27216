import { decodedPath } from '../text/decoded-path.ts'
import { normalized } from '../text/marks.ts'

/** What says nothing of which page is meant. */
const noise = /^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|ref|replytocom)$/i

/**
 * What two addresses of one article have in common: the path, percent-decoded, in NFC, without `index.html`, without its
 * last `/`, and the query where that names an article. Scheme, host, `#…` and marks of campaigns say nothing.
 * Null for what is no address of a site, such as one on this very machine.
 */
export function addressKey(address: string): string | null {
  const url = urlOf(address)
  if (url === null || isLocal(url.hostname)) return null
  const query = [...url.searchParams].filter(([name]) => !noise.test(name))
  const named = query.filter(([name]) => /^(?:p|page_id|id|attachment_id)$/i.test(name))
  const path = normalized(decodedPath(url.pathname))
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.(?:html?|php)$/i, '/')
    .replace(/(.)\/+$/, '$1')
  const search = named.length === 0 ? '' : `?${new URLSearchParams(named).toString()}`
  return `${path}${search}`
}

/** Whether an address leads to the machine of whoever opens it, as while a site is tried out. */
export function isLocalAddress(address: string): boolean {
  const url = urlOf(address)
  return url !== null && isLocal(url.hostname)
}

const isLocal = (host: string) =>
  /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(host) || host.endsWith('.localhost')

/** The host of a site's address without `www.`; what is no address as it is. */
export const hostOf = (address: string): string =>
  (URL.parse(address)?.hostname ?? address.trim()).replace(/^www\./, '')

/** Some leave out the first slash, or the scheme. */
function urlOf(address: string): URL | null {
  const typed = address.trim()
  if (typed === '' || typed.length > 4000) return null
  if (/^(?:https?:)?\/\//i.test(typed)) return URL.parse(typed, 'https://old.invalid')
  if (/^[a-z][\w+.-]*:/i.test(typed)) return null
  return URL.parse(typed.startsWith('/') ? typed : `/${typed}`, 'https://old.invalid')
}
