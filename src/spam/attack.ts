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

/** What a comment of somebody who is not trusted is counted by, as it is written; more within an hour than are allowed begin an attack. */
export const arrival = { fewest, times, knownDays }

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
