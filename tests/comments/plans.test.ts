import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { afterEach, expect, test } from 'vitest'
import { newestComments } from '../../src/comments/newest.ts'
import { readThread } from '../../src/comments/long-thread.ts'
import { findComment, placeOf } from '../../src/comments/place.ts'
import { readThreadPage } from '../../src/comments/thread.ts'
import type { PublicDatabase } from '../../src/db/tables.ts'
import { testBlog } from '../support/blog.ts'
import { aroundGate } from '../support/gate.ts'
import { postId } from '../support/rows.ts'

const blog = testBlog()
const size = 50

// To delete so many one by one would take longer than a query may.
afterEach(() => sql`truncate public.posts cascade`.execute(blog().database.db))

type Reader = ReadonlyKysely<PublicDatabase>

/**
 * Does some reading as a public page does, and tells how many rows of comments and threads the database looked at for it,
 * shown or not, and how often it read one of them through. Of what is in a function no plan is shown.
 */
async function lookedAt(
  read: (db: Reader) => Promise<unknown>,
): Promise<{ rows: number; readThrough: number }> {
  return blog()
    .database.publicDb.transaction()
    .execute(async trx => {
      const before = await counted(trx)
      await read(trx)
      const after = await counted(trx)
      return { rows: after.rows - before.rows, readThrough: after.readThrough - before.readThrough }
    })
}

async function counted(db: Reader): Promise<{ rows: number; readThrough: number }> {
  const rows = sql<number>`sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int`
  return db
    .selectFrom(sql`pg_stat_xact_user_tables`.as('counted'))
    .select([rows.as('rows'), sql<number>`sum(seq_scan)::int`.as('readThrough')])
    .where(sql<boolean>`relname in ('comments', 'threads')`)
    .executeTakeFirstOrThrow()
}

/** 7,500 threads of two comments each, and the first thread with 5,000 replies more. */
async function fill(slug: string): Promise<{ post: number; first: number }> {
  const { db } = blog().database
  const post = await postId(db, slug)
  const { rows } = await sql<{ base: number }>`
    select setval(pg_get_serial_sequence('public.comments', 'id'),
      nextval(pg_get_serial_sequence('public.comments', 'id')) + 20000) - 20000 as base`.execute(db)
  const base = rows[0]?.base ?? 0
  await aroundGate(db, trx =>
    sql`
    insert into public.comments
      (id, post_id, thread_id, parent_id, path, status, name, source, html, language, avatar)
    select ${base}::bigint + n, ${post}, ${base}::bigint + root, nullif(${base}::bigint + root, ${base}::bigint + n),
      case when root = n then array[${base}::bigint + n] else array[${base}::bigint + root, ${base}::bigint + n] end,
      'approved', 'Reader', 'Words', '<p>Words</p>', 'en', '0000000000000000'
    from (
      select n, case when n < 15000 then n % 7500 else 0 end as root
      from generate_series(0, 19999) n
    ) as placed`.execute(trx),
  )
  await sql`vacuum analyze`.execute(db)
  return { post, first: base }
}

test('of 20,000 comments, 5,000 of them in one thread, a page’s worth is read for a page or a permalink', async () => {
  const { post, first } = await fill(await blog().publish())
  const place = async (db: Reader, id: number) => {
    const found = await findComment(db, id)
    if (!found) throw new Error(`comment ${id} is not found`)
    return placeOf(db, found, { size })
  }
  const readings: Record<string, (db: Reader) => Promise<unknown>> = {
    'the first page': db => readThreadPage(db, { post, from: null, size }),
    'a page in the middle': db => readThreadPage(db, { post, from: first + 7_000, size }),
    'the last page': db => readThreadPage(db, { post, from: first + 7_490, size }),
    'one thread': db => readThread(db, { post, thread: first + 7_000, from: null, size }),
    'a permalink to a thread': db => place(db, first + 7_000),
    'a permalink to a reply': db => place(db, first + 14_000),
    'the end of the long thread': db => readThread(db, { post, thread: first, from: first + 19_990, size }),
    'the newest of an article': db => newestComments(db, { post, limit: size }),
    'the newest of all': db => newestComments(db, { post: null, limit: size }),
    'a permalink into the long thread': db => place(db, first + 17_000),
  }

  const tooMuch: string[] = []
  for (const [name, read] of Object.entries(readings)) {
    const { rows, readThrough } = await lookedAt(read)
    if (rows === 0 || rows > 6 * size) tooMuch.push(`${name}: ${rows} rows`)
    if (readThrough > 0) tooMuch.push(`${name}: read through`)
  }
  expect(tooMuch).toEqual([])
})
