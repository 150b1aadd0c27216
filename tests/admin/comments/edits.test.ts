import { describe, expect, test } from 'vitest'
import { moderate } from '../../../src/moderation/moderate.ts'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import { mara, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

/** A comment that a moderator has edited. */
async function edited() {
  const slug = await blog().publish()
  const id = await blog()
    .visitor()
    .comment(slug, { ...mara, comment: 'Water *first*, of course' })
  await blog().approve(id)
  const moderator = await join(blog(), 'moderator')
  const answer = await moderator.fill(`/admin/comments/${id}/text`, { comment: 'Tea first' })
  expect(answer.status).toBe(303)
  return { slug, id, moderator }
}

/** What the newest Undo in the log posts to. */
const undoIn = async (visitor: Visitor) =>
  (await visitor.get('/admin/log')).html.match(/action="(\/admin\/steps\/\d+\/reversal)"/)?.[1] ?? ''

const textOf = async (id: number) => {
  const { db } = blog().database
  const row = await db
    .selectFrom('comments')
    .select(['source', 'html', 'status'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}

describe('an edit by a moderator', () => {
  test('is on the page and in the log, and found by its new words', async () => {
    const { slug, moderator } = await edited()
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(html).toContain('Tea first')
    expect(html).not.toContain('of course')
    const log = (await moderator.get('/admin/log')).html
    expect(log).toContain('edited by a moderator')
    expect(log.replaceAll(/<span class="visually-hidden">.*?<\/span>/g, '')).toMatch(
      /<del>Water.*<\/del>.*<ins>Tea<\/ins>/s,
    )
    expect((await moderator.get('/admin/comments?status=all&search=tea')).html).toContain('Tea first')
    expect((await moderator.get('/admin/comments?status=all&search=course')).html).toContain(
      'No matching comments.',
    )
  })

  test('is taken back with its words, and that can be taken back too', async () => {
    const { id, moderator } = await edited()
    const answer = await moderator.post(await undoIn(moderator), { status: 'all' })
    expect(await textOf(id)).toMatchObject({ source: 'Water *first*, of course', status: 'approved' })
    expect((await textOf(id)).html).toContain('<em>first</em>')
    expect((await moderator.get(answer.headers.get('location') ?? '')).html).toContain(
      'Undone for 1 comment.',
    )
    expect((await moderator.get('/admin/comments?status=all&search=course')).html).toContain('of course')

    await moderator.post(await undoIn(moderator), { status: 'all' })
    expect(await textOf(id)).toMatchObject({ source: 'Tea first', status: 'approved' })
  })

  test('stays when somebody has decided since', async () => {
    const { id, moderator } = await edited()
    const undo = await undoIn(moderator)
    await moderate(blog().database.db, id, 'pending', { kind: 'command' })
    await blog().approve(id)
    expect((await moderator.post(undo, { status: 'all' })).status).toBe(409)
    expect((await textOf(id)).source).toBe('Tea first')
  })

  test('leaves nothing of the words once the comment is deleted for good', async () => {
    const { id, moderator } = await edited()
    const undo = await undoIn(moderator)
    await moderator.fill(`/admin/comments/${id}/erasure`, {})
    const { db } = blog().database
    const rows = await db.selectFrom('private.moderation_log').select('source_before').execute()
    expect(rows.filter(({ source_before }) => source_before !== null)).toEqual([])
    expect(await db.selectFrom('private.comment_terms').select('terms').execute()).toEqual([{ terms: '' }])
    await moderator.post(undo, { status: 'all' })
    expect((await textOf(id)).source).toBe('')
  })

  test('is among what is handed over to its author', async () => {
    await edited()
    const administrator = await join(blog(), 'administrator')
    const { html } = await administrator.post('/admin/readers/export', { address: mara.email })
    expect(JSON.parse(html).comments[0].earlierTexts).toEqual(['Water *first*, of course'])
  })

  test('is an author’s to make on their own articles alone', async () => {
    const { id } = await edited()
    const author = await join(blog(), 'author')
    expect((await author.fill(`/admin/comments/${id}/text`, { comment: 'Mine' })).status).toBe(404)
    expect((await textOf(id)).source).toBe('Tea first')
  })
})
