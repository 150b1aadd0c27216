import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../src/db/tables.ts'
import { staff } from '../../src/moderation/actor.ts'
import { decideWithin } from '../../src/moderation/decide.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

test('a decision reads no table through, though all were short when its connection planned it', async () => {
  const { db } = blog().database
  const slug = await blog().publish()
  const comment = await blog().visitor().comment(slug, mara)
  await sql`vacuum (analyze) posts, comments, threads, private.moderation_log, private.origins, private.taken_back`.execute(
    db,
  )
  await sql`vacuum (analyze) private.jobs, private.akismet_answers, private.step_lessons`.execute(db)
  const { step: seen } = await db
    .selectFrom('comments')
    .select('step')
    .where('id', '=', comment)
    .executeTakeFirstOrThrow()
  const readThrough = await db.transaction().execute(async trx => {
    await sql`discard plans`.execute(trx)
    const before = await timesReadThrough(trx)
    await decideWithin(trx, [{ comment, seen }], 'approved', { by: staff({ account: null, name: 'Ada' }) })
    const after = await timesReadThrough(trx)
    return growing.filter(name => after.get(name) !== before.get(name))
  })
  expect(readThrough).toEqual([])
})

const growing = [
  ...['posts', 'comments', 'threads', 'moderation_log', 'origins', 'taken_back'],
  ...['jobs', 'akismet_answers', 'step_lessons'],
]

/** Also by what this connection has done before, and not told of yet. */
async function timesReadThrough(trx: Transaction<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; times: number }>`
    select relname as name, seq_scan as times from pg_stat_xact_user_tables`.execute(trx)
  return new Map(rows.map(({ name, times }) => [name, times]))
}
