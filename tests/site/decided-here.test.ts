import { expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { stepOf } from '../support/rows.ts'
import { join } from '../support/staff.ts'
import { type Answer, hiddenIn, mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

/** What is said of a decision where the comment stands, with where its Undo goes and what else the form sends. */
function said({ html }: Answer) {
  const [form] = html.match(/<form[^>]* data-told="?.*?<\/form>/s) ?? []
  const undo = form?.match(/action="([^"]+)"/)?.[1]
  return form === undefined || undo === undefined
    ? null
    : { id: form.match(/ id="([^"]+)"/)?.[1], words: form.match(/<p>(.*?)<\/p>/)?.[1], undo }
}

const step = (id: number) => stepOf(blog().database.db, id)

async function decide(moderator: Visitor, slug: string, id: number, to: string) {
  const form = { return: `/${slug}#comment-${id}`, one: `${to} ${id} ${await step(id)}` }
  const led = await moderator.post('/admin/decisions', form)
  expect(led.headers.get('location')).toBe(`/${slug}#comment-${id}`)
  return moderator.get(`/${slug}`)
}

async function undo(moderator: Visitor, page: Answer, slug: string) {
  const told = said(page)
  if (!told) throw new Error('nothing is said of the decision')
  await moderator.post(told.undo, hiddenIn(page.html, told.undo))
  return moderator.get(`/${slug}`)
}

test('A moderator who decides on the article is told so there, once, and takes it back there', async () => {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  await blog().approve(id)
  const moderator = await join(blog(), 'moderator')
  for (const [to, words] of [
    ['spam', '1 comment: spam.'],
    ['trash', '1 comment: trash.'],
  ] as const) {
    const page = await decide(moderator, slug, id, to)
    // The comment is gone: its address leads to what is said of it.
    expect(said(page)).toMatchObject({
      id: `comment-${id}`,
      words: expect.stringMatching(new RegExp(words, 'i')),
    })
    const back = await undo(moderator, page, slug)
    expect(back.html).toContain(mara.comment)
    expect(said(back)).toMatchObject({ words: expect.stringMatching(/^Undone\. 1 comment: approved\.$/i) })
    expect(said(await moderator.get(`/${slug}`))).toBeNull()
  }
})

test('A moderator is told so on that article, not on one that is opened meanwhile', async () => {
  await blog().publish({ slug: 'tea' })
  await blog().publish({ slug: 'cha' })
  const id = await blog().visitor().comment('tea', mara)
  const other = await blog().visitor({ ip: '203.0.113.9' }).comment('cha', mara)
  for (const comment of [id, other]) await blog().approve(comment)
  const moderator = await join(blog(), 'moderator')
  await moderator.post('/admin/decisions', {
    return: `/tea#comment-${id}`,
    one: `spam ${id} ${await step(id)}`,
  })
  for (const page of ['/cha', `/cha/threads/${other}`]) {
    const { status, html } = await moderator.get(page)
    expect([page, status]).toEqual([page, 200])
    expect(html).not.toContain('data-told')
    expect(html).not.toContain(`id="comment-${id}"`)
  }
  const tea = await moderator.get('/tea')
  expect(said(tea)).toMatchObject({
    id: `comment-${id}`,
    words: expect.stringMatching(/1 comment: spam\./i),
  })
  expect(said(await moderator.get('/tea'))).toBeNull()
})

test('What is said stands where the comment stood that was answered', async () => {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  await blog().approve(id)
  const reply = await blog()
    .visitor({ ip: '203.0.113.9' })
    .comment(slug, { ...mara, parent: String(id), comment: 'So it is.' })
  await blog().approve(reply)
  const moderator = await join(blog(), 'moderator')
  const { html } = await decide(moderator, slug, id, 'trash')
  expect(html.match(new RegExp(`id="comment-${id}"`, 'g'))).toHaveLength(1)
  expect(html).toMatch(/class="comment-gone">[^<]*<\/p><form[^>]* data-told/)
})

test('What is pinned on the article says so, with Undo', async () => {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  await blog().approve(id)
  const moderator = await join(blog(), 'moderator')
  await moderator.post(`/admin/comments/${id}/mark`, {
    return: `/${slug}#comment-${id}`,
    mark: `pinned ${await step(id)}`,
  })
  const page = await moderator.get(`/${slug}`)
  expect(said(page)).toMatchObject({ words: 'Comment pinned.' })
  expect((await undo(moderator, page, slug)).html).not.toContain('comment-pinned')
})

test('Nobody else is told of a decision, whatever their browser says', async () => {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, mara)
  await blog().approve(id)
  const moderator = await join(blog(), 'moderator')
  await moderator.post('/admin/decisions', {
    return: `/${slug}#comment-${id}`,
    one: `spam ${id} ${await step(id)}`,
  })
  const [reader, author] = [blog().visitor(), await join(blog(), 'author')]
  for (const visitor of [reader, author]) {
    visitor.cookies.set('told', moderator.cookies.get('told') ?? '')
    expect((await visitor.get(`/${slug}`)).html).not.toContain('data-told')
  }
})
