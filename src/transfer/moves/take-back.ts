import type { Kysely } from 'kysely'
import { type AccountActor, audit } from '../../accounts/audit-log.ts'
import type { Database } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { staff } from '../../moderation/actor.ts'
import { enqueue } from '../../queue/enqueue.ts'
import { isToBeDone } from '../../queue/overview.ts'
import { takeBack } from '../take-back.ts'
import { findImport } from './imports.ts'

/**
 * How far an import is taken back: not at all, by work that is under way, in part, for that work ended early or people
 * had written on what it added, or whole.
 */
export type TakingBack = 'not' | 'under way' | 'in part' | 'whole'

/** What an import added that is here still, and how far it is taken back; null if there is no such import. */
export async function readTakingBack(
  db: Kysely<Database>,
  id: number,
): Promise<{ state: TakingBack; left: { articles: number; comments: number } } | null> {
  const past = await findImport(db, id)
  if (!past) return null
  const left = { articles: await countHere(db, id, 'article'), comments: await countHere(db, id, 'comment') }
  const begun = past.takingBackBy !== null || past.takenBack !== null || past.takenBackAt !== null
  if (!begun) return { state: 'not', left }
  const isUnderWay = past.takenBackAt === null && (await isToBeDone(db, 'take-back-import', { import: id }))
  if (isUnderWay) return { state: 'under way', left }
  const isWhole = past.takenBackAt !== null && left.articles + left.comments === 0
  return { state: isWhole ? 'whole' : 'in part', left }
}

async function countHere(db: Kysely<Database>, id: number, kind: 'article' | 'comment'): Promise<number> {
  const { count } = await db
    .selectFrom('private.imported as i')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('i.import_id', '=', id)
    .where('i.kind', '=', kind)
    .where(eb =>
      eb.exists(
        kind === 'article'
          ? eb.selectFrom('posts as p').select('p.id').whereRef('p.id', '=', 'i.local_id')
          : eb.selectFrom('comments as c').select('c.id').whereRef('c.id', '=', 'i.local_id'),
      ),
    )
    .executeTakeFirstOrThrow()
  return count
}

/** Has an import taken back in the background, or what is left of it; false when it is gone, or is still under way. */
export const beginTakingBack = (db: Kysely<Database>, actor: AccountActor, id: number): Promise<boolean> =>
  transact(db, async trx => {
    await trx.selectFrom('private.imports').select('id').where('id', '=', id).forUpdate().execute()
    const back = await readTakingBack(trx, id)
    if (!back || back.state === 'under way' || back.state === 'whole') return false
    const move = await trx
      .selectFrom('private.moves')
      .select('id')
      .where('import_id', '=', id)
      .where('state', 'in', ['moving', 'stopping'])
      .executeTakeFirst()
    if (move) return false
    await trx
      .updateTable('private.imports')
      .set({ taking_back_by: actor.name, taken_back_at: null })
      .where('id', '=', id)
      .execute()
    await enqueue(trx, 'take-back-import', { import: id }, { key: String(id) })
    await audit(trx, actor, 'import taken back', String(id))
    return true
  })

/** Takes back what somebody asked for. */
export async function carryOutTakingBack(
  db: Kysely<Database>,
  id: number,
  mayGoOn: () => boolean,
): Promise<void> {
  const past = await findImport(db, id)
  if (past?.takingBackBy == null || past.takenBackAt !== null) return
  await takeBack(db, id, staff({ account: null, name: past.takingBackBy }), mayGoOn)
}
