import type { Sender } from '../readers/sender.ts'
import { addressMask, maskAddresses } from '../text/addresses.ts'
import { folded, unveiled } from '../text/fold.ts'
import { cutLinks, type LinkParts, websiteParts } from './links.ts'
import { splitWords, type Word } from './split.ts'
import { bucket, styleOf } from './style.ts'

/** What somebody said, as the learner reads it. */
export interface Said {
  /** As it was typed. */
  text: string
  name: string
  website: string | null
  /** Whom it is from; null, or nothing, where that is not known. */
  from?: Sender | null
}

/** What a token belongs to: the words of the text, its links, the name, the style, or where it is from. Its number is a part of its hash. */
export const groups = { text: 0, links: 1, name: 2, style: 3, sender: 4 } as const
export type Group = (typeof groups)[keyof typeof groups]

/** Something that is known of a comment beside its words. */
export interface Mark {
  group: Group
  key: string
  /** As it stands in the comment, in small letters; null for what is only counted. */
  text: string | null
  /** What of its sender it is, where it is that. */
  of?: keyof Sender
}

/** A comment as a list of tokens. */
export interface Tokens {
  /** In the order of the text. */
  words: readonly Word[]
  marks: readonly Mark[]
}

/**
 * Reads a comment. An email address leaves nothing but that there was one. Whom it is from is known by each of some keys,
 * which are not kept for long; without any it is not read.
 */
export function tokensOf(said: Said, senderKeys: readonly string[] = []): Tokens {
  const text = maskAddresses(said.text)
  const name = maskAddresses(said.name)
  const { links, rest } = cutLinks(unveiled(text.replaceAll(addressMask, ' ')))
  const words = splitWords(folded(rest))
  const marks = [
    ...linkMarks(links),
    ...flags(text),
    ...websiteMarks(said.website === null ? null : websiteParts(maskAddresses(said.website))),
    ...nameMarks(name),
    ...senderKeys.flatMap(key => senderMarks(said.from ?? null, key)),
    ...styleOf(text, words.length).map(key => counted(groups.style, key)),
  ]
  return { words, marks: [...new Map(marks.map(mark => [mark.key, mark])).values()] }
}

const counted = (group: Group, key: string): Mark => ({ group, key, text: null })
const seen = (group: Group, kind: string, text: string): Mark => ({ group, key: `${kind} ${text}`, text })

function linkMarks(links: readonly LinkParts[]): Mark[] {
  return [
    ...links.flatMap(link => [...hostMarks(link), seen(groups.links, 'top level', `.${link.topLevel}`)]),
    counted(groups.links, `links ${bucket(links.length, [1, 2, 3, 5, 10])}`),
  ]
}

/** One host is one whether it stands in a text, a name or a field. */
const hostMarks = ({ host, domain }: LinkParts): Mark[] => [
  seen(groups.links, 'host', host),
  seen(groups.links, 'domain', domain),
]

function flags(text: string): Mark[] {
  const found: Mark[] = []
  if (/\[(?:url|link)\b/i.test(text)) found.push(counted(groups.links, '[url]'))
  if (/<a\s/i.test(text)) found.push(counted(groups.links, '<a'))
  if (text.includes(addressMask)) found.push(counted(groups.links, 'address of mail'))
  return found
}

function websiteMarks(site: LinkParts | null): Mark[] {
  if (site === null) return [counted(groups.links, 'no website')]
  return [
    counted(groups.links, 'a website'),
    ...hostMarks(site),
    seen(groups.links, 'website top level', `.${site.topLevel}`),
    ...partsIn(site.host).map(part => seen(groups.links, 'website part', part)),
    ...partsIn(site.path).map(part => seen(groups.links, 'website path', part)),
  ]
}

function senderMarks(from: Sender | null, key: string): Mark[] {
  const mark = (of: keyof Sender, which: string | number | null | undefined): Mark[] =>
    which == null ? [] : [{ ...counted(groups.sender, `${of} ${key} ${which}`), of }]
  return [...mark('network', from?.network), ...mark('contact', from?.contact)]
}

const partsIn = (text: string) => (text.match(/[\p{L}\p{M}\p{N}]{2,40}/gu) ?? []).slice(0, 20)

function nameMarks(name: string): Mark[] {
  const { links, rest } = cutLinks(unveiled(name))
  const whole = folded(name).trim()
  const words = splitWords(folded(rest))
  return [
    ...words.map(({ text }) => seen(groups.name, 'name', text)),
    ...(whole === '' ? [] : [seen(groups.name, 'whole name', whole)]),
    counted(groups.name, `words of the name ${bucket(words.length, [1, 2, 3, 4, 6])}`),
    ...links.flatMap(hostMarks),
  ]
}
