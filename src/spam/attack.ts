import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'

/** So many comments in an hour are no attack, wherever they come. */
const fewest = 20
/** An attack is more than so many times what came in the busiest hour that is known. */
const times = 2
/** Hours are known from so many days, up to the day before: what begins slowly is not known by what it brought itself. */
const knownDays = 28

/** More comments of people who are not trusted than this site has known. */
export interface Attack {
  began: Date
  /** So many came within the last hour. */
  lastHour: number
  /** So many in an hour would have been no attack. */
  allowed: number
  /** Somebody said that these are readers: then nothing waits because of it. */
  isDismissed: boolean
}

/** Whether new comments of people who are not trusted are to wait. */
export async function isAttacked(db: Kysely<Database>): Promise<boolean> {
  const open = await db
    .selectFrom('private.attacks')
    .select('id')
    .where('ended_at', 'is', null)
    .where('dismissed_at', 'is', null)
    .executeTakeFirst()
  return open !== undefined
}

/** The attack that goes on; null when there is none. */
export async function readAttack(db: Kysely<Database>): Promise<Attack | null> {
  const open = await db
    .selectFrom('private.attacks')
    .select(['began_at as began', 'allowed', 'dismissed_at'])
    .select(lastHour.as('lastHour'))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!open) return null
  const { dismissed_at, ...attack } = open
  return { ...attack, isDismissed: dismissed_at !== null }
}

const lastHour = sql<number>`(
  select coalesce(sum(comments), 0)::bigint from private.arrivals where slot > now() - interval '1 hour')`

/**
 * Counts a comment of somebody who is not trusted, and begins an attack where there are more within an hour than are
 * allowed. All that come at once wait here for one row: it is the last that their transactions lock.
 */
export async function countArrival(trx: Transaction<Database>): Promise<void> {
  const known = await sql<Counted>`
    update private.arrivals as here set comments = here.comments + 1 where slot = ${slot} ${counted}`.execute(
    trx,
  )
  const first = known.rows[0] ?? (await beginSlot(trx))
  if (!first || first.hour <= first.allowed) return
  await trx
    .insertInto('private.attacks')
    .values({ allowed: first.allowed })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

interface Counted {
  allowed: number
  hour: number
}

const slot = sql`date_bin('10 minutes', now(), timestamptz 'epoch')`

const counted = sql`returning here.allowed, here.comments + coalesce((
  select sum(o.comments)::bigint from private.arrivals o
  where o.slot > now() - interval '1 hour' and o.slot < here.slot), 0) as hour`

/** What is allowed is found out once for each slot. */
async function beginSlot(trx: Transaction<Database>): Promise<Counted | undefined> {
  const { rows } = await sql<Counted>`
    insert into private.arrivals as here (slot, comments, allowed)
    select ${slot}, 1, greatest(${fewest}::bigint, ${times} * coalesce(max(hour), 0)::bigint)
    from (
      select sum(k.comments) over (
        order by k.slot range between interval '50 minutes' preceding and current row) as hour
      from private.arrivals k
      where k.slot > now() - make_interval(days => ${knownDays}) and k.slot < now() - interval '1 day'
        and not exists (
          select from private.attacks a where a.dismissed_at is null
            and k.slot between a.began_at - interval '1 hour' and coalesce(a.ended_at, now()))
    ) as hours
    on conflict (slot) do update set comments = here.comments + 1 ${counted}`.execute(trx)
  return rows[0]
}

/** Says that those who come are readers, or that they are not. */
export async function dismissAttack(trx: Transaction<Database>, isDismissed: boolean): Promise<void> {
  await trx
    .updateTable('private.attacks')
    .set({ dismissed_at: isDismissed ? sql<Date>`now()` : null })
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends an attack once half as many come as are allowed, and drops what is no longer needed to know one. Returns whether one ended. */
export async function endAttack(trx: Transaction<Database>): Promise<boolean> {
  await sql`delete from private.arrivals where slot < now() - make_interval(days => ${knownDays})`.execute(
    trx,
  )
  await sql`delete from private.attacks where ended_at < now() - make_interval(days => ${knownDays} + 1)`.execute(
    trx,
  )
  const ended = await trx
    .updateTable('private.attacks')
    .set({ ended_at: sql<Date>`now()` })
    .where('ended_at', 'is', null)
    .where(sql<boolean>`${lastHour} * 2 <= allowed`)
    .returning('id')
    .execute()
  return ended.length > 0
}
