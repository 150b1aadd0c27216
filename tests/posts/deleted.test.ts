import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { deletePost } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { mara, tomas } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

/** A comment that a moderator edited twice, and noted something of its author. */
async function scene() {
  const slug = await blog().publish()
  const id = await blog()
    .visitor()
    .comment(slug, { ...mara, comment: 'Call me: 555 0199' })
  const moderator = await join(blog(), 'moderator')
  for (const comment of ['Call mee', 'Call me'])
    await moderator.fill(`/admin/comments/${id}/text`, { comment })
  await moderator.post(`/admin/comments/${id}/person/notes`, { note: 'Gives numbers away' })
  await moderator.post(`/admin/comments/${id}/person/mute`, { time: 'good' })
  return { slug, moderator }
}

const notes = () => db().selectFrom('private.person_notes').select('note').execute()
const wordsBefore = () =>
  db()
    .selectFrom('private.moderation_log')
    .select('source_before')
    .where('source_before', 'is not', null)
    .execute()

describe('an article that is deleted', () => {
  test('takes with it what its comments said before they were edited, and what was noted of who wrote them', async () => {
    const { slug, moderator } = await scene()
    expect((await moderator.get('/admin/log')).html).toContain('555 0199')
    expect(await wordsBefore()).toHaveLength(2)
    expect(await deletePost(db(), slug)).toBe(true)
    expect([await wordsBefore(), await notes()]).toEqual([[], []])
    expect((await moderator.get('/admin/log')).html).not.toContain('555 0199')
    const contacts = await db().selectFrom('private.contacts').select('id').execute()
    expect(contacts).toHaveLength(1) // the moderator’s
  })

  test('leaves what was noted of those who wrote elsewhere', async () => {
    const { slug } = await scene()
    await blog().publish({ slug: 'rain' })
    await blog()
      .visitor()
      .comment('rain', { ...mara, comment: 'Here too' })
    await blog().visitor().comment('rain', tomas)
    await deletePost(db(), slug)
    expect(await notes()).toEqual([{ note: 'Gives numbers away' }])
  })

  test('by plain SQL leaves notes that go when who they are about is forgotten', async () => {
    await scene()
    await sql`delete from posts`.execute(db())
    const administrator = await join(blog(), 'administrator')
    const shown = await administrator.post('/admin/readers', { address: mara.email })
    expect([shown.status, shown.html]).toEqual([200, expect.stringContaining('Gives numbers away')])
    const fields = { address: mara.email, comments: 'remove', sure: 'yes' }
    await administrator.post('/admin/readers/erasure', fields)
    expect(await notes()).toEqual([])
    expect((await administrator.post('/admin/readers', { address: mara.email })).status).toBe(404)
  })

  test('takes the words with it by plain SQL too', async () => {
    await scene()
    await sql`delete from posts`.execute(db())
    expect(await wordsBefore()).toEqual([])
  })
})
