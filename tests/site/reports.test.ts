import { describe, expect, test } from 'vitest'
import { now } from '../../src/db/clock.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { join } from '../support/staff.ts'
import type { Visitor } from '../support/visitor.ts'

const blog = testBlog()

const open = () =>
  blog()
    .database.db.selectFrom('private.reports')
    .select(['comment_id', 'reason', 'settled_by'])
    .orderBy('id')
    .execute()

async function say() {
  const slug = await blog().publish()
  const [id = 0, waits = 0] = await converse(blog(), slug, [
    { text: 'Buy now' },
    { text: 'Waits', status: 'pending' },
  ])
  return { slug, id, waits }
}

/** Presses the button of a queue that was opened before. */
async function settle(moderator: Visitor, id: number, html?: string) {
  const queue = html ?? (await moderator.get('/admin/comments?status=reported')).html
  const path = `/admin/comments/${id}/reports/settlement`
  const button = queue.split('<button').find(part => part.includes(path)) ?? ''
  const seen = button.match(/name="seen" value="(\d+)"/)?.[1] ?? ''
  return moderator.post(path, { seen, status: 'reported' })
}

async function report(id: number, reason: string, reader = blog().visitor()) {
  await reader.get(`/comments/${id}/report`)
  await reader.post(`/comments/${id}/report`, { reason })
  return reader
}

describe('a report', () => {
  test('is sent without scripts, once for each browser, and is thanked for', async () => {
    const { slug, id } = await say()
    const reader = blog().visitor()
    expect((await reader.get(`/${slug}`)).html).toContain(`href="/comments/${id}/report"`)
    const form = await reader.get(`/comments/${id}/report`)
    expect([form.status, form.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(form.html).toContain('<meta name="robots" content="noindex"/>')
    for (const reason of ['spam', 'insult']) {
      const answer = await reader.post(`/comments/${id}/report`, { reason })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/comments/${id}`])
    }
    expect((await reader.get(`/${slug}`)).html).toContain('Thank you. The people who run this blog will look')
    const other = blog().visitor()
    await other.get(`/comments/${id}/report`)
    await other.post(`/comments/${id}/report`, { reason: 'insult' })
    expect(await open()).toEqual([
      { comment_id: id, reason: 'spam', settled_by: null },
      { comment_id: id, reason: 'insult', settled_by: null },
    ])
  })

  test('without a reason is asked for one, and of what nobody sees there is none', async () => {
    const { id, waits } = await say()
    const reader = blog().visitor()
    const answer = await reader.post(`/comments/${id}/report`, {})
    expect([answer.status, answer.html.includes('Please choose what is wrong with it.')]).toEqual([422, true])
    for (const nobody of [waits, 999]) {
      expect((await reader.get(`/comments/${nobody}/report`)).status).toBe(404)
      expect((await reader.post(`/comments/${nobody}/report`, { reason: 'spam' })).status).toBe(404)
    }
    expect(await open()).toEqual([])
  })

  test('of a program that is another browser each time ends: a network has twenty an hour', async () => {
    const { id } = await say()
    const statuses: number[] = []
    for (let n = 0; n < 22; n++) {
      const reader = blog().visitor({ ip: '203.0.113.7' })
      await reader.get(`/comments/${id}/report`)
      statuses.push((await reader.post(`/comments/${id}/report`, { reason: 'spam' })).status)
    }
    expect(statuses).toEqual([...Array<number>(20).fill(303), 429, 429])
    expect(await open()).toHaveLength(20)
    const elsewhere = blog().visitor({ ip: '198.51.100.7' })
    await elsewhere.get(`/comments/${id}/report`)
    expect((await elsewhere.post(`/comments/${id}/report`, { reason: 'other' })).status).toBe(303)
  })

  test('hides nothing, and stands before the moderators until one has settled it', async () => {
    const { slug, id } = await say()
    for (const reason of ['spam', 'spam', 'other']) {
      const reader = blog().visitor()
      await reader.get(`/comments/${id}/report`)
      await reader.post(`/comments/${id}/report`, { reason })
    }
    expect((await blog().visitor().get(`/${slug}`)).html).toContain('Buy now')
    const moderator = await join(blog(), 'moderator')
    const queue = await moderator.get('/admin/comments?status=reported')
    expect(queue.html).toContain('Buy now')
    expect(queue.html).not.toContain('Waits')
    expect(queue.html).toContain('Reported 3 times: Spam or advertising (2), Something else (1)')
    const settled = await settle(moderator, id)
    expect([settled.status, settled.headers.get('location')]).toEqual([
      303,
      '/admin/comments?status=reported',
    ])
    expect((await moderator.get('/admin/comments?status=reported')).html).not.toContain('Buy now')
    expect((await open()).every(({ settled_by }) => settled_by !== null)).toBe(true)
    expect((await blog().visitor().get(`/${slug}`)).html).toContain('Buy now')
  })

  test('that came after the list was made stays, also a second one of words that were changed', async () => {
    const { id } = await say()
    const reader = await report(id, 'insult')
    const moderator = await join(blog(), 'moderator')
    const queue = await moderator.get('/admin/comments?status=reported')
    await report(id, 'unlawful')
    await settle(moderator, id, queue.html)
    const left = { comment_id: id, reason: 'unlawful', settled_by: null }
    expect(await open()).toEqual([{ comment_id: id, reason: 'insult', settled_by: 'Mo Moderator' }, left])
    await moderator.post(`/admin/comments/${id}/reports/settlement`, { status: 'reported' })
    expect(await open()).toContainEqual(left)

    // of the same words it is settled; other words are looked at again, by who sees that they are reported
    await report(id, 'spam', reader)
    expect(await open()).not.toContainEqual(expect.objectContaining({ reason: 'spam' }))
    const later = await moderator.get('/admin/comments?status=reported')
    await blog().database.db.updateTable('comments').set({ edited_at: now }).where('id', '=', id).execute()
    await report(id, 'spam', reader)
    await settle(moderator, id, later.html)
    expect(await open()).toEqual([
      { ...left, settled_by: 'Mo Moderator' },
      { comment_id: id, reason: 'spam', settled_by: null },
    ])
  })
})
