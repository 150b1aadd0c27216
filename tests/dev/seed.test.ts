import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seedBlog } from '../../dev/seed/store.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()
const until = new Date('2026-06-01T00:00:00Z')
const fill = (seed = 1) => seedBlog(blog().database.db, { posts: 12, comments: 400, seed, until })

/** What readers and moderators see of it, by time; ids go on where the last test left them. */
async function contents() {
  const { rows } = await sql<{ title: string; words: string }>`
    select p.slug, c.status, c.name, c.source, c.language, c.created_at, cardinality(c.path) as depth
    from comments c join posts p on p.id = c.post_id order by c.id`.execute(blog().database.db)
  return rows
}

test('a seeded blog is the same each time, and another with another seed', async () => {
  const fillAnew = async (seed: number) => {
    await sql`delete from posts`.execute(blog().database.db)
    await fill(seed)
    return contents()
  }
  const first = await fillAnew(1)
  expect(first).toHaveLength(400)
  expect(await fillAnew(1)).toEqual(first)
  expect(await fillAnew(2)).not.toEqual(first)
})

test('its comments come after their articles and what they answer, in several languages and threads', async () => {
  await fill()
  const { rows } = await sql<{
    wrong: number
    deepest: number
    languages: number
    night: number
    last: Date
  }>`
    select count(*) filter (where c.created_at <= p.published_at or c.created_at < r.created_at)::int as wrong,
      max(cardinality(c.path)) as deepest, count(distinct c.language)::int as languages,
      avg((extract(hour from c.created_at at time zone 'UTC') < 6)::int)::float8 as night, max(c.created_at) as last
    from comments c join posts p on p.id = c.post_id left join comments r on r.id = c.parent_id`.execute(
    blog().database.db,
  )
  expect(rows[0]?.wrong).toBe(0)
  expect(rows[0]?.deepest).toBeGreaterThan(3)
  expect(rows[0]?.languages).toBeGreaterThan(4)
  expect(rows[0]?.night).toBeLessThan(0.1)
  expect(rows[0]?.last.getTime()).toBeLessThan(until.getTime() + 86_400_000)
})

test('it is a blog like any: its pages show, its queue moves on, and a new comment finds its place', async () => {
  await fill()
  const posts = await listAllPosts(blog().database.db)
  const slug = posts.toSorted((one, other) => other.comment_count - one.comment_count)[0]?.slug ?? ''
  const path = `/${encodeURIComponent(slug)}`
  expect((await blog().visitor().get(path)).html.match(/class="comment"/g)?.length).toBeGreaterThan(5)
  const administrator = await join(blog(), 'administrator')
  expect((await administrator.get('/admin/comments?status=all')).html).toMatch(/id="comment-\d+"/)
  const id = await blog()
    .visitor()
    .comment(slug, { comment: 'New here', name: 'Mara', email: 'mara@lindqvist.example' })
  await blog().approve(id)
  expect((await blog().visitor().get(`/comments/${id}`)).headers.get('location')).toContain(`comment-${id}`)
})

test('it is filled once: what is there is not doubled', async () => {
  await fill()
  await expect(fill()).rejects.toThrow('filled with these articles before')
  expect(await contents()).toHaveLength(400)
})
