import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openEmbedded, type OpenDatabase } from '../../src/db/open.ts'
import { quickBytes, tidyPglite } from '../../src/db/tidy.ts'
import { insertJob } from '../../src/queue/enqueue.ts'
import { startWork } from '../../src/work.ts'
import { openBlog } from '../support/blog.ts'
import { usedPglite } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { soon } from '../support/patience.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await openEmbedded(await usedPglite(), bringing(), 'prepare')
  return () => database.close()
})

const always = () => true

/** Has come and gone: what a blog that runs for years has most of. */
async function churn(): Promise<void> {
  await sql`insert into private.rate_limits (key, points, expires)
    select md5(n::text), 1, now() from generate_series(1, 5000) as n`.execute(database.db)
  await sql`delete from private.rate_limits`.execute(database.db)
}

async function bytesOf(table: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_total_relation_size(${table}::regclass)::float8 as bytes`.execute(database.db)
  return rows[0]?.bytes ?? 0
}

async function bytesToRedo(): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 as bytes
    from pg_control_checkpoint()`.execute(database.db)
  return rows[0]?.bytes ?? 0
}

test('on PGlite what comes and goes takes no more room the fifteenth time than the fifth', async () => {
  const sizes: number[] = []
  for (let times = 0; times < 15; times++) {
    await churn()
    sizes.push(await bytesOf('private.rate_limits'))
    await tidyPglite(database.db, quickBytes, always)
  }
  expect(sizes[14]).toBeLessThanOrEqual(sizes[4] ?? 0)
})

test('a table that would keep readers waiting is left for the night, and none is begun once it is to stop', async () => {
  await tidyPglite(database.db, quickBytes, always)
  await churn()
  const full = await bytesOf('private.rate_limits')
  await tidyPglite(database.db, full - 1, always)
  await tidyPglite(database.db, quickBytes, () => false)
  expect(await bytesOf('private.rate_limits')).toBe(full)
  await tidyPglite(database.db, full, always)
  expect(await bytesOf('private.rate_limits')).toBeLessThan(full)
})

test.each(['tidy-tables', 'tidy-large-tables'] as const)(
  'after a crash PGlite has no more to do again than 32 MB and what came since %s',
  async name => {
    for (let mb = 0; mb < 33; mb++)
      await sql`select pg_logical_emit_message(false, 'test', repeat('x', 1048576))`.execute(database.db)
    expect(await bytesToRedo()).toBeGreaterThan(32 * 2 ** 20)
    const { services } = await openBlog(database, readConfig({ SECRET_KEY: testSecret }))
    onTestFinished(await startWork(services))
    await insertJob(database.db, { name, payload: {}, key: 'now', at: null })
    await vi.waitUntil(async () => (await bytesToRedo()) < 2 ** 20, soon)
  },
)
