/** Takes what a link says it leads to and gives the page's address (WHATWG URL), or null unless it is http or https. */
export function webAddress(href: string): URL | null {
  const url = URL.parse(href)
  return url !== null && /^https?:$/.test(url.protocol) ? url : null
}
