import { domainToASCII } from 'node:url'
import tlds from 'tlds' with { type: 'json' }

/** Names that IANA keeps for examples and for networks of one's own, and those that are used there without asking. */
const reserved =
  'example test invalid localhost local internal onion alt intranet private corp home lan'.split(' ')

const topLevels = new Set([...tlds, ...tlds.map(domainToASCII), ...reserved])
const longest = Math.max(...Array.from(topLevels, name => name.length))

/**
 * Takes the last label of a host, with what may stand behind it, and returns how many of its first UTF-16 code units
 * are a top-level domain: one of IANA's list or a reserved one. 0 when none is, as in `png`.
 */
export function topLevelLength(label: string): number {
  const name = latin.exec(label)?.[0]
  if (name !== undefined) return topLevels.has(name.toLowerCase()) ? name.length : 0
  // Where words are not divided the sentence goes on in the same script.
  for (let length = Math.min(label.length, longest); length > 0; length--)
    if (topLevels.has(label.slice(0, length).toLowerCase())) return length
  return 0
}

/** All Latin letters there are, so that `png` is not taken for `pn`. */
const latin = /^(?:xn--[a-z0-9\-]*[a-z0-9]|[a-z]+(?![[\p{L}&&\p{scx=Latin}]\p{M}]))/iv
