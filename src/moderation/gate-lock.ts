import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Current, Overtaken, Scope } from './states.ts'

interface Locked {
  scope: Scope
  withWords: boolean
}

/** Locks comments that somebody may decide on, in the order of ids, so that two at once can't deadlock. */
export async function lockComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  { scope, withWords }: Locked,
): Promise<Map<number, Current>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<LockedRow>`
    select * from private.lock_comments(
      ${[...ids]}::bigint[], ${scope === null}, ${scope?.author ?? null}, ${withWords})`.execute(trx)
  return new Map(
    rows.map(({ name, source, is_forgivable: isForgivable, is_asked_about: isAskedAbout, ...row }) => [
      row.id,
      {
        ...row,
        isForgivable,
        isAskedAbout,
        words: name === null || source === null ? null : { name, source },
      },
    ]),
  )
}

type LockedRow = Omit<Current, 'words' | 'isForgivable' | 'isAskedAbout'> & {
  name: string | null
  source: string | null
  is_forgivable: boolean
  is_asked_about: boolean
}

/** Who changed comments first: the last step of each. */
export async function readOvertaken(
  trx: Transaction<Database>,
  comments: readonly Current[],
): Promise<Overtaken[]> {
  if (comments.length === 0) return []
  const steps = await trx
    .selectFrom('private.moderation_log')
    .select(['id', 'kind', 'actor', 'at'])
    .where('id', '=', sql<number>`any(${comments.map(({ step }) => step)}::bigint[])`)
    .execute()
  const known = new Map(steps.map(step => [step.id, step]))
  return comments.map(({ id, status, step, created_at }) => {
    const { kind, actor, at } = known.get(step) ?? { kind: 'rule', actor: null, at: created_at }
    return { comment: id, by: { kind, name: actor ?? '' }, status, at }
  })
}
