import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { FolderInUse, lockFolder } from '../../src/db/folder-lock.ts'
import { openEmbedded } from '../../src/db/open.ts'
import { pglitePool, underPublicRole } from '../../src/db/pglite.ts'
import { runHere } from '../cli/here.ts'
import { hostsTools } from '../cli/process.ts'
import { barePglite, usedPglite } from '../support/database.ts'
import { bringing } from '../support/keys.ts'
import { soon } from '../support/patience.ts'

const { start } = hostsTools()

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-pglite-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a data folder', () => {
  test('is held by one at a time, and says which it is to the next', () => {
    const folder = newFolder()
    const unlock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow(FolderInUse)
    expect(() => lockFolder(folder)).toThrow(`${folder} is in use by another Afterword process`)
    unlock()
    lockFolder(folder)()
  })

  test('is made where none was, for its owner alone', () => {
    const folder = join(newFolder(), 'a', 'b')
    lockFolder(folder)()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'lock')).mode & 0o777).toBe(0o600)
  })
})

/** What a first start leaves behind, one after the other, while it makes the database; its lock with each. */
const moments: [string, (folder: string) => boolean][] = [
  [
    'it wrote the first tables',
    folder => existsSync(join(folder, 'database.unfinished', 'global', 'pg_control')),
  ],
  ['it named the database as finished', folder => existsSync(join(folder, 'database'))],
]

describe('a first start that is killed', () => {
  test.each(moments)('just after %s leaves a folder that opens the next time', async (_, hasCome) => {
    const folder = newFolder()
    const env = { DATA_DIR: folder }
    const first = start(env, 'migrate')
    await vi.waitUntil(() => hasCome(folder), { ...soon, interval: 1 })
    first.child.kill('SIGKILL')
    expect((await first.ended).signal).toBe('SIGKILL')

    expect(await runHere(env, 'migrate')).toMatchObject({
      code: 0,
      out: 'The database is up to date.\n',
      err: '',
    })
    expect(readdirSync(folder).filter(name => name.includes('unfinished'))).toEqual([])
  })
})

describe('the embedded database', () => {
  test('lets timers and sockets have their turn while many queries run', async () => {
    const lite = await usedPglite()
    const opened = await openEmbedded(lite, bringing(), 'prepare')
    const { db } = opened
    await sql`select 1`.execute(db) // connected: from here on nothing but queries is waited for
    const order: string[] = []
    const timer = setTimeout(() => order.push('timer'), 0)
    const queries = Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 100; round++) await sql`select 1`.execute(db)
    })
    await Promise.all(queries)
    order.push('queries')
    clearTimeout(timer)
    await opened.close()
    await lite.close()
    expect(order).toEqual(['timer', 'queries'])
  })
})

test('the one connection is there for the next when a page could not begin with it', async () => {
  const lite = await barePglite()
  onTestFinished(() => lite.close())
  const pool = pglitePool(lite)
  onTestFinished(() => pool.end())
  const asReader = underPublicRole(pool, 'nobody')
  for (let times = 0; times < 3; times++)
    await expect(asReader.connect()).rejects.toMatchObject({ code: '22023' })
  expect((await pool.query('select 1 as found')).rows).toEqual([{ found: 1 }])
})

test('the one connection is there for the next when it was thrown away in a transaction that failed', async () => {
  const lite = await barePglite()
  onTestFinished(() => lite.close())
  const pool = pglitePool(lite)
  onTestFinished(() => pool.end())
  const client = await pool.connect()
  await client.query('begin')
  await expect(client.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
  client.release(true)
  expect((await pool.query('select 1 as found')).rows).toEqual([{ found: 1 }])
})

test('a query that fails in any of its parts is told of, and the next is answered by the same connection', async () => {
  const lite = await barePglite()
  onTestFinished(() => lite.close())
  const pool = pglitePool(lite)
  onTestFinished(() => pool.end())
  const client = await pool.connect()
  onTestFinished(() => client.release())
  for (const [statement, value, code] of [
    ['select found from nowhere where found = $1', 1, '42P01'],
    ['select $1::int as found', 'one', '22P02'],
    ['select 1 / $1::int as found', 0, '22012'],
  ] as const) {
    await expect(client.query(statement, [value])).rejects.toMatchObject({ code })
    expect((await client.query('select $1::int as found', [1])).rows).toEqual([{ found: 1 }])
  }
})
