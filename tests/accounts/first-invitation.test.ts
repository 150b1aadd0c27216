import { expect, test } from 'vitest'
import { firstAdministratorLink } from '../../src/cli/create-admin.ts'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'

const blog = testBlog()
const start = async () => (await firstAdministratorLink(blog().services, '')) ?? ''
const statusOf = async (link: string) => (await blog().visitor().get(link)).status

test('until somebody has an account each start gives a link that works, and the first that is used ends the rest', async () => {
  const links = [await start(), ...(await Promise.all([start(), start()]))]
  expect(await Promise.all(links.map(statusOf))).toEqual([200, 200, 200])
  const typed = [staff.administrator, staff.editor].map(person => ({ ...person, password }))
  const answers = await Promise.all(
    typed.map((fields, nth) =>
      blog()
        .visitor()
        .post(links[nth] ?? '', fields),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 404]))
  expect(await Promise.all(links.map(statusOf))).toEqual([404, 404, 404])
  expect(await firstAdministratorLink(blog().services, '')).toBeNull()
})

test('a start leaves the invitations of administrators alone', async () => {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.post('/admin/invitations', { role: 'author' })
  expect(await firstAdministratorLink(blog().services, '')).toBeNull()
  expect(await statusOf(html.match(/\/invitations\/[\w-]{43}/)?.[0] ?? '')).toBe(200)
})
