import { sql } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { testBlog } from '../support/blog.ts'
import { engine, testDatabase } from '../support/database.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

/** Has Postgres break off the first `times` transactions that write a comment, at their end, as a collision does. */
async function collide(times: number, code: '40001' | '40P01' = '40001'): Promise<void> {
  const { db } = blog().database
  // A sequence goes on when a transaction is rolled back.
  await sql`create sequence private.collisions`.execute(db)
  await sql`create function private.collide() returns trigger language plpgsql as ${sql.lit(`
    begin
      if nextval('private.collisions') <= ${times} then raise exception 'collided' using errcode = '${code}'; end if;
      return null;
    end`)}`.execute(db)
  await sql`create constraint trigger collide after insert or update on public.comments
    deferrable initially deferred for each row execute function private.collide()`.execute(db)
  onTestFinished(async () => {
    await sql`drop trigger collide on public.comments`.execute(db)
    await sql`drop function private.collide()`.execute(db)
    await sql`drop sequence private.collisions`.execute(db)
  })
}

const stored = () => blog().database.db.selectFrom('comments').select(['id', 'source']).execute()

describe('a comment whose transaction Postgres breaks off', () => {
  beforeEach(() => blog().publish())

  test.each(['40001', '40P01'] as const)('is tried again, and stored once (%s)', async code => {
    await collide(3, code)
    const id = await blog().visitor().comment('tea', {})
    expect(await stored()).toEqual([{ id, source: mara.comment }])
  })

  test('is stored once, and so are those that came with it', async () => {
    await collide(1)
    const texts = ['one', 'two', 'three']
    const ids = await Promise.all(texts.map(comment => blog().visitor().comment('tea', { comment })))
    expect(new Set(ids).size).toBe(3)
    expect((await stored()).map(({ source }) => source).toSorted()).toEqual(texts.toSorted())
  })

  test('is given back with 503 when it met a collision at each of four tries', async () => {
    await collide(4)
    const visitor = blog().visitor()
    const refused = await visitor.post('/tea/comments', mara)
    expect(refused.status).toBe(503)
    expect(refused.html).toContain(mara.comment)
    expect(await stored()).toEqual([])
    expect((await visitor.post('/tea/comments', mara)).status).toBe(303)
    expect(await stored()).toHaveLength(1)
  })

  test('is edited all the same', async () => {
    const visitor = blog().visitor()
    const id = await visitor.comment('tea', {})
    await collide(2)
    const answer = await visitor.fill(`/comments/${id}/revision`, { comment: 'Better said.' })
    expect(answer.status).toBe(303)
    expect(await stored()).toEqual([{ id, source: 'Better said.' }])
  })
})

test('what is wrong with a story itself is thrown at once', async () => {
  let tries = 0
  const failing = transact(blog().database.db, async trx => {
    tries++
    await sql`select 1 / 0`.execute(trx)
  })
  await expect(failing).rejects.toMatchObject({ code: '22012' })
  expect(tries).toBe(1)
})

test('a story sees what others have committed before each statement, whatever the database’s default is', async () => {
  const { db } = blog().database
  const level = await transact(db, async trx => {
    const { rows } = await sql<{
      level: string
    }>`select current_setting('transaction_isolation') as level`.execute(trx)
    return rows[0]?.level
  })
  expect(level).toBe('read committed')
})

// PGlite has one connection, and so nobody to lock anybody out.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  test('two stories that wait for each other both come to their end', async () => {
    const { db } = await testDatabase()
    const ids = ['tea', 'rain']
    for (const slug of ids) await blog().publish({ slug })
    let waiting = 0
    let bothHold = () => {}
    const met = new Promise<void>(resolve => {
      bothHold = resolve
    })
    const titled = (order: readonly string[]) =>
      transact(db, async trx => {
        for (const slug of order) {
          await trx.updateTable('posts').set({ title: order.join() }).where('slug', '=', slug).execute()
          if (++waiting === 2) bothHold()
          if (waiting <= 2) await met
        }
      })
    await Promise.all([titled(ids), titled(ids.toReversed())])
    const titles = await db.selectFrom('posts').select('title').distinct().execute()
    expect(titles).toHaveLength(1)
  })
