import { isIP } from 'node:net'
import { fieldLimits } from '../comments/limits.ts'
import type { Email } from '../readers/email.ts'
import { maskedFor, showsAddress } from '../readers/own-address.ts'
import { beginningOf } from '../text/cut.ts'
import { fieldText } from '../text/field-text.ts'
import { webAddress } from '../text/web-address.ts'
import { commentMarkdown } from './article-markdown.ts'
import type { ForeignText } from './stream.ts'

// Spelled by number: in an editor they would be invisible.
const strange = /(?![\t\n])\p{Cc}|[\ufffd\u202a-\u202e\u2066-\u2069]/gu
const invisible = /[\u00ad\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\ufeff\uffa0]/g

/** A text without what nobody types: controls, halves of characters, marks that turn the direction of writing. */
const plain = (text: string) => fieldText(text.toWellFormed()).replace(strange, '')

/**
 * A name as it may stand over a comment: one line, without an address, cut where it is too long. `writer` is the address
 * of who wrote the comment, here and below.
 */
export function tidyName(name: string, writer: Email | null): string {
  const line = plain(name).replace(invisible, '').replace(/\s+/g, ' ').trim()
  const masked = maskedFor(writer, line)
  return masked.length <= fieldLimits.name
    ? masked
    : maskedFor(writer, beginningOf(line, fieldLimits.name - 20)).trim()
}

/** A website that may be linked to; null for anything else, such as `javascript:`, `undefined` or `http://`. */
export function tidyWebsite(website: string, writer: Email | null): string | null {
  const typed = plain(website).replace(invisible, '').trim()
  if (typed === '' || typed.length > fieldLimits.website || showsAddress(writer, typed)) return null
  const isBare = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#].*)?$/i.test(typed)
  const url = webAddress(isBare ? `https://${typed}` : typed)
  return url === null || !url.hostname.includes('.') || showsAddress(writer, url.href) ? null : url.href
}

/** A comment's words as Markdown, addresses masked; null where they are more than a comment holds. */
export function tidyText(text: ForeignText, writer: Email | null): string | null {
  const markdown = 'html' in text ? commentMarkdown(text.html) : text.markdown
  const masked = maskedFor(writer, plain(markdown)).trim()
  return masked.length > fieldLimits.comment ? null : masked
}

/** An IP address, or null for what only stands for one. */
export const tidyIp = (ip: string | null): string | null => (ip !== null && isIP(ip) > 0 ? ip : null)

/** One line of text, as long as it may be. */
export const tidyLine = (text: string, longest: number): string =>
  beginningOf(plain(text).replace(invisible, '').replace(/\s+/g, ' ').trim(), longest).trim()
