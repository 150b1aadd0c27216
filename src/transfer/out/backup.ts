import { rm } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import { now } from '../../db/clock.ts'
import { lastMigration, newestMigration } from '../../db/migrate.ts'
import { forgetKey } from '../../db/site-key.ts'
import type { Database } from '../../db/tables.ts'
import { atOneMoment, transact } from '../../db/transact.ts'
import { holdsContacts } from '../../readers/strays.ts'
import { refuseAway } from '../../media/places.ts'
import { fingerprintOf, type KeyRing } from '../../keys.ts'
import { BackupRefused, readBackup, writeBackup } from './backup-file.ts'
import { besideOf, putInPlace } from './put-in-place.ts'
import { emptyTable, type LastIds, lastIds, puttingBack, raiseSequences, rowsOf } from './rows.ts'
import { allTables } from './tables.ts'

/** How many rows of how many tables a backup holds. */
export interface BackedUp {
  tables: number
  rows: number
}

/** Where things are that a backup is made of. */
export interface Place {
  db: Kysely<Database>
  ring: KeyRing
  /** Where the bytes of files are; null: in rows. */
  mediaDir: string | null
}

interface Head {
  schema: string
  key: string
  at: string
  /** Left out in files from before it was written down. */
  ids?: LastIds
}

/**
 * Writes all that the database holds into one file, as it is at one moment, while it is used; then reads the file back.
 * On PGlite nobody else is answered meanwhile, for there is one connection. Returns besides what is called so that has
 * lost bytes in the folder of files, and where the backup lies: beside a file that is there, if something is missing.
 * Throws BackupRefused, and BytesMissing where that folder is away.
 */
export async function backUp(
  { db, ring, mediaDir }: Place,
  path: string,
  passphrase: string | null,
): Promise<BackedUp & { missing: string[]; at: string }> {
  await refuseAway(db, mediaDir)
  const here = { mediaDir, missing: new Set<string>() }
  const unfinished = besideOf(path)
  await rm(unfinished, { force: true })
  const file = await writeBackup(unfinished, passphrase)
  const written: BackedUp = { tables: 0, rows: 0 }
  try {
    await atOneMoment(db, async trx => {
      const { time } = await trx.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
      const key = fingerprintOf(ring.current).toString('hex')
      const tables = await allTables(trx)
      const ids = await lastIds(trx, tables)
      const head: Head = { schema: await lastMigration(trx), key, at: time.toISOString(), ids }
      await file.line(JSON.stringify(head))
      for (const table of tables) {
        await file.line(JSON.stringify({ table: `${table.schema}.${table.name}` }))
        written.tables++
        for await (const rows of rowsOf(trx, table, here))
          for (const row of rows) {
            await file.line(row)
            written.rows++
          }
      }
    })
    await file.end()
  } finally {
    await file.close()
  }
  const read = await countBackup(unfinished, passphrase)
  if (read.rows !== written.rows || read.tables !== written.tables)
    throw new BackupRefused(says => says.backup.notReadBack)
  const missing = [...here.missing]
  return { ...written, missing, at: await putInPlace(path, { isWhole: missing.length === 0 }) }
}

async function countBackup(path: string, passphrase: string | null): Promise<BackedUp> {
  const counted = { tables: 0, rows: 0 }
  let isHead = true
  for await (const line of readBackup(path, passphrase)) {
    if (isHead) isHead = false
    else if (isTable(line)) counted.tables++
    else counted.rows++
  }
  return counted
}

const isTable = (line: string) => /^\{"table":"[a-z_.]+"\}$/.test(line)

/**
 * Reads a backup to its end, before anything is made in a database: whether it is whole, of this version, and of the key
 * that is here (null: there is none yet). Throws BackupRefused.
 */
export async function checkBackup(
  ring: KeyRing | null,
  path: string,
  passphrase: string | null,
): Promise<void> {
  const schema = await newestMigration()
  let isHead = true
  for await (const line of readBackup(path, passphrase)) {
    if (isHead) headIn(line, ring, schema)
    isHead = false
  }
}

/** Puts a backup into a database in which nothing is, in one transaction. Throws BackupRefused, and changes nothing then. */
export async function restore(place: Place, path: string, passphrase: string | null): Promise<BackedUp> {
  const { db } = place
  try {
    return await restoreAtOnce(place, path, passphrase)
  } catch (error) {
    // The database was made ready for the key that was here, and waits for the right one.
    if (error instanceof OtherKey && !(await isInUse(db))) await forgetKey(db)
    throw error
  }
}

class OtherKey extends BackupRefused {}

function restoreAtOnce(
  { db, ring, mediaDir }: Place,
  path: string,
  passphrase: string | null,
): Promise<BackedUp> {
  return transact(db, async trx => {
    if (await isInUse(trx)) throw new BackupRefused(says => says.backup.inUse)
    const tables = await allTables(trx)
    // In a database whose comments change through the gate alone, this says that they come back as they were.
    await sql`select set_config('afterword.gate', 'open', true)`.execute(trx)
    for (const each of tables.toReversed()) await emptyTable(trx, each)
    const restored = { tables: 0, rows: 0 }
    await using rows = puttingBack(trx, mediaDir)
    let head: Head | null = null
    for await (const line of readBackup(path, passphrase)) {
      if (head === null) head = headIn(line, ring, await lastMigration(trx))
      else if (isTable(line)) {
        const { table: name }: { table: string } = JSON.parse(line)
        const table = tables.find(other => `${other.schema}.${other.name}` === name)
        if (!table) throw new BackupRefused(says => says.backup.unknownTable(name))
        await rows.into(table)
        restored.tables++
      } else {
        await rows.add(line)
        restored.rows++
      }
    }
    await rows.end()
    await raiseSequences(trx, tables, head?.ids ?? {})
    return restored
  })
}

/** Throws BackupRefused where it is that of another blog or version. */
function headIn(line: string, ring: KeyRing | null, schema: string): Head {
  const head: Head = JSON.parse(line)
  const keys = ring === null ? [] : [ring.current, ...ring.previous]
  const known = keys.map(each => fingerprintOf(each).toString('hex'))
  if (!known.includes(head.key)) throw new OtherKey(says => says.backup.anotherKey)
  if (head.schema !== schema) throw new BackupRefused(says => says.backup.anotherVersion(head.schema, schema))
  return head
}

async function isInUse(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from public.posts) or exists (select from public.comments)
      or exists (select from private.accounts) as used`.execute(db)
  return rows[0]?.used === true || (await holdsContacts(db))
}

/** Writes down that a backup was made, for who looks whether one is. */
export async function noteBackup(db: Kysely<Database>, rows: number): Promise<void> {
  await db.insertInto('private.backups').values({ rows }).execute()
}

/** When the blog was last backed up; null where nobody has. */
export async function lastBackup(db: Kysely<Database>): Promise<Date | null> {
  const last = await db
    .selectFrom('private.backups')
    .select('at')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.at ?? null
}
