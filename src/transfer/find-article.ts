import type { Database } from '../db/tables.ts'
import { type Kysely, sql } from 'kysely'
import { findKnown } from './identity.ts'
import { addressKey } from './old-address.ts'
import type { Found, Run } from './run.ts'
import type { ForeignComment } from './stream.ts'

/** What the comments of one article in a file have in common; null where it names none. */
export function threadOf({ on }: ForeignComment): string | null {
  if ('article' in on) return `article ${on.article}`
  const key = addressKey(on.address)
  return key === null ? null : `address ${key}`
}

/** The address that a thread was under; of one that names an article by its id there, that. */
export const addressOfThread = (thread: string): string => thread.replace(/^address /, '')

/** An article with the threads that its comments are in. */
export interface OnArticle {
  article: Found
  threads: string[]
}

/** A thread whose article is not here for readers. */
export interface Missing {
  thread: string
  why: 'noArticle' | 'onDraft' | 'articleDeleted'
}

/** Puts threads together by the articles that they belong to; `missing` are those whose article is not here for readers. */
export async function findArticles(run: Run, threads: Iterable<string>) {
  const byPost = new Map<number, OnArticle>()
  const missing: Missing[] = []
  for (const thread of threads) {
    const article = await findArticle(run, thread)
    if (typeof article === 'string' || article.isDraft) {
      missing.push({ thread, why: typeof article === 'string' ? article : 'onDraft' })
      continue
    }
    const others = byPost.get(article.post)
    if (others) others.threads.push(thread)
    else byPost.set(article.post, { article, threads: [thread] })
  }
  return { articles: [...byPost.values()], missing }
}

/** The article that a thread belongs to, here or in this very file, or why there is none. */
async function findArticle(run: Run, thread: string): Promise<Found | 'noArticle' | 'articleDeleted'> {
  const [, kind, name = ''] = /^(article|address) ([\s\S]*)$/.exec(thread) ?? []
  if (kind === 'article') {
    const id = (await findKnown(run.db, run.of, 'article', [name])).get(name)?.local_id
    const found = run.articles.get(name)
    if (found) return found
    return id === undefined ? 'noArticle' : ((await postWith(run.db, { id })) ?? 'articleDeleted')
  }
  const mapped = run.mapped.get(name)?.now
  for (const key of mapped === undefined ? [name] : [mapped, name]) {
    const found = run.addresses.get(key) ?? (await articleAt(run.db, key))
    if (found !== null) return found
  }
  return 'noArticle'
}

/** The article that a key of an address leads to; null for none. */
export async function articleAt(db: Kysely<Database>, key: string): Promise<Found | null> {
  const led = await db.selectFrom('addresses').select('post_id').where('path', '=', key).executeTakeFirst()
  if (led?.post_id) return postWith(db, { id: led.post_id })
  const slug = slugIn(key)
  return slug === null ? null : postWith(db, { slug })
}

/** Which of some keys of addresses lead to an article here. */
export async function leadingHere(db: Kysely<Database>, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...keys]}::text[], ${keys.map(slugIn)}::text[]) as asked(key, slug)
    where exists (select from public.addresses a where a.path = key and a.post_id is not null)
      or exists (select from public.posts p where p.slug = asked.slug)`.execute(db)
  return new Set(rows.map(({ key }) => key))
}

/** The slug that a key of an address is all of; null for one that has more parts. */
const slugIn = (key: string): string | null => /^\/([^/?]+)$/.exec(key)?.[1] ?? null

async function postWith(db: Kysely<Database>, by: { id: number } | { slug: string }): Promise<Found | null> {
  const row = await db
    .selectFrom('posts')
    .select(['id', 'status', 'language'])
    .where(eb => ('id' in by ? eb('id', '=', by.id) : eb('slug', '=', by.slug)))
    .executeTakeFirst()
  return row ? { post: row.id, isDraft: row.status === 'draft', language: row.language } : null
}
