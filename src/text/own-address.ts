import { domainToUnicode } from 'node:url'
import { addressMask } from './addresses.ts'
import { type SeenText, seeThrough } from './disguises.ts'
import { normalized } from './marks.ts'

/**
 * Takes any text and the address of who wrote it (its domain in ASCII), and returns the text with that address replaced
 * by the mask wherever it stands, in links too and whatever its host; all else stays byte for byte. Case does not count,
 * nor a disguise, nor whether an international domain is written in letters or in ASCII, nor spaces and brackets around
 * the `@`, or around `at` in its place.
 */
export function maskOwnAddress(text: string, address: string): string {
  if (!mayHoldAt.test(text)) return text
  const seen = withoutEscapes(seeThrough(text))
  const own = partsOf(address)
  let masked = ''
  let from = 0
  for (const { 0: sign, index: at } of seen.text.matchAll(atSign)) {
    const start = at - own.local.length
    if (start < 0 || !endsWithLocal(seen.text, at, own.local)) continue
    const host = at + sign.length
    const end = host + hostLength(seen.text, host, own.hosts)
    if (end === host) continue
    masked += text.slice(from, seen.starts[start]) + addressMask
    from = seen.ends[end - 1] ?? text.length
  }
  return masked + text.slice(from)
}

/** Without one of these there is no `@` in any disguise. */
const mayHoldAt = /[@\uff20\ufe6b%&]|[([{]\s?at/i

/** Between a name and its host. */
const atSign = /\s{0,2}(?:@|[([{]\s?(?:at|@)\s?[)\]}])\s{0,2}/gi

/** Markdown's backslash shows nothing: `anna\@intranet`. */
function withoutEscapes(seen: SeenText): SeenText {
  if (!seen.text.includes('\\')) return seen
  const kept = Array.from(seen.text.matchAll(/[^\\]/gs), ({ index }) => index)
  return {
    text: seen.text.replaceAll('\\', ''),
    starts: kept.map(at => seen.starts[at] ?? 0),
    ends: kept.map(at => seen.ends[at] ?? 0),
  }
}

interface OwnAddress {
  local: string
  /** The domain, in letters and in ASCII. */
  hosts: string[]
}

function partsOf(address: string): OwnAddress {
  const at = address.lastIndexOf('@')
  const host = address.slice(at + 1).toLowerCase()
  const hosts = [host, domainToUnicode(host).toLowerCase()].filter(name => name !== '')
  return { local: address.slice(0, at).toLowerCase(), hosts: [...new Set(hosts)] }
}

/** The letters of `johanna` are not Anna's. */
function endsWithLocal(text: string, at: number, local: string): boolean {
  const start = at - local.length
  return text.slice(start, at).toLowerCase() === local && !goesOn.test(text.charAt(start - 1))
}

function hostLength(text: string, start: number, hosts: readonly string[]): number {
  const lengths = hosts.map(host => {
    // Its letters may be taken apart: `u` and two dots. What is looked at is bounded, and so is the time it takes.
    const near = text.slice(start, start + 3 * host.length)
    if (!comparable(near).startsWith(host)) return 0
    let length = host.length
    while (length < near.length && comparable(near.slice(0, length)) !== host) length++
    return goesOn.test(text.charAt(start + length)) ? 0 : length
  })
  return Math.max(...lengths)
}

const comparable = (text: string) => normalized(text).toLowerCase().replaceAll('。', '.')

/** Where words are divided, one that goes on is another. */
const goesOn = /[\p{scx=Latin}\p{Nd}]/u
