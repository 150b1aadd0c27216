import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()

const day = (number: number) => new Date(Date.UTC(2026, 0, number))

const publish = (slug: string, number: number, tags: string[] = []) =>
  blog().publish({ slug, title: `About ${slug}`, tags, publishedAt: day(number), source: 'Words.' })

const ways = (html: string) =>
  [...html.matchAll(/<a class="neighbour-(prev|next)" href="\/([^"]+)"/g)].map(([, way, slug]) => [way, slug])

const related = (html: string) =>
  [
    ...(html.match(/<section class="related".*?<\/section>/s)?.[0] ?? '').matchAll(/<a href="\/([^"]+)"/g),
  ].map(([, slug]) => slug)

test('an article leads to the one before and the one after, as they are now', async () => {
  await publish('first', 1)
  await publish('second', 2)
  const visitor = blog().visitor()
  expect(ways((await visitor.get('/second')).html)).toEqual([['prev', 'first']])
  await publish('third', 3)
  expect(ways((await visitor.get('/second')).html)).toEqual([
    ['prev', 'first'],
    ['next', 'third'],
  ])
  expect(ways((await visitor.get('/third')).html)).toEqual([['prev', 'second']])
  await blog().database.db.updateTable('posts').set({ status: 'draft' }).where('slug', '=', 'first').execute()
  expect(ways((await visitor.get('/second')).html)).toEqual([['next', 'third']])
})

test('what shares most tags is related, then what has its words, and nothing that is not published', async () => {
  await publish('tea', 1, ['Drinks', 'Leaves'])
  await publish('cups', 2, ['Clay'])
  await publish('coffee', 3, ['Drinks'])
  await publish('matcha', 4, ['Leaves', 'Drinks'])
  await publish('secret', 5, ['Drinks', 'Leaves'])
  await blog().publish({ slug: 'more', title: 'More tea', source: 'Words.', publishedAt: day(6) })
  await blog()
    .database.db.updateTable('posts')
    .set({ status: 'draft' })
    .where('slug', '=', 'secret')
    .execute()
  expect(related((await blog().visitor().get('/tea')).html)).toEqual(['matcha', 'coffee', 'more'])

  // Its words make it no more related than its tags do.
  await blog().database.db.updateTable('posts').set({ title: 'tea' }).where('slug', '=', 'coffee').execute()
  expect(related((await blog().visitor().get('/tea')).html)).toEqual(['matcha', 'coffee', 'more'])
})

test('a word of a title is found as it is and as a beginning, in whatever script', async () => {
  const about = (slug: string, title: string, number: number) =>
    blog().publish({ slug, title, tags: [], source: 'Words.', publishedAt: day(number) })
  await about('garden', 'Garden', 1)
  await about('gardeners', 'For gardeners', 2)
  await about('teahouse', '茶室', 3)
  await about('way', '茶室之道', 4)
  await about('korea', '정원', 5)
  await about('koreas', '정원을', 6)
  await about('quote', "It's a “path\\way” & more", 7)
  const of = async (slug: string) => related((await blog().visitor().get(`/${slug}`)).html)
  expect(await of('garden')).toEqual(['gardeners'])
  expect(await of('teahouse')).toEqual(['way'])
  expect(await of('korea')).toEqual(['koreas'])
  expect(await of('quote')).toEqual([])
  // Where a title has nothing longer.
  await about('leaf', '茶', 8)
  await about('letter', 'C', 9)
  await about('letters', 'C 4', 10)
  expect(await of('leaf')).toEqual(['way', 'teahouse'])
  expect(await of('letter')).toEqual(['letters'])
})

test('whatever a word has in it, the page is answered', async () => {
  await publish('tea', 1)
  const { db } = blog().database
  // As a `tsvector` is written: a quotation mark and a backslash twice.
  const about = String.raw`'it''s':1A 'a\\b':2A 'a\\b c':3A ':*&|!()':4A`
  await db
    .updateTable('private.post_terms')
    .set({ about: sql<string>`${about}::tsvector` })
    .execute()
  expect((await blog().visitor().get('/tea')).status).toBe(200)
})

test('nobody learns by what is around a draft, or an article in a time to come, what it is about', async () => {
  await publish('tea', 1, ['Drinks'])
  await publish('secret', 2, ['Drinks'])
  const { db, publicDb } = blog().database
  const id = await db.selectFrom('posts').select('id').where('slug', '=', 'secret').executeTakeFirstOrThrow()
  const ask = publicDb.selectNoFrom([
    sql<object>`public.around_post(${id.id})`.as('around'),
    sql<number>`(select count(*) from public.about_the_same(${id.id}, 7))`.as('named'),
  ])
  const asked = () => ask.executeTakeFirst()
  const nothing = { earlier: null, later: null, related: [], same: [] }
  expect(await asked()).not.toMatchObject({ around: nothing })
  const comes = { status: 'published' as const, published_at: new Date('2100-01-01') }
  for (const hidden of [{ status: 'draft' as const }, comes]) {
    await db.updateTable('posts').set(hidden).where('slug', '=', 'secret').execute()
    expect(await asked()).toEqual({ around: nothing, named: 0 })
  }
})

test('a page stands by itself', async () => {
  await publish('first', 1)
  await publish('imprint', 2)
  await blog().database.db.updateTable('posts').set({ kind: 'page' }).where('slug', '=', 'imprint').execute()
  const { html } = await blog().visitor().get('/imprint')
  expect([ways(html), related(html)]).toEqual([[], []])
})

test('a long article has its contents, and says how long it is', async () => {
  const part = (name: string) => `## ${name}\n\n${'word '.repeat(300)}\n\n`
  await blog().publish({ slug: 'long', source: part('One') + part('Two') + part('Three') })
  const { html } = await blog().visitor().get('/long')
  expect(html).toContain('4 minutes to read')
  expect(html).toContain('<a href="#section-two">Two</a>')
  await blog().publish({ slug: 'short', source: '## One\n\nWords.' })
  const short = await blog().visitor().get('/short')
  expect(short.html).toContain('1 minute to read')
  expect(short.html).not.toContain('class="contents"')
})
