import { sql, type Transaction } from 'kysely'
import { expect, test } from 'vitest'
import { renderDraft, storeComment } from '../../src/comments/submit.ts'
import type { Database } from '../../src/db/tables.ts'
import { Email } from '../../src/readers/email.ts'
import { testBlog } from '../support/blog.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

test('a comment reads no table through, though all were short when its connection planned it', async () => {
  const { database, services } = blog()
  const slug = await blog().publish()
  const parent = await blog().visitor().comment(slug, mara)
  await blog().approve(parent)
  await sql`vacuum (analyze) posts, comments, threads, private.origins, private.contacts, private.rate_limits`.execute(
    database.db,
  )
  const watchlists = await services.watchlists() // inside nothing but the transaction may be asked
  const judgedBy = { settings: services.settings.last(), watchlists: () => Promise.resolve(watchlists) }

  const readThrough = await database.db.transaction().execute(async trx => {
    await sql`discard plans`.execute(trx)
    const before = await timesReadThrough(trx)
    for (const answered of [null, parent]) {
      const submission = {
        slug,
        parent: answered,
        draft: { text: 'A second thought', name: 'Mara', email: Email.parse(mara.email), website: null },
        sender: { kind: 'browser' as const, id: 'a browser' },
        language: 'en',
        origin: { ip: '192.0.2.1', userAgent: null, browser: 'a browser' },
        staff: null,
        client: '192.0.2.1',
      }
      const render = () => renderDraft(submission)
      const result = await storeComment(trx, services.keys, judgedBy, submission, render)
      expect(result).toMatchObject({ outcome: 'accepted' })
    }
    await sql`set constraints all immediate`.execute(trx) // what COMMIT would check, while it can still be counted
    const after = await timesReadThrough(trx)
    return growing.filter(name => after.get(name) !== before.get(name))
  })
  expect(readThrough).toEqual([])
})

const growing = [
  'posts',
  'comments',
  'threads',
  'origins',
  'contacts',
  'accounts',
  'rate_limits',
  'taken_back',
]

/** Also by what this connection has done before, and not told of yet. */
async function timesReadThrough(trx: Transaction<Database>): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; times: number }>`
    select relname as name, seq_scan as times from pg_stat_xact_user_tables`.execute(trx)
  return new Map(rows.map(({ name, times }) => [name, times]))
}
