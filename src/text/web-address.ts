/**
 * Takes what a link says it leads to and returns the page's address (WHATWG URL), or null unless it is http or https.
 * Null also for one that looks like another: with a user before its host, or a host that is not as it is written,
 * as in `https://paypal.com%2F@evil.example`.
 */
export function webAddress(href: string): URL | null {
  // Marked encodes the brackets of an IPv6 address, and letters beyond ASCII.
  const link = href.replace(/^(\s*https?:\/\/)%5B([\da-f:.]+)%5D/i, '$1[$2]')
  const url = URL.parse(link)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const written = /^\s*https?:[/\\]*([^/\\?#]*)/i.exec(link)?.[1] ?? ''
  return /@|%[0-7]/.test(written) || isHiddenNumber(written, url) ? null : url
}

/** Whether a host is a number that the browser makes an address of, as 2130706433 is 127.0.0.1. */
function isHiddenNumber(written: string, { hostname }: URL): boolean {
  return /^[\d.]+$/.test(hostname) && !written.startsWith(hostname)
}
