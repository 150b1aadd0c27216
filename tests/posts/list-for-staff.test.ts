import { CompiledQuery, sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { listForStaff } from '../../src/posts/list.ts'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()

// To delete so many one by one would take longer than a query may.
afterEach(() => sql`truncate public.posts cascade`.execute(blog().database.db))

test('of 2,000 articles a page of the list is read in its order, and no others', async () => {
  const { db } = blog().database
  await sql`
    insert into posts (slug, title, language, source, html, excerpt, status, published_at)
    select 'kettle-' || n, 'On kettle ' || n, 'en', '', '', '',
      case n % 2 when 0 then 'published' else 'draft' end,
      case n % 2 when 0 then timestamptz '2026-06-01' - make_interval(hours => n) end
    from generate_series(1, 2000) as n`.execute(db)
  await sql`vacuum analyze public.posts`.execute(db)
  const asked: CompiledQuery[] = []
  const heard = db.withPlugin({
    transformQuery({ node, queryId }) {
      asked.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const filter = {
    ...({ account: null, tab: 'all', search: '', tag: null, author: null, language: null } as const),
    ...{ month: null, size: 50, zone: 'UTC' },
  }
  const { posts } = await listForStaff(heard, { ...filter, before: null })
  expect(posts.slice(0, 2).map(({ slug }) => slug)).toEqual(['kettle-1999', 'kettle-1997'])
  await listForStaff(heard, { ...filter, before: posts.at(-1)?.id ?? 0 })
  for (const query of asked) {
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters])
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(explain)
    const plan = rows.map(row => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('Index Scan using posts_latest on posts p')
  }
})
