import type { AccountActor } from '../accounts/audit-log.ts'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { beginningOf } from '../text/cut.ts'
import { type Author, authorPicture } from './read.ts'
import { tagSlug } from './tag-names.ts'

/** Gives an article these authors, in this order. Ids that are nobody's are left out. */
export async function setAuthors(
  trx: Transaction<Database>,
  post: number,
  authors: readonly number[],
): Promise<void> {
  const there =
    authors.length === 0
      ? []
      : await trx
          .selectFrom('authors')
          .select('id')
          .where('id', 'in', [...authors])
          .execute()
  const wanted = authors.filter(author => there.some(({ id }) => id === author))
  const before = await trx
    .selectFrom('post_authors')
    .select('author_id')
    .where('post_id', '=', post)
    .orderBy('place')
    .execute()
  if (JSON.stringify(before.map(({ author_id }) => author_id)) === JSON.stringify(wanted)) return
  await trx.deleteFrom('post_authors').where('post_id', '=', post).execute()
  if (wanted.length === 0) return
  await trx
    .insertInto('post_authors')
    .values(wanted.map((author_id, index) => ({ post_id: post, author_id, place: index + 1 })))
    .execute()
}

/** Under which id readers know who has an account; made when they first write. */
export async function authorOf(trx: Transaction<Database>, account: number): Promise<number> {
  const { name, author_id } = await trx
    .selectFrom('private.accounts')
    .select(['name', 'author_id'])
    .where('id', '=', account)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (author_id !== null) return author_id
  const id = await addAuthor(trx, name)
  await trx.updateTable('private.accounts').set({ author_id: id }).where('id', '=', account).execute()
  return id
}

/** How readers know who has an account, or will once they write. */
export async function ownAuthor(db: Kysely<Database>, { account, name }: AccountActor): Promise<Author> {
  const { author_id } = await db
    .selectFrom('private.accounts')
    .select('author_id')
    .where('id', '=', account)
    .executeTakeFirstOrThrow()
  const [known] = author_id === null ? [] : await readAuthors(db, [author_id])
  return known ?? { name, slug: tagSlug(name), line: '', links: [], picture: null }
}

/** Authors by their ids, in that order, as an article of theirs shows them; who is gone is left out. */
export async function readAuthors(db: Kysely<Database>, ids: readonly number[]): Promise<Author[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('authors as a')
    .leftJoin('media as m', 'm.id', 'a.media_id')
    .select(['a.id', 'a.slug', 'a.name', 'a.line', 'a.links', authorPicture.as('picture')])
    .where('a.id', 'in', [...ids])
    .execute()
  return ids.flatMap(wanted => rows.filter(({ id }) => id === wanted))
}

/** Adds somebody whom readers are to know by a name, with an account or without; returns their id. */
export async function addAuthor(trx: Transaction<Database>, name: string): Promise<number> {
  for (let number = 1; ; number++) {
    const slug = number === 1 ? tagSlug(name) : `${tagSlug(name)}-${number}`
    const added = await trx
      .insertInto('authors')
      .values({ name: beginningOf(name, 100), slug })
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (added) return added.id
  }
}

/** Everybody whom readers may know as an author, by name. */
export const listAuthors = (db: Kysely<Database>): Promise<{ id: number; name: string }[]> =>
  db.selectFrom('authors').select(['id', 'name']).orderBy('name').orderBy('id').execute()

/** Returns whether an article is by who has an account. */
export async function wrote(db: Kysely<Database>, account: number, post: number): Promise<boolean> {
  const found = await db
    .selectFrom('posts as p')
    .select('p.id')
    .where('p.id', '=', post)
    .where(isOwn('p.id', account))
    .executeTakeFirst()
  return found !== undefined
}

/** Whether the article of a query is by who has an account. */
export const isOwn = (post: string, account: number | null): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(post)} in (select private.posts_of(${account}))`
