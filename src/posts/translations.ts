import { type Kysely, sql, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database, PublicDatabase } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { beginningOf } from '../text/cut.ts'
import { isPublished } from './published.ts'
import { theirs, type Writer } from './writer.ts'

/** A published article in one of its languages. */
export interface Translation {
  slug: string
  language: string
}

/**
 * An article in each language that readers can have it in, its own among them; none where there is no other. What
 * belongs to an address elsewhere is nobody's translation here.
 */
export function translationsAmong(
  same: readonly (Translation & { id: number })[],
  post: { id: number; language: string; canonical: string | null },
): Translation[] {
  if (post.canonical !== null) return []
  const byLanguage = new Map<string, Translation>()
  for (const { id, slug, language } of same)
    if (id === post.id || (language !== post.language && !byLanguage.has(language)))
      byLanguage.set(language, { slug, language })
  return byLanguage.size > 1 ? [...byLanguage.values()] : []
}

/** The same of articles whose ids are above one and up to another, by their ids. */
export async function translationsIn(
  db: ReadonlyKysely<PublicDatabase>,
  { above, upTo }: { above: number; upTo: number },
): Promise<Map<number, Translation[]>> {
  const rows = await db
    .selectFrom('post_translations as o')
    .innerJoin('posts as q', 'q.id', 'o.post_id')
    .innerJoin('post_translations as t', 't.key', 'o.key')
    .innerJoin('posts as p', 'p.id', 't.post_id')
    .select(['o.post_id as of', 'q.language as own', 'p.id', 'p.slug', 'p.language'])
    .where('o.post_id', '>', above)
    .where('o.post_id', '<=', upTo)
    .where('q.canonical', 'is', null)
    .where('p.canonical', 'is', null)
    .where(isPublished)
    .orderBy('p.language')
    .orderBy('p.id')
    .execute()
  const found = new Map<number, Translation[]>()
  for (const { of, own, id, slug, language } of rows) {
    const some = found.get(of) ?? []
    if (id === of || (language !== own && !some.some(other => other.language === language)))
      found.set(of, [...some, { slug, language }])
  }
  return new Map([...found].filter(([, some]) => some.length > 1))
}

/** An article and those that say the same, as those who write see them. */
export interface LinkedTranslation extends Translation {
  id: number
  title: string
  status: PostStatus
}

/** What an article is linked with, whatever its state. */
export function linkedWith(db: Kysely<Database>, post: number): Promise<LinkedTranslation[]> {
  return db
    .selectFrom('post_translations as o')
    .innerJoin('post_translations as t', 't.key', 'o.key')
    .innerJoin('posts as p', 'p.id', 't.post_id')
    .select(['p.id', 'p.slug', 'p.language', 'p.title', 'p.status'])
    .where('o.post_id', '=', post)
    .where('p.id', '<>', post)
    .orderBy('p.language')
    .orderBy('p.id')
    .execute()
}

/** The newest articles of a writer in other languages, one of which an article may be a translation of. */
export function othersToLink(
  db: Kysely<Database>,
  writer: Writer,
  { id, language }: { id: number; language: string },
): Promise<{ slug: string; title: string; language: string }[]> {
  return theirs(db, writer)
    .select(['p.slug', 'p.title', 'p.language'])
    .where('p.id', '<>', id)
    .where('p.language', '<>', language)
    .where('p.status', '<>', 'trash')
    .orderBy('p.id', 'desc')
    .limit(100)
    .execute()
}

/** Says that an article is a translation of another that the same person may write; false where there is none. */
export function linkTranslation(
  db: Kysely<Database>,
  writer: Writer,
  { id, other }: { id: number; other: string },
): Promise<boolean> {
  return transact(db, async trx => {
    const found = await theirs(trx, writer)
      .select('p.id')
      .where('p.slug', '=', other)
      .where('p.id', '<>', id)
      .where('p.status', '<>', 'trash')
      .forUpdate('p')
      .executeTakeFirst()
    if (!found) return false
    const known = await keyOf(trx, found.id)
    const key = known ?? crypto.randomUUID()
    if (known === null) await setTranslationKey(trx, found.id, key)
    await setTranslationKey(trx, id, key)
    return true
  })
}

/** Takes an article out of those that say the same. */
export function unlinkTranslation(db: Kysely<Database>, id: number): Promise<void> {
  return transact(db, async trx => {
    const key = await keyOf(trx, id)
    if (key === null) return
    await setTranslationKey(trx, id, null)
    // One alone has nothing in common with anybody.
    await trx
      .deleteFrom('post_translations')
      .where('key', '=', key)
      .where(sql<boolean>`(select count(*) from post_translations t where t.key = ${key}) = 1`)
      .execute()
  })
}

async function keyOf(trx: Transaction<Database>, post: number): Promise<string | null> {
  const found = await trx
    .selectFrom('post_translations')
    .select('key')
    .where('post_id', '=', post)
    .executeTakeFirst()
  return found?.key ?? null
}

/** Gives an article what it has in common with those that say the same; null: nothing. */
export async function setTranslationKey(
  trx: Transaction<Database>,
  post: number,
  key: string | null,
): Promise<void> {
  if (key === null) {
    await trx.deleteFrom('post_translations').where('post_id', '=', post).execute()
    return
  }
  const row = { post_id: post, key: beginningOf(key, 200) }
  await trx
    .insertInto('post_translations')
    .values(row)
    .onConflict(conflict =>
      conflict.column('post_id').doUpdateSet({ key: row.key }).where('post_translations.key', '<>', row.key),
    )
    .execute()
}
