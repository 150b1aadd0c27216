import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Overtaken, Scope } from './states.ts'

/** Who took some steps, by the steps' ids; those that one account took itself are left out. */
export async function colleaguesBehind(
  db: Kysely<Database>,
  steps: readonly number[],
  account: number,
): Promise<Map<number, Overtaken['by']>> {
  if (steps.length === 0) return new Map()
  const rows = await db
    .selectFrom('private.moderation_log')
    .select(['id', 'kind', 'actor'])
    .where('id', 'in', [...steps])
    .where(sql<boolean>`account_id is distinct from ${account}`)
    .execute()
  return new Map(rows.map(({ id, kind, actor }) => [id, { kind, name: actor ?? '' }]))
}

/** A comment, and the last step that somebody took about it. */
export interface Moved {
  comment: number
  step: number
}

/** As many steps as are looked at: of a decision about thousands the last ones are enough for a page. */
const mostSteps = 500

/** The comments about which others than an account took a step after another step, each once. */
export async function movedByOthers(
  db: Kysely<Database>,
  { after, account, scope }: { after: number; account: number; scope: Scope },
): Promise<Moved[]> {
  const last = db
    .selectFrom('private.moderation_log')
    .select(['id', 'comment_id', 'account_id', 'from_status'])
    .where('id', '>', after)
    .orderBy('id', 'desc')
    .limit(mostSteps)
  return db
    .selectFrom(last.as('l'))
    .select('l.comment_id as comment')
    .select(eb => eb.fn.max<number>('l.id').as('step'))
    .where('l.from_status', 'is not', null)
    .where(sql<boolean>`l.account_id is distinct from ${account}`)
    .$if(scope !== null, query =>
      query.where(sql<boolean>`exists (select from comments c
        where c.id = l.comment_id and c.post_id in (select private.posts_of(${scope?.author ?? null})))`),
    )
    .groupBy('l.comment_id')
    .execute()
}
