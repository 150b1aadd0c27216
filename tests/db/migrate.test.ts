import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { migrate, SchemaTooNew } from '../../src/db/migrate.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { barePglite, engine, makePostgresDatabase, usedPglite } from '../support/database.ts'
import { bringing } from '../support/keys.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { setSettings } from '../support/settings.ts'

let toClose: (() => Promise<void>)[] = []
let made = 0
afterEach(async () => {
  for (const close of toClose.toReversed()) await close()
  toClose = []
})

/** An empty place for data, on PGlite also one that is in use, and a way to open it as a start of the program does. */
async function newPlace(makePglite = barePglite): Promise<() => Promise<OpenDatabase>> {
  if (engine === 'pglite') {
    const lite = await makePglite()
    toClose.push(() => lite.close())
    return () => openEmbedded(lite, bringing(), 'prepare').then(remember)
  }
  const url = await makePostgresDatabase(`m${process.pid}_${++made}`)
  const database = { kind: 'postgres', url, publicUrl: null, poolSize: 2 } as const
  return () => openDatabase({ database, dataDir: '/nowhere' }, bringing(), 'prepare').then(remember)
}

function remember(opened: OpenDatabase): OpenDatabase {
  toClose.push(() => opened.close())
  return opened
}

const applied = async ({ db }: OpenDatabase) =>
  (await sql<{ name: string }>`select name from private.kysely_migration order by name`.execute(db)).rows.map(
    row => row.name,
  )

describe('the schema', () => {
  test('is made from nothing, and left as it is at the next start', async () => {
    const open = await newPlace()
    const first = await open()
    const names = await applied(first)
    expect(names.length).toBeGreaterThan(3)
    await setSettings(first.db, { title: 'The Kettle' })

    const second = engine === 'pglite' ? first : await open()
    expect(await migrate(second.db)).toEqual([])
    expect(await applied(second)).toEqual(names)
    const { title } = await readSettings(second.publicDb)
    expect(title).toBe('The Kettle')
  })

  test('is made once when several start at once', async () => {
    const open = await newPlace()
    const opened = engine === 'pglite' ? [await open()] : await Promise.all([open(), open(), open()])
    const names = await Promise.all(opened.map(applied))
    expect(new Set(names.map(String)).size).toBe(1)
    expect(new Set(names[0]).size).toBe(names[0]?.length)
  })

  test('of a newer program is left alone, and the one that made it is named', async () => {
    const open = await newPlace(usedPglite)
    const { db } = await open()
    await sql`insert into private.kysely_migration values ('9999-later', now())`.execute(db)
    const refused = migrate(db)
    await expect(refused).rejects.toThrow(SchemaTooNew)
    await expect(refused).rejects.toThrow('newer Afterword (9999-later)')
  })
})
