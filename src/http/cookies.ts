import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import type { AppContext } from './context.ts'
import { dropCookie, keepCookie, readCookie } from './own-cookies.ts'

const YEAR = 31_536_000
const MONTH = 30 * 86_400

/** Cookies that make a page one reader's own; a request with none of them may be answered from the page cache. */
export const personalCookie = /(?:^|;\s*)(?:__Host-)?(?:comment-\d+|remember|session)=/

/** Proxies refuse a request whose cookies take more than 8 kB; one key is about 70 bytes. */
const mostKeys = 50

/** Gives this browser the key to one comment: to see it while it is pending, to edit and to withdraw it. */
export function grantComment(c: AppContext, id: number): void {
  keepCookie(c, `comment-${id}`, commentToken(c.var.services.keys.current, id), MONTH)
  const others = namedComments(c).filter(other => other !== id)
  for (const oldest of others.slice(mostKeys - 1)) dropComment(c, oldest)
}

/** Whether this browser has the key to a comment. */
export function ownsComment(c: AppContext, id: number): boolean {
  const token = Buffer.from(readCookie(c, `comment-${id}`) ?? '')
  const { current, previous } = c.var.services.keys
  return [current, ...previous].some(keys => {
    const expected = Buffer.from(commentToken(keys, id))
    return token.length === expected.length && timingSafeEqual(token, expected)
  })
}

/** The newest comments this browser has a key to; at most 50. */
export const ownComments = (c: AppContext): number[] =>
  namedComments(c)
    .slice(0, mostKeys)
    .filter(id => ownsComment(c, id))

/** The comments that a request's cookies name, newest first, whether their keys fit or not. */
function namedComments(c: AppContext): number[] {
  const names = (c.req.header('cookie') ?? '').matchAll(/(?:^|;\s*)(?:__Host-)?comment-(\d{1,15})=/g)
  return [...names].map(match => Number(match[1])).sort((a, b) => b - a)
}

/** Takes the key to a comment back, once it opens nothing any more. */
export function dropComment(c: AppContext, id: number): void {
  dropCookie(c, `comment-${id}`)
}

const commentToken = (keys: Keys, id: number) => keys.sign('cookie', 'comment', id).toString('base64url')

/**
 * The random mark by which a browser is known to be the one that comments came from before; a new one where it has
 * none. What is stored of it is a keyed hash.
 */
export function browserMark(c: AppContext): { mark: string; hash: string } {
  const known = readCookie(c, 'browser') ?? ''
  const mark = /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
  return { mark, hash: c.var.services.keys.current.sign('browser', mark).toString('base64url') }
}

/** Leaves the mark with a browser that a comment was stored from. */
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
  const key = c.var.services.keys.current.derive('remember')
  const sealed = seal(key, JSON.stringify([who.name, who.email, who.website]), noContext)
  keepCookie(c, 'remember', sealed.toString('base64url'), YEAR)
}

const noContext = Buffer.alloc(0)

/** Forgets what it was asked to remember. */
export function forget(c: AppContext): void {
  dropCookie(c, 'remember')
}

/** What this browser remembers; null if nothing, or if it is not ours. */
export function remembered(c: AppContext): Remembered | null {
  const sealed = Buffer.from(readCookie(c, 'remember') ?? '', 'base64url')
  const { current, previous } = c.var.services.keys
  for (const keys of [current, ...previous]) {
    const text = unseal(keys.derive('remember'), sealed, noContext)
    if (text === null) continue
    const [name = '', email = '', website = '']: string[] = JSON.parse(text)
    return { name, email, website }
  }
  return null
}
