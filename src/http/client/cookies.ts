import { randomBytes } from 'node:crypto'
import { seal, unseal } from '../../seal.ts'
import type { AppContext } from '../context.ts'
import { readId, readUuid } from '../input/params.ts'
import { dropCookie, keepCookie, readCookie } from './own-cookies.ts'

const YEAR = 31_536_000
const MONTH = 30 * 86_400

/** Cookies that make a page one reader's own; a request with none of them may be answered from the page cache. */
export const personalCookie = /(?:^|;\s*)(?:__Host-)?(?:comment-\d+|remember|session|told)=/

/** Whether a request brings nothing, true or void, that would make a page its reader's own. */
export const isNobody = (c: AppContext): boolean =>
  !c.get('person') &&
  remembered(c) === null &&
  namedComments(c).length === 0 &&
  readCookie(c, 'told') === undefined

/** Proxies refuse a request whose cookies take more than 8 kB; one key is about 70 bytes. */
const mostKeys = 50

/** Gives this browser the key to one comment: to see it while it is pending, to edit and to withdraw it. */
export function grantComment(c: AppContext, id: number, token: string): void {
  keepCookie(c, `comment-${id}`, token, MONTH)
  const others = namedComments(c).filter(other => other !== id)
  for (const oldest of others.slice(mostKeys - 1)) dropComment(c, oldest)
}

/** What this browser has as the key to a comment; whether it fits is for `isOwn` to say. */
export const commentToken = (c: AppContext, id: number): string | undefined => readCookie(c, `comment-${id}`)

/** The keys this browser has to comments, fitting or not, by their ids; those of the newest 50. */
export const commentTokens = (c: AppContext): Map<number, string> =>
  new Map(
    namedComments(c)
      .slice(0, mostKeys)
      .map(id => [id, commentToken(c, id) ?? '']),
  )

/** The comments that a request's cookies name, newest first. */
function namedComments(c: AppContext): number[] {
  const names = (c.req.header('cookie') ?? '').matchAll(/(?:^|;\s*)(?:__Host-)?comment-(\d{1,16})=/g)
  return [...names].flatMap(match => readId(match[1] ?? '') ?? []).sort((a, b) => b - a)
}

/** Takes the key to a comment back, once it opens nothing any more. */
export function dropComment(c: AppContext, id: number): void {
  dropCookie(c, `comment-${id}`)
}

/**
 * Takes back the key to a comment that is gone. A cache in front, which asks for this browser's own pages while it has
 * one, may still show the comment: it keeps a void one until none does.
 */
export function voidComment(c: AppContext, id: number): void {
  const seconds = c.get('services').config.sharedCacheSeconds
  if (seconds === 0) dropComment(c, id)
  else keepCookie(c, `comment-${id}`, 'void', seconds)
}

const deeds = ['posted', 'edited', 'withdrawn', 'reported'] as const

const decisions = ['decided', 'reversed'] as const

/** What became of a comment that a browser sent, or that its moderator decided on, to be said on its article. */
export type Told = { post: number; comment: number } & (
  | { deed: (typeof deeds)[number] }
  | { deed: (typeof decisions)[number]; decision: string }
)

/** Long enough for the way to that page. */
const toldSeconds = 60

/** Has a browser told on the next page of the article what became of its comment. */
export function tellOnce(c: AppContext, told: Told): void {
  const name = 'decision' in told ? `-${told.decision}` : ''
  keepCookie(c, 'told', `${told.deed}-${told.post}-${told.comment}${name}`, toldSeconds)
}

/**
 * What is to be told on this page of an article, and on no other after it; null for nothing. What is of another article
 * is left for that, and the answer is as without it.
 */
export function takeTold(c: AppContext, article: number): Told | null {
  const [word, ...rest] = readCookie(c, 'told')?.split('-') ?? []
  if (word === undefined) return null
  const [post, comment] = [readId(rest[0] ?? ''), readId(rest[1] ?? '')]
  if (post !== null && post !== article) return null
  dropCookie(c, 'told')
  if (post === null || comment === null) return null
  const deed = deeds.find(known => known === word)
  if (deed !== undefined) return { deed, post, comment }
  const [decided, decision] = [decisions.find(known => known === word), readUuid(rest.slice(2).join('-'))]
  return decided === undefined || decision === null ? null : { deed: decided, post, comment, decision }
}

/** A browser's mark, and what is stored of it: a keyed hash. */
export interface BrowserMark {
  mark: string
  hash: string
  /** Whether the browser brought none. */
  isNew: boolean
}

/**
 * The random mark by which a browser is known: by it the same words sent twice are one comment, and comments that
 * come later are trusted. A new one where it has none.
 */
export function browserMark(c: AppContext): BrowserMark {
  const known = readCookie(c, 'browser') ?? ''
  const isNew = !/^[\w-]{22}$/.test(known)
  const mark = isNew ? randomBytes(16).toString('base64url') : known
  return { mark, hash: c.get('services').keys.current.sign('browser', mark).toString('base64url'), isNew }
}

/** Leaves the mark with a browser that sends a comment, for a year. */
export function keepBrowserMark(c: AppContext, mark: string): void {
  keepCookie(c, 'browser', mark, YEAR)
}

/** What a reader asked this browser to remember. */
export interface Remembered {
  name: string
  email: string
  website: string
}

/** Remembers for a year. Sealed, so that no proxy and no log on the way holds an address in plain. */
export function remember(c: AppContext, who: Remembered): void {
  const key = c.get('services').keys.current.secret('remember')
  const sealed = seal(key, JSON.stringify([who.name, who.email, who.website]), noContext)
  keepCookie(c, 'remember', sealed.toString('base64url'), YEAR)
}

const noContext = Buffer.alloc(0)

/** Forgets what it was asked to remember, if that was anything. */
export function forget(c: AppContext): void {
  if (readCookie(c, 'remember') !== undefined) dropCookie(c, 'remember')
}

/** What this browser remembers; null if nothing, or if it is not ours. */
export function remembered(c: AppContext): Remembered | null {
  const sealed = Buffer.from(readCookie(c, 'remember') ?? '', 'base64url')
  const { current, previous } = c.get('services').keys
  for (const keys of [current, ...previous]) {
    const text = unseal(keys.secret('remember'), sealed, noContext)
    if (text === null) continue
    const [name = '', email = '', website = '']: string[] = JSON.parse(text)
    return { name, email, website }
  }
  return null
}
