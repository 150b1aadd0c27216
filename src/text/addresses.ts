import { type SeenText, seeThrough } from './disguises.ts'
import { isFileName } from './file-names.ts'
import { topLevelLength } from './top-level.ts'

/** What stands in the place of an address, in every language. */
export const addressMask = '•••@•••'

/** Whether a text holds an email address (RFC 5321, RFC 6531), however it is disguised. */
export function containsAddress(text: string): boolean {
  return addressesIn(text).length > 0
}

/**
 * Takes any text and returns it with each email address replaced by the mask; all else stays byte for byte.
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

/** Whether there may be an address in a text, or in the text of some HTML: nothing in most of them looks like an `@`. */
export const mayHoldAddress = (text: string): boolean => mayHoldAt.test(text)

interface Span {
  start: number
  end: number
}

function addressesIn(text: string): Span[] {
  if (!mayHoldAddress(text)) return []
  const seen = seeThrough(text)
  const links = linksIn(seen.text)
  const spans: Span[] = []
  let next = 0
  for (let at = seen.text.indexOf('@'); at >= 0; at = seen.text.indexOf('@', at + 1)) {
    while ((links[next]?.end ?? Infinity) <= at) next++
    const start = at - localBefore(seen.text, at).length
    const end = at + 1 + hostLength(seen.text, { start, at }, links[next])
    if (start < at && end > at + 1) addSpan(spans, sourceSpan(seen, start, end))
  }
  return spans
}

/** Without one of these there is no `@` in any disguise. */
const mayHoldAt = /[@\uff20\ufe6b%&]/

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

/**
 * What may be the local part before an `@`: looked for backwards from there, as far as the `@` before it, so that
 * each character is read a fixed number of times, whatever was typed. `/` is left out, for `example.org/@user` is a
 * page; so is punctuation before the first letter, which is the sentence's. Where a script is written without
 * spaces, an address in another script begins and ends at the change: `連絡はuser@example.orgまで`.
 */
function localBefore(text: string, at: number): string {
  local.lastIndex = at
  const { quoted, plain, inCjk } = local.exec(text)?.groups ?? {}
  return quoted ?? plain ?? inCjk ?? ''
}

const local = new RegExp(
  String.raw`(?<=(?<quoted>"[^"\n]{1,64}")|(?<plain>[[${alphanumeric}]--[${cjk}]][${atext}--[${cjk}]]*)|(?<inCjk>[${alphanumeric}]${atext}*))`,
  'vy',
)

/** The address of a page in a text: where it begins, where its host ends, and where it ends itself. */
interface Link {
  start: number
  hostEnd: number
  end: number
}

function linksIn(text: string): Link[] {
  return Array.from(text.matchAll(/https?:\/\/(?<host>[^\s/?#<>"]*)[^\s<>"]*/gi), match => {
    const hostEnd = match.index + match[0].indexOf('//') + 2 + (match.groups?.['host'] ?? '').length
    return { start: match.index, hostEnd, end: match.index + match[0].length }
  })
}

/**
 * How long the host behind an `@` is, 0 when what stands there is no address. Of several labels the last that is a
 * top-level domain ends it. Any other host counts where it could be typed as an address, for networks have names of
 * their own (`anna@intranet`, `anna@mail.firma`); but not in a link, where `name@version` is usual, and a person's or a
 * group's page is none whatever its host. Before the host of a link everything is a user.
 */
function hostLength(
  text: string,
  { start, at }: { start: number; at: number },
  link: Link | undefined,
): number {
  host.lastIndex = at + 1
  const [typed = ''] = host.exec(text) ?? []
  const isLink = link !== undefined && link.start < at
  const length = dottedLength(typed)
  if (isLink && at < link.hostEnd) return length || typed.length
  if (isLink && pageOfSomebody.test(text.slice(Math.max(link.start, start - 20), start))) return 0
  if (length > 0) return length
  if (isLink && text.slice(Math.max(0, start - 7), start).toLowerCase() !== 'mailto:') return 0
  return typable.test(text.slice(start, at)) ? unlistedLength(typed) : 0
}

/** What comes before `user@host` in the pages of Mastodon, Lemmy, Mbin and PeerTube. */
const pageOfSomebody = /[/=]@$|\/(?:u|c|m|a|users?|accounts|profile|video-channels)\/$/

function dottedLength(typed: string): number {
  const labels = typed.split('.')
  for (let last = labels.length - 1; last > 0; last--) {
    const length = topLevelLength(labels[last] ?? '')
    if (length > 0) return labels.slice(0, last).join('.').length + 1 + length
  }
  return 0
}

const label = String.raw`[${alphanumeric}](?:[\-_]*[${alphanumeric}])*`
const host = new RegExp(String.raw`${label}(?:\.${label})*`, 'vy')
/** As in a form's field, which takes no other letters before the `@`. */
const typable = /^[\x21-\x7e]+$/

/** How much of a host is one whose last label nobody keeps a list of; 0 for a number, a file or a mention. */
function unlistedLength(typed: string): number {
  const labels = typed.split('.')
  const last = labels.pop() ?? ''
  if (labels.length === 0) return bareHost.exec(last)?.[0].length ?? 0
  const end = lastLabel.exec(last)?.[0] ?? ''
  return end === '' || isFileName([...labels, end]) ? 0 : labels.join('.').length + 1 + end.length
}

/** The scripts whose words are not divided, or hardly. */
const undivided = String.raw`${cjk}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Mymr}`
const divided = String.raw`[[${alphanumeric}]--[${undivided}]]`
const bareHost = new RegExp(
  String.raw`^(?!\p{N})${divided}(?:[${divided}\-]{0,61}${divided})?(?=$|[${undivided}])`,
  'v',
)
/** It begins with a letter; one alone is hardly a domain. */
const lastLabel = new RegExp(String.raw`^(?!\p{N})(?:${divided}(?:-*${divided})+|[${undivided}]{2,})`, 'v')
