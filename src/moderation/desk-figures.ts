import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { persons } from './actor.ts'
import type { Scope } from './states.ts'

/** How the desk did in the last thirty days. */
export interface DeskFigures {
  /** How long comments waited until a person decided, in seconds: half of them no longer, nine of ten no longer. */
  waited: { half: number; most: number; count: number } | null
  /** The day in the site's time zone (such as 2026-01-31), the newest first. */
  days: { day: string; came: number; approved: number; spam: number; trash: number }[]
  /** Why comments waited or were spam, the most frequent first. */
  reasons: { reason: string; count: number }[]
}

const days = 30
/** The newest steps tell enough of a month in which there were more. */
const mostSteps = 50_000

/** Counts from the log: one look at its newest steps. */
export async function deskFigures(db: Kysely<Database>, zone: string, scope: Scope): Promise<DeskFigures> {
  const steps = db
    .selectFrom('private.moderation_log as l')
    .innerJoin('comments as c', 'c.id', 'l.comment_id')
    .select([
      'l.id',
      'l.comment_id',
      'l.kind',
      'l.from_status',
      'l.to_status',
      'l.reasons',
      'l.at',
      'c.created_at',
    ])
    .where('l.at', '>', sql<Date>`now() - make_interval(days => ${days})`)
    .$if(scope !== null, query =>
      query.where(sql<boolean>`c.post_id in (select private.posts_of(${scope?.author ?? null}))`),
    )
    .orderBy('l.id', 'desc')
    .limit(mostSteps)
  const byPerson = sql<boolean>`kind in (${sql.join([...persons])}) and from_status = 'pending'`
  const waited = await db
    .selectFrom(
      db
        .selectFrom(steps.as('s'))
        .select('comment_id')
        .select(sql<number>`extract(epoch from min(at) - min(created_at))`.as('seconds'))
        .where(byPerson)
        .groupBy('comment_id')
        .as('w'),
    )
    .select(sql<number | null>`percentile_cont(0.5) within group (order by seconds)::float8`.as('half'))
    .select(sql<number | null>`percentile_cont(0.9) within group (order by seconds)::float8`.as('most'))
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const to = (status: string) =>
    sql<number>`count(*) filter (where ${byPerson} and to_status = ${status})::int`
  const perDay = await db
    .selectFrom(steps.as('s'))
    .select(sql<string>`to_char(at at time zone ${zone}, 'YYYY-MM-DD')`.as('day'))
    .select(sql<number>`count(*) filter (where from_status is null and kind <> 'import')::int`.as('came'))
    .select([to('approved').as('approved'), to('spam').as('spam'), to('trash').as('trash')])
    .groupBy(sql`1`)
    .orderBy('day', 'desc')
    .execute()
  const reasons = await db
    .selectFrom(steps.as('s'))
    .innerJoinLateral(sql<{ reason: string }>`unnest(s.reasons)`.as<'r'>(sql`r(reason)`), join =>
      join.onTrue(),
    )
    .select('r.reason')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('s.kind', 'in', ['rule', 'reader'])
    .groupBy('r.reason')
    .orderBy('count', 'desc')
    .limit(20)
    .execute()
  const { half, most, count } = waited
  return { waited: half === null || most === null ? null : { half, most, count }, days: perDay, reasons }
}
