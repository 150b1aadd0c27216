import type { Kysely } from 'kysely'
import { type AccountActor, audit } from '../../accounts/audit-log.ts'
import type { Database } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { staff } from '../../moderation/actor.ts'
import { enqueue } from '../../queue/enqueue.ts'
import { takeBack } from '../take-back.ts'
import type { TakenBack } from '../taken-back.ts'
import { findImport, takenBackIn } from './imports.ts'

/** Has an import taken back in the background; false when it was, or is still under way. */
export const beginTakingBack = (db: Kysely<Database>, actor: AccountActor, id: number): Promise<boolean> =>
  transact(db, async trx => {
    const { numUpdatedRows } = await trx
      .updateTable('private.imports')
      .set({ taking_back_by: actor.name })
      .where('id', '=', id)
      .where('taken_back_at', 'is', null)
      .where('taking_back_by', 'is', null)
      .where(eb =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('private.moves')
              .select('private.moves.id')
              .whereRef('private.moves.import_id', '=', 'private.imports.id')
              .where('private.moves.state', 'in', ['moving', 'stopping']),
          ),
        ),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await enqueue(trx, 'take-back-import', { import: id }, { key: String(id) })
    await audit(trx, actor, 'import taken back', String(id))
    return true
  })

/** Takes back what somebody asked for, and adds up what became of it, restarts included. */
export async function carryOutTakingBack(
  db: Kysely<Database>,
  id: number,
  mayGoOn: () => boolean,
): Promise<void> {
  const past = await findImport(db, id)
  if (past?.takingBackBy == null || past.takenBackAt !== null) return
  const taken = await takeBack(db, id, staff({ account: null, name: past.takingBackBy }), mayGoOn)
  if (!taken) return
  const row = await db
    .selectFrom('private.imports')
    .select('taken_back')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('private.imports')
    .set({ taken_back: JSON.stringify(sumOf(takenBackIn(row.taken_back), taken)) })
    .where('id', '=', id)
    .execute()
}

/** What stays is found anew each time. */
const sumOf = (before: TakenBack | null, now: TakenBack): TakenBack => ({
  comments: (before?.comments ?? 0) + now.comments,
  places: (before?.places ?? 0) + now.places,
  articles: (before?.articles ?? 0) + now.articles,
  kept: now.kept,
  aside: (before?.aside ?? 0) + now.aside,
})
