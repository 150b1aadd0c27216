import type { Kysely, Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database, PublicDatabase } from '../db/tables.ts'
import { urls } from '../urls.ts'
import { addressOf } from './path.ts'

/** What became of an address: it leads somewhere else, for good, or nothing will be there any more. */
export type Lead = { id: number } & ({ to: string } | { gone: true })

/**
 * Where an address leads that nothing is at; null where nothing ever was. What belongs to an article (its feeds, its comments)
 * is found below where the article is by now.
 */
export async function findLead(
  db: ReadonlyKysely<PublicDatabase>,
  pathAndQuery: string,
): Promise<Lead | null> {
  const path = addressOf(pathAndQuery)
  if (path === null) return null
  const [bare = path] = path.split('?')
  const below = bare.indexOf('/', 1)
  const article = below === -1 ? bare : bare.slice(0, below)
  const found = await db
    .selectFrom('addresses as a')
    .leftJoin('posts as p', 'p.id', 'a.post_id')
    .select(['a.id', 'a.path', 'a.url', 'a.is_gone', 'p.slug'])
    .where(eb =>
      eb.or([
        eb('a.path', 'in', [path, bare]),
        eb.and([eb('a.path', '=', article), eb('a.post_id', 'is not', null)]),
      ]),
    )
    // With a query that nobody knows, such as where a reader came from, an address is what it is without.
    .orderBy(eb => eb.fn('char_length', ['a.path']), 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found || (found.path === '/' && path !== '/')) return null
  const rest = below !== -1 && found.path === article ? encodeURI(path.slice(below)) : ''
  if (found.slug !== null) return { id: found.id, to: urls.post(found.slug) + rest }
  if (found.url !== null) return { id: found.id, to: found.url }
  return found.is_gone ? { id: found.id, gone: true } : null
}

/** Lets an old address lead to an article, whatever its address will be. */
export async function leadToPost(trx: Transaction<Database>, from: string, post: number): Promise<void> {
  await keep(trx, from, { post_id: post, url: null, is_gone: false })
}

/** Lets an old address lead to a path of this site or to a whole address elsewhere. */
export async function leadTo(trx: Transaction<Database>, from: string, url: string): Promise<void> {
  await keep(trx, from, { post_id: null, url, is_gone: false })
}

/** Says of an address that what was there is gone. */
export async function leadNowhere(trx: Transaction<Database>, from: string): Promise<void> {
  await keep(trx, from, { post_id: null, url: null, is_gone: true })
}

async function keep(
  trx: Transaction<Database>,
  from: string,
  lead: { post_id: number | null; url: string | null; is_gone: boolean },
): Promise<void> {
  const path = addressOf(from)
  if (path === null) return
  await trx
    .insertInto('addresses')
    .values({ path, ...lead })
    .onConflict(conflict => conflict.column('path').doUpdateSet(lead))
    .execute()
}

/** Says of an article's address, and of those it had before, that what was there is gone. */
export async function sayGone(trx: Transaction<Database>, post: number, address: string): Promise<void> {
  await trx.updateTable('addresses').set({ is_gone: true }).where('post_id', '=', post).execute()
  await keep(trx, address, { post_id: post, url: null, is_gone: true })
}

/** Takes that back. */
export async function sayBack(trx: Transaction<Database>, post: number, address: string): Promise<void> {
  await trx.updateTable('addresses').set({ is_gone: false }).where('post_id', '=', post).execute()
  await forget(trx, address)
}

/** Forgets that anything was at an address once: something is there now. */
export async function forget(db: Kysely<Database>, address: string): Promise<void> {
  const path = addressOf(address)
  if (path !== null) await db.deleteFrom('addresses').where('path', '=', path).execute()
}
