import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { KeyRefused } from '../../src/db/site-key.ts'
import type { Database } from '../../src/db/tables.ts'
import { fingerprintOf, type KeyRing, keyRing } from '../../src/keys.ts'
import { sealedUnder } from '../../src/readers/contacts.ts'
import { Email } from '../../src/readers/email.ts'
import { engine, makePostgresDatabase, usedPglite } from '../support/database.ts'
import { bringing, testKeys, testSecret } from '../support/keys.ts'

let made = 0
const stranger = keyRing('x'.repeat(40), [])

/** A place for data, in which each opening finds what the one before left. */
async function newPlace(): Promise<(ring: KeyRing) => Promise<OpenDatabase>> {
  if (engine === 'pglite') {
    const lite = await usedPglite()
    onTestFinished(() => lite.close())
    return ring => openEmbedded(lite, bringing(ring), 'prepare')
  }
  const url = await makePostgresDatabase(`k${process.pid}_${++made}`)
  const database = { kind: 'postgres', url, publicUrl: null, poolSize: 2 } as const
  return async ring => {
    const opened = await openDatabase({ database, dataDir: '/nowhere' }, bringing(ring), 'prepare')
    onTestFinished(() => opened.close())
    return opened
  }
}

/** The database as the last version left it that wrote down no key. */
async function setBack({ db }: OpenDatabase): Promise<void> {
  for (const schema of ['public', 'private']) await sql`drop schema ${sql.id(schema)} cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const folder = join(import.meta.dirname, '..', '..', 'migrations')
  const getMigrations = async () =>
    Object.fromEntries(
      await Promise.all(
        readdirSync(folder)
          .filter(file => file < '0015')
          .map(async file => [file.replace('.ts', ''), await import(join(folder, file))] as const),
      ),
    )
  const migrator = new Migrator({ db, provider: { getMigrations }, migrationTableSchema: 'private' })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function addContact(db: Kysely<Database>, ring: KeyRing, address: string): Promise<void> {
  const email = Email.parse(address)
  if (!email) throw new Error('no address')
  // As it was done at the time: what keeps an address today is a function of later schemas.
  await db.insertInto('private.contacts').values(sealedUnder(ring.current, email)).execute()
}

const tables = async ({ db }: OpenDatabase) =>
  (await db.introspection.getTables()).map(({ schema, name }) => `${schema}.${name}`).sort()

const known = async ({ db }: OpenDatabase) =>
  (await db.selectFrom('private.site_key').select('fingerprint').executeTakeFirst())?.fingerprint

describe('a database', () => {
  test('knows by which key it is used, and not that key', async () => {
    const open = await newPlace()
    const opened = await open(testKeys)
    expect(await known(opened)).toEqual(fingerprintOf(testKeys.current))
    await expect(open(stranger)).rejects.toThrow(KeyRefused)
    expect(await known(opened)).toEqual(fingerprintOf(testKeys.current))
  })

  test('follows a change of the key that names the one before', async () => {
    const open = await newPlace()
    await open(testKeys)
    const rotated = keyRing('x'.repeat(40), [testSecret])
    expect(await known(await open(rotated))).toEqual(fingerprintOf(rotated.current))
    await expect(open(testKeys)).rejects.toThrow(KeyRefused)
  })

  test('of before it was written down takes the key that opens its addresses, and is left alone by any other', async () => {
    const open = await newPlace()
    const before = await open(testKeys)
    await setBack(before)
    await addContact(before.db, testKeys, 'mara@lindqvist.example')
    const left = await tables(before)
    expect(left).not.toContain('private.site_key')
    await expect(open(stranger)).rejects.toThrow(KeyRefused)
    expect(await tables(before)).toEqual(left)
    await expect(open(keyRing('x'.repeat(40), ['y'.repeat(40)]))).rejects.toThrow(KeyRefused)
    expect(await known(await open(keyRing('x'.repeat(40), [testSecret])))).toEqual(
      fingerprintOf(stranger.current),
    )
  })

  test('of before it was written down, with addresses of two keys, takes one that opens some of them', async () => {
    const open = await newPlace()
    const before = await open(testKeys)
    await setBack(before)
    await addContact(before.db, keyRing('y'.repeat(40), []), 'tomas@example.org')
    await addContact(before.db, testKeys, 'mara@lindqvist.example')
    expect(await known(await open(testKeys))).toEqual(fingerprintOf(testKeys.current))
  })

  test('of before it was written down, without an address, takes the key that it finds', async () => {
    const open = await newPlace()
    await setBack(await open(testKeys))
    expect(await known(await open(stranger))).toEqual(fingerprintOf(stranger.current))
  })
})
