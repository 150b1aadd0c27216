import { type SeenText, seeThrough } from './disguises.ts'

/** What stands in the place of an address, in every language. */
export const addressMask = '•••@•••'

/** Whether a text holds an email address (RFC 5321, RFC 6531), however it is disguised. */
export function containsAddress(text: string): boolean {
  return addressesIn(text).length > 0
}

/**
 * Takes any text and gives it with each email address replaced by the mask; all else stays byte for byte.
 * An address is seen through other widths, invisible characters, percent-encoding and HTML entities.
 */
export function maskAddresses(text: string): string {
  let masked = ''
  let from = 0
  for (const { start, end } of addressesIn(text)) {
    masked += text.slice(from, start) + addressMask
    from = end
  }
  return masked + text.slice(from)
}

interface Span {
  start: number
  end: number
}

function addressesIn(text: string): Span[] {
  const seen = seeThrough(text)
  const spans: Span[] = []
  for (const match of seen.text.matchAll(address)) {
    const local = match.groups?.['quoted'] ?? match.groups?.['plain'] ?? match.groups?.['cjk'] ?? ''
    addSpan(spans, sourceSpan(seen, match.index - local.length, match.index + match[0].length))
  }
  return spans
}

/** Addresses may share characters, as in `a@b.org@c.net`: those become one. */
function addSpan(spans: Span[], { start, end }: Span): void {
  let first = start
  for (let last = spans.at(-1); last !== undefined && last.end > start; last = spans.at(-1)) {
    first = Math.min(first, last.start)
    spans.pop()
  }
  spans.push({ start: first, end })
}

function sourceSpan(seen: SeenText, start: number, end: number): Span {
  return { start: seen.starts[start] ?? 0, end: seen.ends[end - 1] ?? 0 }
}

const cjk = String.raw`\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}`
const alphanumeric = String.raw`\p{L}\p{M}\p{N}`
const atext = String.raw`[${alphanumeric}!#$%&'*+=?^_\x60\{\|\}\~.\-]`
const label = String.raw`[${alphanumeric}](?:[\-_]*[${alphanumeric}])*`

/**
 * The local part is looked for backwards from the `@`, as far as the one before it, and the domain forwards:
 * so each character is read a fixed number of times, whatever was typed. `/` is left out of the local part,
 * for `example.org/@user` is a page; so is punctuation before its first letter, which is the sentence's.
 * Where a script is written without spaces, an address in another script ends at the change:
 * `連絡はuser@example.orgまで`.
 */
const address = new RegExp(
  String.raw`(?<=(?<quoted>"[^"\n]{1,64}")|(?<plain>[[${alphanumeric}]--[${cjk}]][${atext}--[${cjk}]]*)|(?<cjk>[${alphanumeric}]${atext}*))` +
    String.raw`@(?:${label}\.)+(?:xn--[a-z0-9\-]*[a-z0-9]|[a-z]{2,}|[\p{L}\p{M}]{2,})`,
  'giv',
)
