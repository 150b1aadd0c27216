import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'

/** For so long nobody is trusted of whose comments one was taken back, unless one of theirs is approved since. */
const days = 30

/** Remembers who wrote comments that a person took back, and in which browsers. Who runs the blog is trusted anyhow. */
export async function rememberTakenBack(
  trx: Transaction<Database>,
  comments: readonly number[],
): Promise<void> {
  if (comments.length === 0) return
  await sql`
    insert into private.taken_back (mark, expires)
    select distinct mark, now() + make_interval(days => ${days}) from ${marksOf(comments)} order by mark
    on conflict (mark) do update set expires = excluded.expires, forgiven = null`.execute(trx)
}

/** Forgives it those who wrote comments that a person approved. */
export async function forgiveTakenBack(
  trx: Transaction<Database>,
  comments: readonly number[],
  decision: string,
): Promise<void> {
  if (comments.length === 0) return
  await sql`
    with locked as materialized (
      select t.mark from private.taken_back t where t.mark in (select mark from ${marksOf(comments)})
      order by t.mark for update)
    update private.taken_back t set forgiven = ${decision}::uuid from locked
    where t.mark = locked.mark and t.forgiven is null`.execute(trx)
}

/** Forgives it no more those whom steps forgave that are taken back; nobody else is remembered for that. */
export async function unforgiveTakenBack(
  trx: Transaction<Database>,
  comments: readonly number[],
  steps: readonly number[],
): Promise<void> {
  if (comments.length === 0) return
  await sql`
    with locked as materialized (
      select t.mark from private.taken_back t where t.mark in (select mark from ${marksOf(comments)})
        and t.forgiven in (select l.decision from private.moderation_log l where l.id = any(${[...steps]}::bigint[]))
      order by t.mark for update)
    update private.taken_back t set forgiven = null from locked where t.mark = locked.mark`.execute(trx)
}

const marksOf = (comments: readonly number[]) => sql`(
  select mark from private.origins o
  join public.comments c on c.id = o.comment_id and not c.is_staff,
  lateral (values (o.who), (o.browser)) as marks (mark)
  where o.comment_id = any(${[...comments]}::bigint[]) and mark <> '') as marked`

/** Drops what is no longer remembered. */
export async function forgetOldTakenBack(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.taken_back').where('expires', '<=', sql<Date>`now()`).execute()
}
