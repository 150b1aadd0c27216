import { once } from 'node:events'
import { createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { watchDatabase } from '../../src/db/circuit.ts'
import { openDatabase } from '../../src/db/open.ts'
import { isUnavailable } from '../../src/db/unavailable.ts'
import { engine, makePostgresDatabase, testDatabase } from '../support/database.ts'
import { proxyTo } from '../support/database-proxy.ts'
import { bringing } from '../support/keys.ts'

/** Long enough for a slow machine, and short of the ten seconds that a query may take. */
const soon = { timeout: 8_000, interval: 5 }

test('nobody is asked anything while the database answers, or while it is inside the process', async () => {
  const { circuit, db } = await testDatabase()
  await sql`select 1`.execute(db)
  expect(circuit.isAway()).toBe(false)
})

test('a database that nothing listens for is away at the first doubt', async () => {
  const circuit = watchDatabase('postgres://nobody@127.0.0.1:1/nothing')
  onTestFinished(() => circuit.close())
  expect(circuit.isAway()).toBe(false)
  circuit.doubt()
  await vi.waitUntil(() => circuit.isAway(), soon)
  const socket = circuit.socket()
  socket.connect(9, '127.0.0.1')
  const [error] = await once(socket, 'error')
  expect(isUnavailable(error)).toBe(true)
})

test('whoever hangs on a database that takes connections and answers nothing is told, as is known, that it is away', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const circuit = watchDatabase(`postgres://nobody@127.0.0.1:${port}/nothing`)
  onTestFinished(() => circuit.close())
  const hanging = Array.from({ length: 3 }, () => circuit.socket())
  await Promise.all(hanging.map(socket => once(socket.connect(port, '127.0.0.1'), 'connect')))
  const told = hanging.map(socket => once(socket, 'error'))
  circuit.doubt()
  for (const [error] of await Promise.all(told)) expect(isUnavailable(error)).toBe(true)
  expect(circuit.isAway()).toBe(true)
})

// Inside the process every notice is heard.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  test.each<[string, string[], boolean]>([
    ['a read', ['select 1'], false],
    ['an update of no row', ["update settings set name = name where name = ''"], false],
    ['a transaction that only locks', ['begin', 'select from posts for update', 'commit'], false],
    [
      'a table of this transaction',
      ['begin', 'create temporary table t on commit drop as select 1', 'commit'],
      false,
    ],
    ['a row', ['begin', "insert into tags (slug, name, folded) values ('a', 'a', 'a')", 'commit'], true],
    ['a row behind a select', ['with t as (delete from tags returning 1) select 1'], true],
  ])('whether something was written is told of %s', async (_, statements, isWrite) => {
    const { circuit, db } = await testDatabase()
    let told = ''
    onTestFinished(
      circuit.watch({ away: () => undefined, back: () => undefined, wrote: () => (told = statement) }),
    )
    let statement = ''
    await db.connection().execute(async one => {
      for (statement of statements) await sql.raw(statement).execute(one)
    })
    expect(told).toBe(isWrite ? statements.at(-1) : '')
  })

async function proxied() {
  const proxy = await proxyTo(await makePostgresDatabase(`circuit_${crypto.randomUUID().slice(0, 8)}`))
  const database = await openDatabase(
    { database: { kind: 'postgres', url: proxy.url, publicUrl: null, poolSize: 4 }, dataDir: '/nowhere' },
    bringing(),
    'prepare',
  )
  onTestFinished(async () => {
    await database.close()
    await proxy.close()
  })
  const read = () => database.publicDb.selectFrom('settings').select('name').execute()
  const isRefused = () =>
    read().then(
      () => false,
      (error: unknown) => isUnavailable(error),
    )
  await Promise.all([read(), read(), sql`select 1`.execute(database.db)])
  return { proxy, database, read, isRefused }
}

// PGlite is in the process.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  describe('a Postgres', () => {
    test.each([
      ['that is frozen', 'freeze', 'thaw'],
      ['that is gone', 'leave', 'comeBack'],
    ] as const)(
      '%s is known to be away by whoever waits on it, in turn by everyone at once, and known to be back by itself',
      async (_, go, comeBack) => {
        const { proxy, database, read, isRefused } = await proxied()
        const told: string[] = []
        database.circuit.watch({
          away: () => told.push('away'),
          back: () => told.push('back'),
          wrote: () => undefined,
        })
        await proxy[go]()
        // More than there are connections: those that wait for one are told as well.
        expect(await Promise.all(Array.from({ length: 9 }, isRefused))).toEqual(Array(9).fill(true))
        await vi.waitUntil(() => database.circuit.isAway(), soon)
        expect(told).toEqual(['away'])
        await Promise.all(Array.from({ length: 100 }, isRefused))

        await proxy[comeBack]()
        await vi.waitUntil(() => !database.circuit.isAway(), soon)
        expect(told).toEqual(['away', 'back'])
        await Promise.all(Array.from({ length: 9 }, read))
      },
    )

    test('that refuses every connection, as one that is being restored does, is away until it takes them again', async () => {
      const { proxy, database, isRefused, read } = await proxied()
      const name = new URL(proxy.url).pathname.slice(1)
      const admin = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] })
      await admin.connect()
      onTestFinished(() => admin.end())
      await admin.query(`alter database ${name} allow_connections false`)
      await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
      await isRefused() // by a connection that was ended
      expect(await Promise.all(Array.from({ length: 9 }, isRefused))).toEqual(Array(9).fill(true))
      await vi.waitUntil(() => database.circuit.isAway(), soon)
      await admin.query(`alter database ${name} allow_connections true`)
      await vi.waitUntil(() => !database.circuit.isAway(), soon)
      await read()
    })

    test('that is away is asked over one connection at a time, whoever waits', async () => {
      const { proxy, database, isRefused } = await proxied()
      proxy.freeze()
      await isRefused()
      await vi.waitUntil(() => database.circuit.isAway(), soon)
      const before = proxy.taken()
      for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, isRefused))
      expect(proxy.taken() - before).toBeLessThan(10)
    })

    test('that takes its time with a query is not away', async () => {
      const { database } = await proxied()
      await sql`select pg_sleep(2.5)`.execute(database.db)
      expect(database.circuit.isAway()).toBe(false)
    })

    test('a transaction that was under way when it froze is given up, and undone', async () => {
      const { proxy, database } = await proxied()
      const { db } = database
      const change = (trx: typeof db, name: string) =>
        trx.insertInto('settings').values({ name, value: sql`'"half"'` }).execute()
      const under = db.transaction().execute(async trx => {
        await change(trx, 'title')
        proxy.freeze()
        await change(trx, 'tagline')
      })
      await expect(under).rejects.toSatisfy(isUnavailable)
      proxy.thaw()
      await vi.waitUntil(() => !database.circuit.isAway(), soon)
      expect(await db.selectFrom('settings').select('name').execute()).toEqual([])
    })

    test('of whose connections one is dead is not away, and that one is not used again', async () => {
      const { proxy, database } = await proxied()
      const { db } = database
      await db.transaction().execute(trx => sql`select 'this one'`.execute(trx))
      proxy.freeze('this one')
      await expect(sql`select 1`.execute(db)).rejects.toSatisfy(isUnavailable)
      await sql`select 1`.execute(db)
      expect(database.circuit.isAway()).toBe(false)
    })
  })
