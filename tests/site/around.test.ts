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
