import type { Config } from '../../config.ts'
import type { Dependency } from '../cache/hearing.ts'
import type { Made } from '../cache/shelf.ts'
import { cacheKey } from '../client/variant.ts'
import type { AppContext } from '../context.ts'
import { canonicalPath } from '../input/canonical-path.ts'
import { type Body, isMatch, makeBody, types } from './body.ts'
import { chooseEncoding } from './encoding.ts'
import { bodyHeaders, sendBody } from './send-body.ts'

/** An answer that is the same for everyone: nothing in it is of one request but its language and its appearance. */
export interface KeptAnswer {
  /** The address it is known by, whatever else a request adds to it. */
  path: string
  /** Makes it, where none is kept. Called once for all who ask meanwhile. */
  make(): Promise<KeptContent>
  /** As in Content-Type; a page unless said otherwise. */
  type?: string
  /** Said of what is the same in every language and appearance, such as a feed. */
  inNoLanguage?: boolean
}

export interface KeptContent {
  content: string | Buffer
  /** What it is made of, besides the settings that pages show: `post:7`, `comments:7`, `posts`. */
  dependsOn: readonly Dependency[]
  /** Milliseconds after which it changes by itself, as when an article is to appear; a minute at most. */
  forMs?: number
}

/** Sends what is the same for everyone, and keeps it until something it is made of changes. */
export async function sendKept(c: AppContext, answer: KeptAnswer): Promise<Response> {
  const services = c.get('services')
  let how: 'hit' | 'miss' = 'hit'
  const body = await services.pages.getOrMake(keyOf(c, answer), c.get('begun'), () => {
    how = 'miss'
    return makeKept(c, answer)
  })
  services.meters?.shared(how)
  return sendShared(c, body, publicHeaders(services.config))
}

const keyOf = (c: AppContext, { path, inNoLanguage = false }: KeptAnswer): string =>
  inNoLanguage ? cacheKey(null, path) : cacheKey({ language: c.get('language'), theme: c.get('theme') }, path)

async function makeKept(c: AppContext, answer: KeptAnswer): Promise<Made<Body>> {
  const { type = types.page, inNoLanguage = false } = answer
  const { content, dependsOn, forMs } = await answer.make()
  const { pages } = c.get('services')
  const key = keyOf(c, answer)
  const language = inNoLanguage ? null : c.get('language')
  const body = makeBody(type, content, { language, grew: bytes => pages.grow(key, body, bytes) })
  const made = { value: body, bytes: body.bytes + besides, dependsOn: ['site', ...dependsOn] }
  return forMs === undefined ? made : { ...made, forMs }
}

/** About how many bytes are held of an answer besides its own: its address, its tag, its place among others. */
const besides = 2_000

/**
 * Sends what is everyone's with what a shared cache is told of it. An answer that takes a cookie back, or gives one, is
 * this browser's alone, whatever its bytes are.
 */
function sendShared(c: AppContext, body: Body, headers: Record<string, string>): Promise<Response> {
  if (c.get('leavesCookie')) {
    c.header('Cache-Control', 'private, no-store')
    return sendBody(c, body)
  }
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return sendKnown(c, body)
}

/** Sends a body with its tag, or only the word that its client has it. */
async function sendKnown(c: AppContext, body: Body): Promise<Response> {
  const etag = body.etag(chooseEncoding(c.req.header('accept-encoding')))
  c.header('ETag', etag)
  if (!isMatch(c.req.header('if-none-match'), etag)) return sendBody(c, body)
  for (const [name, value] of Object.entries(bodyHeaders(body))) c.header(name, value)
  return c.body(null, 304)
}

/** As long as a page is answered while the database is away (decision 19). */
const ifErrorSeconds = 600

/**
 * Says who may keep a public answer, and for how long (RFC 9111, RFC 5861). A browser asks each time whether it still
 * holds: a moderator's decision is on it at the next request. So does a cache in front, unless the host gives it some
 * seconds: it asks in the second half of them, and shows nothing that is older.
 */
export function publicHeaders({ sharedCacheSeconds }: Pick<Config, 'sharedCacheSeconds'>): {
  'Cache-Control': string
} {
  if (sharedCacheSeconds === 0) return { 'Cache-Control': 'public, no-cache' }
  const fresh = Math.ceil(sharedCacheSeconds / 2)
  const directives = [
    'public',
    'max-age=0',
    `s-maxage=${fresh}`,
    `stale-while-revalidate=${sharedCacheSeconds - fresh}`,
    `stale-if-error=${ifErrorSeconds}`,
  ]
  return { 'Cache-Control': directives.join(', ') }
}

/** What a page says that is answered while the database is away: for how many seconds it may have been past (RFC 9211). */
export const oldPageHeaders = (seconds: number) => ({
  Age: String(seconds),
  'Cache-Status': `afterword; hit; ttl=-${seconds}; detail=database-away`,
})

/**
 * Sends what is kept for this address, as everyone gets it, to somebody for whom it would have been made anew and
 * can't be now; null where there is none.
 */
export function sendOld(c: AppContext): Promise<Response> | null {
  const { pages, config } = c.get('services')
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
  const { pathname, search } = new URL(c.req.url)
  const path = canonicalPath(`${pathname}${search}`)
  const old = pages.findOld(cacheKey(c.var, path)) ?? pages.findOld(cacheKey(null, path))
  if (!old) return null
  return sendShared(c, old.value, { ...publicHeaders(config), ...oldPageHeaders(old.seconds) })
}
