import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { afterEach, expect, test } from 'vitest'
import { newestComments } from '../../src/comments/newest.ts'
import { readThread } from '../../src/comments/long-thread.ts'
import { findComment, placeOf } from '../../src/comments/place.ts'
import { readThreadPage } from '../../src/comments/thread.ts'
import type { PublicDatabase } from '../../src/db/tables.ts'
import { askedBy, isOpen } from '../support/asked.ts'
import { testBlog } from '../support/blog.ts'
import { aroundGate } from '../support/gate.ts'
import { postId } from '../support/rows.ts'

const blog = testBlog()
const size = 50

// To delete so many one by one would take longer than a query may.
afterEach(() => sql`truncate public.posts cascade`.execute(blog().database.db))

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

const nodesIn = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesIn)]

const isOfComments = (node: PlanNode) => /^(comments|threads)$/.test(node['Relation Name'] ?? '')

/** How many rows of comments and threads a node looked at, shown or not. */
const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0)) *
  node['Actual Loops']

/** Does some reading as a public page does, and gives what the database did for it, query by query. */
async function plansOf(
  read: (db: ReadonlyKysely<PublicDatabase>) => Promise<unknown>,
): Promise<PlanNode[][]> {
  const { publicDb } = blog().database
  const open: unknown = publicDb
  if (!isOpen(open)) throw new Error('not a database')
  const plans: PlanNode[][] = []
  for (const query of await askedBy(publicDb, read)) {
    const parts = query.sql
      .split(/\$(\d+)/)
      .map((part, place) => (place % 2 === 0 ? sql.raw(part) : sql`${query.parameters[Number(part) - 1]}`))
    const explain = sql<{
      'QUERY PLAN': [{ Plan: PlanNode }]
    }>`explain (analyze, format json) ${sql.join(parts, sql``)}`
    const { rows } = await explain.execute(open)
    const [row] = rows
    if (!row) throw new Error('a query without a plan')
    plans.push(nodesIn(row['QUERY PLAN'][0].Plan))
  }
  return plans
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
  const place = async (db: ReadonlyKysely<PublicDatabase>, id: number) => {
    const found = await findComment(db, id)
    if (!found) throw new Error(`comment ${id} is not found`)
    return placeOf(db, found, { size })
  }
  const readings: Record<string, (db: ReadonlyKysely<PublicDatabase>) => Promise<unknown>> = {
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
    const plans = await plansOf(read)
    const nodes = plans.flat().filter(isOfComments)
    const rows = nodes.reduce((sum, node) => sum + rowsRead(node), 0)
    if (nodes.length === 0 || rows > 6 * size) tooMuch.push(`${name}: ${rows} rows`)
    for (const node of nodes)
      if (!/Index|Bitmap/.test(node['Node Type'])) tooMuch.push(`${name}: ${node['Node Type']}`)
  }
  expect(tooMuch).toEqual([])
})
