import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Openness } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { isOwn } from './authors.ts'

/** Until when an article takes comments, from its columns. */
export function opennessOf(isOpen: boolean, days: number | null): Openness {
  if (!isOpen) return { until: 'closed' }
  if (days === null) return { until: 'site' }
  return days === 0 ? { until: 'always' } : { until: 'days', days }
}

/** Says until when an article takes comments; false when there is none that this person looks after. */
export function setOpenness(
  db: Kysely<Database>,
  actor: Actor,
  { id, author }: { id: number; author: number | null },
  openness: Openness,
): Promise<boolean> {
  return transact(db, async trx => {
    const changed = await trx
      .updateTable('posts')
      .set(columnsOf(openness))
      .where('id', '=', id)
      .$if(author !== null, query => query.where(isOwn('posts.id', author)))
      .returning('title')
      .executeTakeFirst()
    if (!changed) return false
    await sayInDraft(trx, id, openness)
    const subject = openness.until === 'days' ? `${openness.days} days` : openness.until
    await audit(trx, actor, 'comments of an article opened or closed', `${changed.title}: ${subject}`)
    return true
  })
}

/** What somebody still works on says the same, or readers could answer again once it is published. */
async function sayInDraft(trx: Transaction<Database>, id: number, openness: Openness): Promise<void> {
  await trx
    .updateTable('private.revisions as r')
    .from('posts as p')
    .set({ details: sql<string>`jsonb_set(r.details, '{comments}', ${JSON.stringify(openness)}::jsonb)` })
    .where('r.post_id', '=', id)
    .whereRef('p.id', '=', 'r.post_id')
    .whereRef('r.number', '>', 'p.revision')
    .where('r.kind', '<>', 'aside')
    .execute()
}

/** The columns that say until when an article takes comments. */
export function columnsOf(openness: Openness): { comments_open: boolean; close_after_days: number | null } {
  const days = openness.until === 'days' ? openness.days : openness.until === 'always' ? 0 : null
  return { comments_open: openness.until !== 'closed', close_after_days: days }
}
