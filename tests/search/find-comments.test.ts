import { sql } from 'kysely'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { moderate } from '../../src/moderation/moderate.ts'
import { readQueue } from '../../src/moderation/queue.ts'
import { everything, narrow } from '../../src/moderation/queue-filter.ts'
import { findOlder } from '../../src/search/comment-terms.ts'
import type { CommentStatus } from '../../src/db/tables.ts'
import { testBlog } from '../support/blog.ts'
import { engine } from '../support/database.ts'
import { aroundGate } from '../support/gate.ts'
import { flood } from '../support/flood.ts'
import { lin } from '../support/visitor.ts'
import { soon } from '../support/patience.ts'

const blog = testBlog()
const by = { kind: 'command' } as const

// To delete so many one by one would take longer than a query may.
afterEach(() => sql`truncate public.posts cascade`.execute(blog().database.db))

/** The ids that a search finds in a state, or in all, as pages of fifty show them. */
async function found(
  text: string,
  status: CommentStatus | null,
  before: number | null = null,
): Promise<number[]> {
  const { db } = blog().database
  const filter = await narrow(db, { ...everything(null), text, status })
  const { comments } = await readQueue(db, filter, { before, size: 50 })
  return comments.map(({ id }) => id)
}

describe('a search', () => {
  test('finds a comment in the state that it has, wherever it was moved', async () => {
    const { db } = blog().database
    const id = await blog()
      .visitor()
      .comment(await blog().publish(), lin)
    await moderate(db, id, 'approved', by)
    const states = ['approved', 'pending', 'spam', 'trash'] as const
    for (const status of [...states, ...states]) {
      await moderate(db, id, status, by)
      const finds = states.map(async state => [state, await found('得好', state)] as const)
      expect(Object.fromEntries(await Promise.all(finds))).toEqual({
        approved: [],
        pending: [],
        spam: [],
        trash: [],
        [status]: [id],
      })
      expect(await found('得好', null)).toEqual([id])
    }
  })

  test('finds what was moved while its words were being written down', async () => {
    const { db } = blog().database
    const id = await blog()
      .visitor()
      .comment(await blog().publish(), lin)
    await db.deleteFrom('private.comment_terms').execute()
    let finding = Promise.resolve(true)
    await aroundGate(db, async trx => {
      await trx.updateTable('comments').set({ status: 'approved' }).where('id', '=', id).execute()
      finding = findOlder(db, () => true).then(() => true)
      const waits = async () => {
        const { rows } = await sql`
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(trx)
        return rows.length > 0 || Promise.race([finding, Promise.resolve(false)])
      }
      // on PGlite nothing else is done during a transaction
      if (engine === 'postgres') await vi.waitUntil(waits, soon)
    })
    await finding
    expect(await found('得好', 'approved')).toEqual([id])
  })

  test('of a word that thousands share shows the newest, page after page, in each state and in all', async () => {
    const { db } = blog().database
    const { newest } = await flood(blog(), 2_600)
    const ids = (from: number, count: number) => Array.from({ length: count }, (_, n) => from - n)
    expect(await found('words', 'pending')).toEqual(ids(newest, 50))
    await aroundGate(db, trx =>
      sql`update comments set status = 'spam' where id > ${newest - 10}`.execute(trx),
    )
    expect(await found('words', 'spam')).toEqual(ids(newest, 10))
    expect(await found('words', 'pending')).toEqual(ids(newest - 10, 50))
    expect(await found('words', null)).toEqual(ids(newest, 50))
    expect(await found('words', null, newest - 49)).toEqual(ids(newest - 50, 50))
    await aroundGate(db, trx =>
      sql`update comments set status = 'withdrawn' where id = ${newest}`.execute(trx),
    )
    expect(await found('words', null)).toEqual(ids(newest - 1, 50))
  })
})
