import { sql, type Transaction } from 'kysely'
import type { Lesson } from '../db/spam-tables.ts'
import type { Database } from '../db/tables.ts'
import { lessonOfStep } from './step-lesson.ts'
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
  // What somebody did while the lock was waited for counts: the row is read again once it is got.
  const rows = await trx
    .selectFrom('comments as c')
    .select(['c.id', 'c.post_id as post', 'c.status', 'c.step', 'c.created_at', 'c.decided', 'c.mended'])
    .select(
      sql<Lesson | null>`(select ${lessonOfStep} from private.moderation_log l where l.id = c.step)`.as(
        'lesson',
      ),
    )
    .$if(withWords, query => query.select(['c.name', 'c.source']))
    .where('c.id', '=', sql<number>`any(${ids}::bigint[])`)
    .where('c.status', '<>', 'withdrawn')
    .$if(scope !== null, query =>
      query.where(sql<boolean>`c.post_id in (select private.posts_of(${scope?.author ?? null}))`),
    )
    .orderBy('c.id')
    .forUpdate('c')
    .execute()
  return new Map(
    rows.map(({ name, source, ...row }) => [
      row.id,
      { ...row, words: name === undefined || source === undefined ? null : { name, source } },
    ]),
  )
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
