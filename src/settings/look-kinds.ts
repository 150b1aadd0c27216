import { hasStrangeCharacters } from '../text/field-text.ts'
import { ownMedia } from '../text/pictures.ts'
import { webAddress } from '../text/web-address.ts'
import type { Kind } from './kinds.ts'

/** A text of several lines, at most so many characters (UTF-16 units), line ends as one character. */
export function prose(max: number): Kind<string> {
  const holds = (stored: unknown): stored is string =>
    typeof stored === 'string' && stored.length <= max && !hasStrangeCharacters(stored)
  return {
    control: 'text',
    options: [],
    parse(text) {
      const value = text.replace(/\r\n?/g, '\n').trim()
      return holds(value) ? { value } : { problem: { is: 'text', min: 0, max } }
    },
    holds,
  }
}

/** A colour as a browser's field gives it: `#27468f`. */
export const colour: Kind<string> = {
  control: 'colour',
  options: [],
  parse(text) {
    const value = text.trim().toLowerCase()
    return isColour(value) ? { value } : { problem: { is: 'colour' } }
  },
  holds: isColour,
}

function isColour(stored: unknown): stored is string {
  return typeof stored === 'string' && /^#[\da-f]{6}$/.test(stored)
}

/** A picture of the library by the address that articles show it with; empty for none. */
export const picture: Kind<string> = {
  control: 'picture',
  options: [],
  parse: text => (isPicture(text.trim()) ? { value: text.trim() } : { problem: { is: 'picture' } }),
  holds: isPicture,
}

function isPicture(stored: unknown): stored is string {
  return typeof stored === 'string' && (stored === '' || ownMedia(stored)?.kind === 'picture')
}

/** An entry of the navigation: what stands before the last space of its line, and where it leads. */
export interface NavigationEntry {
  text: string
  /** A path of this site or a whole address. */
  href: string
}

/** Reads a line such as `About /about` or `Elsewhere https://example.org/`; null when it is no entry. */
export function navigationEntry(line: string): NavigationEntry | null {
  const [, text = '', address = ''] = line.match(/^(.+?) (\S+)$/) ?? []
  if (text === '' || text.length > 60 || hasStrangeCharacters(line)) return null
  const href = addressIn(address)
  return href === null ? null : { text, href }
}

function addressIn(typed: string): string | null {
  if (/^https?:/i.test(typed)) return webAddress(typed)?.href ?? null
  const url = typed.startsWith('/') ? URL.parse(typed, 'http://here.invalid') : null
  if (url?.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return null
  return `${url.pathname}${url.search}${url.hash}`
}
