import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { type OpenDatabase, openDatabase } from '../../../src/db/open.ts'
import { openBlog, type TestBlog } from '../../support/blog.ts'
import { engine, makePostgresDatabase, testDatabase } from '../../support/database.ts'
import { bringing, testSecret } from '../../support/keys.ts'

/** One that writes over a single connection, of which a test can say what it may. */
async function ownDatabase(): Promise<OpenDatabase> {
  if (engine === 'pglite') return testDatabase()
  const url = await makePostgresDatabase(`ready_${crypto.randomUUID().slice(0, 8)}`)
  const database = { kind: 'postgres', url, publicUrl: null, poolSize: 1 } as const
  const opened = await openDatabase({ database, dataDir: '/nowhere' }, bringing(), 'prepare')
  onTestFinished(() => opened.close())
  return opened
}

const ownBlog = async () => openBlog(await ownDatabase(), readConfig({ SECRET_KEY: testSecret }))

const statusOf = async (blog: TestBlog, path: string) => (await blog.visitor().get(path)).status

/** A bad answer holds for a second. */
const isReadyAgain = (blog: TestBlog) =>
  vi.waitUntil(async () => (await statusOf(blog, '/ready')) === 200, { timeout: 10_000, interval: 50 })

test('a database that takes no writes is not ready, and is once it takes them', async () => {
  const blog = await ownBlog()
  const { db } = blog.database
  await sql`set default_transaction_read_only = on`.execute(db)
  onTestFinished(async () => void (await sql`set default_transaction_read_only = off`.execute(db)))
  expect(await statusOf(blog, '/ready')).toBe(503)
  expect(await statusOf(blog, '/health')).toBe(200)
  await sql`set default_transaction_read_only = off`.execute(db)
  await isReadyAgain(blog)
})

test('a database whose disk is full is not ready, though it has room for one more row, and is once there is room', async () => {
  const blog = await ownBlog()
  const { db } = blog.database
  // What a Postgres says that can't make a file longer.
  await sql`create function no_room() returns event_trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`.execute(db)
  await sql`create event trigger no_room on ddl_command_start execute function no_room()`.execute(db)
  const makeRoom = async () => {
    await sql`drop event trigger if exists no_room`.execute(db)
    await sql`drop function if exists no_room`.execute(db)
  }
  onTestFinished(makeRoom)
  await sql`update private.settings set name = name`.execute(db)
  expect(await statusOf(blog, '/ready')).toBe(503)
  expect(await statusOf(blog, '/health')).toBe(200)
  await makeRoom()
  await isReadyAgain(blog)
})
