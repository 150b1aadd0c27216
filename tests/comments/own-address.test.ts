import { expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

const email = 'anna@foto.png'
const said = `Write to ${email} or [here](https://blog.example/?a=${email}).`
const hidden = 'Write to •••@••• or'

/** Whoever may read the comment: on its page, which has it for search engines too, and in feeds. */
async function expectHidden(reader: Visitor, slug: string) {
  const pages = [`/${slug}`, '/comments/feed/atom', '/comments/feed/json'].map(path => reader.get(path))
  for (const { html, status } of await Promise.all(pages)) {
    expect(status).toBe(200)
    expect(html).toContain(hidden)
    expect(html.toLowerCase()).not.toContain('anna@')
  }
}

test('the address that a form took is in nothing that others read, whatever its host: sent, edited, mended or answered', async () => {
  const slug = await blog().publish()
  const author = blog().visitor()
  const previewed = await author.post(`/${slug}/comments/preview`, { ...mara, email, comment: said })
  expect(previewed.html).toContain(hidden)

  const id = await author.comment(slug, { ...mara, email, comment: said })
  await blog().approve(id)
  await expectHidden(blog().visitor(), slug)

  await author.fill(`/comments/${id}/revision`, { comment: `${said} Anew` })
  await blog().approve(id)
  await expectHidden(blog().visitor(), slug)

  const moderator = await join(blog(), 'moderator', { name: 'Anna', email })
  await moderator.fill(`/admin/comments/${id}/text`, { comment: `${said} Mended` })
  await expectHidden(blog().visitor(), slug)
  await moderator.fill(`/admin/comments/${id}/reply`, { comment: `${said} Answered` })
  await moderator.comment(slug, { comment: `${said} As staff` })
  await expectHidden(blog().visitor(), slug)
})

test('nor does a name or a website hold it', async () => {
  const slug = await blog().publish()
  for (const field of ['name', 'website']) {
    const fields = { ...mara, email, [field]: `https://blog.example/${email}` }
    const { status, html } = await blog().visitor().post(`/${slug}/comments`, fields)
    expect([field, status, html.includes('aria-invalid="true"')]).toEqual([field, 422, true])
  }
})
