import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'
import { forgetOrigins } from '../readers/origins.ts'
import { commentsOfContacts } from '../readers/personal-data.ts'
import type { Scope } from './moves.ts'
import { forgetWords, logDecision } from './moderation-log.ts'
import { forgetTerms, keepTerms } from './terms.ts'

/** Empties comments for good: words, names and where they came from. Replies keep something to answer. */
export async function eraseComments(
  trx: Transaction<Database>,
  comments: readonly { id: number; status: Database['comments']['status'] }[],
  actor: Actor,
): Promise<void> {
  const ids = comments.map(({ id }) => id)
  await trx
    .updateTable('comments')
    .set({
      status: 'withdrawn',
      name: '',
      website: null,
      source: '',
      html: '',
      avatar: '0'.repeat(16),
      edited_at: new Date(),
    })
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute()
  await forgetOrigins(trx, ids)
  await forgetTerms(trx, ids)
  await forgetWords(trx, ids)
  for (const { id, status } of comments)
    await logDecision(trx, {
      comment: id,
      from: status,
      to: 'withdrawn',
      actor: actor.name,
      account: actor.account,
      reasons: [],
    })
}

/** Deletes one comment for good; false when there is none that this moderator may decide on. */
export function deleteComment(
  db: Kysely<Database>,
  id: number,
  actor: Actor,
  scope: Scope,
): Promise<boolean> {
  return db.transaction().execute(async trx => {
    const found = await trx
      .selectFrom('comments as c')
      .innerJoin('posts as p', 'p.id', 'c.post_id')
      .select(['c.id', 'c.status'])
      .where('c.id', '=', id)
      .where('c.status', '<>', 'withdrawn')
      .$if(scope !== null, query => query.where('p.author_id', '=', scope?.author ?? null))
      .forUpdate('c')
      .executeTakeFirst()
    if (!found) return false
    await eraseComments(trx, [found], actor)
    return true
  })
}

/** What becomes of a person's comments when the person is forgotten. */
export type Erasure = { comments: 'remove' } | { comments: 'keep'; underName: string }

/**
 * Forgets a person, with all their contacts but for one that is blocked or signs in. The log shows that it was done,
 * and not whom; gives how many comments it was about.
 */
export function erasePerson(
  db: Kysely<Database>,
  contacts: readonly number[],
  erasure: Erasure,
  actor: Actor,
): Promise<number> {
  return db.transaction().execute(async trx => {
    const ids = await commentsOfContacts(trx, contacts)
    const comments = await trx
      .selectFrom('comments')
      .select(['id', 'status'])
      .where('id', '=', sql<number>`any(${ids}::bigint[])`)
      .where('status', '<>', 'withdrawn')
      .orderBy('id')
      .forUpdate()
      .execute()
    if (erasure.comments === 'remove') await eraseComments(trx, comments, actor)
    else await renameComments(trx, ids, erasure.underName)
    await forgetOrigins(trx, ids)
    await forgetUnusedContacts(trx, contacts)
    await audit(trx, actor, 'reader erased', erasure.comments)
    return comments.length
  })
}

/** Puts a name that says nothing over comments, and drops what else pointed to who wrote them. */
async function renameComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  name: string,
): Promise<void> {
  const renamed = await trx
    .updateTable('comments')
    .set({ name, website: null, avatar: '0'.repeat(16) })
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .where('status', '<>', 'withdrawn')
    .returning(['id', 'name', 'source'])
    .execute()
  await keepTerms(trx, renamed)
}
