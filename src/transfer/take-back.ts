import { type Kysely, sql, type Transaction } from 'kysely'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { StepActor } from '../moderation/actor.ts'
import { removeComments } from '../moderation/remove.ts'
import { removePost } from '../posts/manage.ts'
import { findImport } from './moves/imports.ts'
import { readHere, stateHash } from './read-here.ts'
import type { TakenBack } from './taken-back.ts'

/** As many go in one transaction. */
const portion = 300

/**
 * Takes an import back: all that it added goes, and nothing that somebody wrote here since. What it knew of what came is
 * forgotten, so that the same file can be brought in again. Cut off, or told by `mayGoOn` to stop, it goes on when it is
 * called again. Null if there is no such import.
 */
export async function takeBack(
  db: Kysely<Database>,
  id: number,
  by: StepActor,
  mayGoOn: () => boolean = () => true,
): Promise<TakenBack | null> {
  if ((await findImport(db, id)) === null) return null
  const taken: TakenBack = { comments: 0, places: 0, articles: 0, kept: [], addresses: 0, aside: 0 }
  while (mayGoOn() && (await takeComments(db, id, by, taken)));
  for (const article of await articlesOf(db, id))
    if (mayGoOn()) await transact(db, trx => takeArticle(trx, article, taken))
  if (mayGoOn()) {
    taken.addresses = await takeAddresses(db, id)
    const aside = await db.deleteFrom('private.import_aside').where('import_id', '=', id).executeTakeFirst()
    taken.aside = Number(aside.numDeletedRows)
    await db.updateTable('private.imports').set({ taken_back_at: now }).where('id', '=', id).execute()
  }
  await note(db, id, taken)
  return taken
}

/** Takes the last of its comments back, which others of it do not stand above; false when there are none left. */
async function takeComments(
  db: Kysely<Database>,
  id: number,
  by: StepActor,
  taken: TakenBack,
): Promise<boolean> {
  return transact(db, async trx => {
    const ids = (
      await trx
        .selectFrom('private.imported')
        .select('local_id')
        .where('import_id', '=', id)
        .where('kind', '=', 'comment')
        .orderBy('local_id', 'desc')
        .limit(portion)
        .execute()
    ).map(({ local_id }) => local_id)
    if (ids.length === 0) return false
    // Some may have gone with their article.
    const here = (
      await trx
        .selectFrom('comments')
        .select('id')
        .where('id', '=', sql<number>`any(${ids}::bigint[])`)
        .execute()
    ).map(row => row.id)
    const places = await removeComments(trx, here, by)
    await forget(trx, id, 'comment', ids)
    taken.comments += here.length
    taken.places += places
    return true
  })
}

interface Article {
  id: number
  written: Buffer
  importId: number
}

async function articlesOf(db: Kysely<Database>, id: number): Promise<Article[]> {
  return db
    .selectFrom('private.imported')
    .select(['local_id as id', 'written', 'import_id as importId'])
    .where('import_id', '=', id)
    .where('kind', '=', 'article')
    .orderBy('local_id', 'desc')
    .execute()
}

async function takeArticle(
  trx: Transaction<Database>,
  { id, written, importId }: Article,
  taken: TakenBack,
): Promise<void> {
  const here = await readHere(trx, id)
  if (here) {
    const isDiscussed = await trx
      .selectFrom('comments')
      .select('id')
      .where('post_id', '=', id)
      .executeTakeFirst()
    const isEdited = !stateHash(here.state).equals(written)
    if (isEdited || isDiscussed) {
      const { title, slug } = here.state.content
      taken.kept.push({ title, slug, why: isEdited ? 'edited' : 'discussed' })
      return
    }
    await removePost(trx, id)
    taken.articles++
  }
  await forget(trx, importId, 'article', [id])
}

/** Takes back where old addresses lead, but for those of its articles that stay, and what another import says too. */
async function takeAddresses(db: Kysely<Database>, id: number): Promise<number> {
  const saidToo = sql<boolean>`exists (select from private.import_addresses o
    where o.address_id = i.address_id and o.import_id <> i.import_id)`
  await db.deleteFrom('private.import_addresses as i').where('i.import_id', '=', id).where(saidToo).execute()
  const gone = await db
    .deleteFrom('addresses as a')
    .using('private.import_addresses as i')
    .whereRef('i.address_id', '=', 'a.id')
    .where('i.import_id', '=', id)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('private.imported as k')
            .select('k.local_id')
            .where('k.kind', '=', 'article')
            .whereRef('k.import_id', '=', 'i.import_id')
            .whereRef('k.local_id', '=', 'a.post_id'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

async function forget(
  trx: Transaction<Database>,
  importId: number,
  kind: 'article' | 'comment',
  ids: readonly number[],
): Promise<void> {
  await trx
    .deleteFrom('private.imported')
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .where('local_id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .execute()
}

/** Adds up what became of it, however often it is gone on with. */
async function note(db: Kysely<Database>, id: number, taken: TakenBack): Promise<void> {
  const before = (await findImport(db, id))?.takenBack ?? null
  await db
    .updateTable('private.imports')
    .set({ taken_back: JSON.stringify(sumOf(before, taken)) })
    .where('id', '=', id)
    .execute()
}

/** What stays is found anew each time. */
const sumOf = (before: TakenBack | null, now: TakenBack): TakenBack => ({
  comments: (before?.comments ?? 0) + now.comments,
  places: (before?.places ?? 0) + now.places,
  articles: (before?.articles ?? 0) + now.articles,
  kept: now.kept,
  addresses: (before?.addresses ?? 0) + now.addresses,
  aside: (before?.aside ?? 0) + now.aside,
})
