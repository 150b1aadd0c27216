import { expect, test } from 'vitest'
import { firstAdministratorLink } from '../../src/cli/create-admin.ts'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'

const blog = testBlog()
const start = async () => (await firstAdministratorLink(blog().services, '')) ?? ''
const statusOf = async (link: string) => (await blog().visitor().get(link)).status

test('until somebody has an account each start renews the one link', async () => {
  const links = [await start(), await start(), await start()]
  expect(await Promise.all(links.map(statusOf))).toEqual([404, 404, 200])
  const answer = await blog()
    .visitor()
    .post(links[2] ?? '', { ...staff.administrator, password })
  expect(answer.status).toBe(303)
  expect(await firstAdministratorLink(blog().services, '')).toBeNull()
})

test('of two nodes that start at once one has a link that works', async () => {
  const links = await Promise.all([start(), start()])
  expect(new Set(await Promise.all(links.map(statusOf)))).toEqual(new Set([200, 404]))
})

test('a start leaves the invitations of administrators alone', async () => {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.post('/admin/invitations', { role: 'author' })
  expect(await firstAdministratorLink(blog().services, '')).toBeNull()
  expect(await statusOf(html.match(/\/invitations\/[\w-]{43}/)?.[0] ?? '')).toBe(200)
})
