import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { leadNowhere, leadTo } from '../addresses/addresses.ts'
import { enqueue } from '../queue/enqueue.ts'
import { ageTermsOfTag } from '../search/post-terms.ts'
import { urls } from '../urls.ts'
import { foldTag, tagSlug } from './tag-names.ts'

/** Gives an article the tags of these names, in this order; a name that is new becomes a tag. */
export async function setTags(
  trx: Transaction<Database>,
  post: number,
  names: readonly string[],
): Promise<void> {
  const wanted = await ensureTags(trx, names)
  const before = await trx
    .selectFrom('post_tags')
    .select('tag_id')
    .where('post_id', '=', post)
    .orderBy('place')
    .execute()
  // Nothing is told of what did not change.
  if (JSON.stringify(before.map(({ tag_id }) => tag_id)) === JSON.stringify(wanted)) return
  await trx.deleteFrom('post_tags').where('post_id', '=', post).execute()
  if (wanted.length === 0) return
  await trx
    .insertInto('post_tags')
    .values(wanted.map((tag_id, index) => ({ post_id: post, tag_id, place: index + 1 })))
    .execute()
}

/** The ids of the tags of some names, in their order. */
async function ensureTags(trx: Transaction<Database>, names: readonly string[]): Promise<number[]> {
  const ids: number[] = []
  for (const name of names) ids.push((await findTag(trx, name)) ?? (await addTag(trx, name)))
  return [...new Set(ids)]
}

async function findTag(db: Kysely<Database>, name: string): Promise<number | null> {
  const found = await db
    .selectFrom('tags')
    .select('id')
    .where('folded', '=', foldTag(name))
    .executeTakeFirst()
  return found?.id ?? null
}

async function addTag(trx: Transaction<Database>, name: string): Promise<number> {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? tagSlug(name) : `${tagSlug(name)}-${number}`
    const added = await trx
      .insertInto('tags')
      .values({ name, folded: foldTag(name), slug })
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    // Nothing was added: another brought the same tag, or "C++" has the address of "C".
    const id = added?.id ?? (await findTag(trx, name))
    if (id !== null) return id
  }
}

/** A tag with how many articles have it, whatever their state. */
export interface CountedTag {
  id: number
  slug: string
  name: string
  description: string
  posts: number
}

/** Every tag, by its name. */
export function listTags(db: Kysely<Database>): Promise<CountedTag[]> {
  return db
    .selectFrom('tags as t')
    .select(['t.id', 't.slug', 't.name', 't.description'])
    .leftJoin('post_tags as pt', 'pt.tag_id', 't.id')
    .select(eb => eb.fn.count<number>('pt.post_id').as('posts'))
    .groupBy('t.id')
    .orderBy('t.folded')
    .execute()
}

/**
 * Gives a tag another name and description. One that has that name already takes its articles over: the two become one.
 * False when there is no such tag.
 */
export function renameTag(
  db: Kysely<Database>,
  id: number,
  { name, description }: { name: string; description: string },
): Promise<boolean> {
  return transact(db, async trx => {
    const other = await findTag(trx, name)
    if (other !== null && other !== id) return mergeWithin(trx, id, other)
    const { numUpdatedRows } = await trx
      .updateTable('tags')
      .set({ name, folded: foldTag(name), description })
      .where('id', '=', id)
      .executeTakeFirst()
    await findByNewName(trx, id)
    return numUpdatedRows > 0n
  })
}

/** Gives all that one tag has to another, and ends it; its address leads to the other's. False when either is missing. */
export const mergeTags = (db: Kysely<Database>, from: number, into: number): Promise<boolean> =>
  transact(db, trx => mergeWithin(trx, from, into))

async function mergeWithin(trx: Transaction<Database>, from: number, into: number): Promise<boolean> {
  const tags = await trx
    .selectFrom('tags')
    .select(['id', 'slug'])
    .where('id', 'in', [from, into])
    .orderBy('id')
    .forUpdate()
    .execute()
  const [ended, kept] = [tags.find(({ id }) => id === from), tags.find(({ id }) => id === into)]
  if (!ended || !kept || from === into) return false
  await sql`
    insert into post_tags (post_id, tag_id, place)
    select post_id, ${into}, place from post_tags where tag_id = ${from}
    on conflict do nothing`.execute(trx)
  await trx.deleteFrom('tags').where('id', '=', from).execute()
  await leadTo(trx, urls.tag(ended.slug), urls.tag(kept.slug))
  await findByNewName(trx, into)
  return true
}

/** Articles are found by the names of their tags. */
async function findByNewName(trx: Transaction<Database>, tag: number): Promise<void> {
  await ageTermsOfTag(trx, tag)
  await enqueue(trx, 'find-older-articles', {}, { key: 'tags' })
}

/** Takes a tag away from all its articles and ends it; its address says that it is gone. False when there is none. */
export function removeTag(db: Kysely<Database>, id: number): Promise<boolean> {
  return transact(db, async trx => {
    const removed = await trx.deleteFrom('tags').where('id', '=', id).returning('slug').executeTakeFirst()
    if (!removed) return false
    await leadNowhere(trx, urls.tag(removed.slug))
    return true
  })
}
