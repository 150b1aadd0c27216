import { normalized } from '../text/marks.ts'
import { withoutSlashes } from '../text/slashes.ts'

/**
 * The one way to write an address that something had: its path decoded and composed (NFC), without a slash at its end,
 * then its query, sorted. Null for one that is too long, or that no database can hold.
 */
export function addressOf(pathAndQuery: string): string | null {
  const url = URL.parse(pathAndQuery, 'http://here.invalid')
  if (url === null || url.host !== 'here.invalid') return null
  const path = decoded(url.pathname)
  if (path === null) return null
  url.searchParams.sort()
  const query = url.searchParams.toString()
  const address = `${withoutSlashes(normalized(path)) || '/'}${query === '' ? '' : `?${query}`}`
  return address.length <= 2000 && address.isWellFormed() && !address.includes('\0') ? address : null
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null // %FF and the like are no UTF-8
  }
}
