import type { Attributes } from 'sanitize-html'
import { postFragment } from './post-ids.ts'
import { webAddress } from './web-address.ts'

/**
 * Takes what an article's link says it leads to and returns the attributes of the link: a page anywhere, a mail
 * address, a telephone number (RFC 3966), a page of this site or a part of this one; null for any other scheme (judged as parsed, WHATWG URL).
 */
export function postLink(href: string): Attributes | null {
  const page = webAddress(href)
  if (page !== null) return { href: page.href, rel: 'noopener' }
  const url = URL.parse(href)
  if (url !== null) return /^(?:mailto|tel):$/.test(url.protocol) ? { href: url.href } : null
  const trimmed = sameSite(href)
  if (trimmed === null) return null
  return { href: trimmed.startsWith('#') ? `#${postFragment(trimmed.slice(1))}` : trimmed }
}

/** Takes an address and returns it when it leads to this site itself, as a path or a fragment; else null. */
export function sameSite(address: string): string | null {
  const here = 'https://this-site.invalid'
  // As the URL parser reads it: it skips these, and takes `/\\elsewhere` for another host.
  const trimmed = address.replace(/[\t\n\r]/g, '').trim()
  return URL.parse(trimmed) === null && URL.parse(trimmed, here)?.origin === here ? trimmed : null
}
