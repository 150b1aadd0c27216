import { expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'

const blog = testBlog()

test('a request is logged by the route that answered it, never by the path that somebody typed', async () => {
  const slug = await blog().publish()
  const visitor = blog().visitor()
  for (const path of ['/health', '/', `/${slug}?secret=1`, '/comments/77', '/a/b/c']) await visitor.get(path)
  const lines = blog()
    .logged()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines.map(line => line.route)).toEqual(['/health', '/', '/:slug', '/comments/:id', ''])
  for (const line of lines)
    expect(Object.keys(line).sort()).toEqual(['level', 'method', 'ms', 'request', 'route', 'status', 'time'])
})
