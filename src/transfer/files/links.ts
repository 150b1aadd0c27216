import { posix } from 'node:path'
import { hostOf } from '../old-address.ts'

/** A file that an article shows or offers, as its text names it, and where it is. */
export interface FileLink {
  written: string
  /** A whole address. */
  url: string
}

/** A host that stands for the folder that articles were read from. */
const folderHost = 'folder.invalid'

/** The address that an article's links are told from, where its file does not say more: its site's, or its folder's. */
export function baseOf({ source, site }: { source: string; site: string }, id: string): string {
  const folder = source === 'markdown' ? posix.dirname(id) : '.'
  const host = /^[\w-]+(?:\.[\w-]+)+$/.test(site) ? site : folderHost
  return folder === '.' ? `https://${host}/` : `https://${host}/${encodeURI(folder)}/`
}

/** The files of its old site that an article's Markdown shows or offers, each once. */
export function filesIn(markdown: string, base: string): FileLink[] {
  const found = new Map<string, string>()
  for (const { pattern, isPicture } of places)
    for (const { groups } of markdown.matchAll(pattern)) {
      const written = groups?.['bare'] ?? groups?.['wrapped'] ?? ''
      const url = written === '' || found.has(written) ? null : fileAt(written, base, isPicture)
      if (url !== null) found.set(written, url)
    }
  return [...found].map(([written, url]) => ({ written, url }))
}

const places = [
  { pattern: /!\[[^\]\n]{0,2000}\]\(\s*(?:<(?<wrapped>[^<>\n]+)>|(?<bare>[^\s<>)]+))/g, isPicture: true },
  { pattern: /\]\(\s*(?:<(?<wrapped>[^<>\n]+)>|(?<bare>[^\s<>)]+))/g, isPicture: false },
  { pattern: /<img\s[^<>]{0,2000}?\bsrc="(?<bare>[^"]+)"/gi, isPicture: true },
  { pattern: /\b(?:href|src|poster)="(?<bare>[^"]+)"/gi, isPicture: false },
]

const files =
  /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|mp4|webm|mov|ogv|mp3|m4a|ogg|opus|wav|flac|aac|pdf|zip|epub|docx?|xlsx?|pptx?|od[tsp]|txt|csv)$/i

function fileAt(written: string, base: string, isPicture: boolean): string | null {
  if (/^\/media\/[\w-]{22}\//.test(written)) return null // it is here
  const url = URL.parse(written.replaceAll('&amp;', '&'), base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  if (!isPicture && !files.test(url.pathname)) return null
  url.hash = ''
  return onOldSite(url, new URL(base).hostname)
}

/** The address of a file if it lies on the old site, or at what WordPress keeps for it; null for a stranger's. */
function onOldSite(url: URL, site: string): string | null {
  const own = hostOf(`https://${site}`)
  // WordPress leads pictures through a cache: `i0.wp.com/old.example/…`.
  const [, behind = ''] = /^\/([^/]+)\//.exec(url.pathname) ?? []
  if (/^i\d\.wp\.com$/.test(url.hostname) && hostOf(`https://${behind}`) === own)
    return `https://${behind}${url.pathname.slice(behind.length + 1)}`
  const host = hostOf(url.href)
  const isOwn = host === own || host.endsWith(`.${own}`) || host.endsWith('.files.wordpress.com')
  return isOwn ? url.href : null
}

/** A text in which files have the addresses that they have here. */
export function withAddresses(
  markdown: string,
  links: readonly FileLink[],
  addressOf: (url: string) => string | undefined,
): string {
  let text = markdown
  for (const { written, url } of links) {
    const address = addressOf(url)
    if (address === undefined) continue
    for (const [before, after] of [
      ['](<', '>'],
      ['](', ')'],
      ['](', ' '],
      ['="', '"'],
    ] as const)
      text = text.replaceAll(`${before}${written}${after}`, `${before}${address}${after}`)
  }
  return text
}
