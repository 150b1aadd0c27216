import { expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { mara } from '../../support/visitor.ts'

const blog = testBlog()

test('a browser keeps the keys to its fifty newest comments, so that its requests stay small', async () => {
  const slug = await blog().publish()
  const reader = blog().visitor()
  const first = await reader.comment(slug, mara)
  const key = reader.cookies.get(`comment-${first}`) ?? ''
  // As a browser that has written much: their ids are below any that this blog will give.
  reader.cookies.delete(`comment-${first}`)
  const older = Array.from({ length: 99 }, (_, place) => `comment-${1_000_000 + place}`)
  for (const name of older) reader.cookies.set(name, key)

  const answer = await reader.post(`/${slug}/comments`, { ...mara, comment: 'Once more.' })
  expect(answer.status).toBe(303)
  const newest = answer.headers.get('location')?.match(/\d+$/)?.[0]
  const kept = ['browser', 'told', `comment-${newest}`, ...older.slice(-49)]
  expect([...reader.cookies.keys()].sort()).toEqual(kept.sort())
})

test('a second answer to one form takes no key away', async () => {
  const slug = await blog().publish()
  const reader = blog().visitor()
  await reader.post(`/${slug}/comments`, mara)
  await reader.post(`/${slug}/comments`, { ...mara, comment: 'Another.' })
  const names = [...reader.cookies.keys()]
  await reader.post(`/${slug}/comments`, mara)
  expect([...reader.cookies.keys()]).toEqual(names)
})
