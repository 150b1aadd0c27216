import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { unsealAddress } from './contacts.ts'

/** Addresses that are opened to look for a part of one: those of the newest people. */
const mostOpened = 20_000
const portion = 2_000
/** More people are no answer to a search for one. */
const mostFound = 500

/**
 * The contacts whose address has a text in it, whatever its case, among the newest. Addresses are sealed, and nothing
 * about a part of one is kept: they are opened one by one, and forgotten.
 */
export async function contactsWithPart(db: Kysely<Database>, ring: KeyRing, part: string): Promise<number[]> {
  const wanted = part.toLowerCase()
  const found: number[] = []
  let before: number | null = null
  for (let opened = 0; opened < mostOpened && found.length < mostFound; opened += portion) {
    const rows: Row[] = await newest(db, before)
    for (const row of rows) if (unsealAddress(ring, row)?.toLowerCase().includes(wanted)) found.push(row.id)
    before = rows.at(-1)?.id ?? null
    if (rows.length < portion) break
    await setImmediate() // others are waiting
  }
  return found.slice(0, mostFound)
}

type Row = Awaited<ReturnType<typeof newest>>[number]

const newest = (db: Kysely<Database>, before: number | null) =>
  db
    .selectFrom('private.contacts')
    .select(['id', 'email_hash', 'email_sealed', 'key_id'])
    .$if(before !== null, query => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(portion)
    .execute()
