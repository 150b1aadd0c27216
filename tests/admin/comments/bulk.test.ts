import { sql } from 'kysely'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { beginBulk, finishBulk, forgetOldTasks, readBulk } from '../../../src/moderation/bulk.ts'
import { everything } from '../../../src/moderation/queue-filter.ts'
import { startWork } from '../../../src/work.ts'
import { testBlog } from '../../support/blog.ts'
import { flood } from '../../support/flood.ts'
import { join } from '../../support/staff.ts'
import { type Answer, hiddenIn, lin, mara } from '../../support/visitor.ts'

const blog = testBlog()

// To delete so many one by one would take longer than a query may.
afterEach(() => sql`truncate public.posts cascade`.execute(blog().database.db))

async function statuses(): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*) as count from public.comments group by status`.execute(blog().database.db)
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** What a page of the queue sends back of what it showed. */
const seenIn = ({ html }: Answer) => hiddenIn(html, '/admin/decisions')

/** What the database keeps, so that nobody need count. */
async function kept(): Promise<Record<string, number>> {
  const rows = await blog()
    .database.db.selectFrom('private.comment_counts')
    .select(['status', sql<number>`sum(comments)::bigint`.as('count')])
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ status, count }) => [status, count]))
}

describe('all that match', () => {
  test('are moved at once, those of other pages too, and taken back at once', async () => {
    await flood(blog(), 120)
    const moderator = await join(blog(), 'moderator')
    const queue = await moderator.get('/admin/comments')
    expect(queue.html).toContain('All 120 that match, on all pages')
    const answer = await moderator.post('/admin/decisions', { ...seenIn(queue), to: 'spam', every: 'yes' })
    expect(await statuses()).toEqual({ spam: 120 })
    expect(await kept()).toEqual({ spam: 120 })

    const told = await moderator.get(answer.headers.get('location') ?? '')
    expect(told.html).toContain('120 comments: Spam.')
    const reversal = told.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? ''
    await moderator.post(reversal, { status: 'pending' })
    expect(await statuses()).toEqual({ pending: 120 })
    expect(await kept()).toEqual({ pending: 120 })
  })

  test('are those of the search, and not what came after the page was made', async () => {
    const { slug } = await flood(blog(), 60)
    await blog()
      .visitor()
      .comment(slug, { ...mara, comment: 'Cheap watches' })
    const moderator = await join(blog(), 'moderator')
    const seen = seenIn(await moderator.get('/admin/comments?search=watches'))
    await blog()
      .visitor({ ip: '198.51.100.7' })
      .comment(slug, { ...lin, comment: 'No cheap watches, please' })
    await moderator.post('/admin/decisions', { ...seen, to: 'spam', every: 'yes' })
    expect(await statuses()).toEqual({ pending: 61, spam: 1 })
  })

  test('are an author’s own alone', async () => {
    await flood(blog(), 5)
    const author = await join(blog(), 'author')
    await author.post('/admin/decisions', {
      to: 'spam',
      status: 'pending',
      every: 'yes',
      newest: '999999999',
      step: '999999999',
      snapshot: '999999999:999999999:',
    })
    expect(await statuses()).toEqual({ pending: 5 })
  })

  test('are moved on by any node when the one that began has died, and by one alone', async () => {
    const { newest } = await flood(blog(), 2_600)
    const { db } = blog().database
    const filter = everything(null)
    const task = {
      kind: 'move',
      filter: { ...filter, status: 'pending' },
      newest,
      step: 0,
      to: 'spam',
    } as const
    const decision = await beginBulk(db, task, { account: null, name: 'Mo Moderator' })
    expect(await statuses()).toEqual({ pending: 600, spam: 2_000 })
    const jobs = await db
      .selectFrom('private.jobs')
      .select(['name', 'payload', 'state'])
      .where('name', '<>', 'learn-due')
      .execute()
    expect(jobs).toEqual([{ name: 'finish-bulk-decision', payload: { decision }, state: 'waiting' }])

    await Promise.all([finishBulk(db, decision, () => true), finishBulk(db, decision, () => true)])
    expect(await statuses()).toEqual({ spam: 2_600 })
    expect(await readBulk(db, decision)).toMatchObject({ moved: 2_600, overtaken: 0, hasEnded: true })
    const steps = await sql`select from private.moderation_log where decision = ${decision}`.execute(db)
    expect(steps.rows).toHaveLength(2_600)
  })

  test('are forgotten as a search once nobody goes on with them, a week after their job failed for good', async () => {
    const { db } = blog().database
    const { newest } = await flood(blog(), 2_010)
    const filter = { ...everything(null), status: 'pending' } as const
    const task = { kind: 'move', filter, newest, step: 0, to: 'spam' } as const
    const decision = await beginBulk(db, task, { account: null, name: 'Mo' })
    const left = async () => {
      await forgetOldTasks(db)
      const row = await db
        .selectFrom('private.bulk_decisions')
        .select(['task', 'ended_at'])
        .where('decision', '=', decision)
        .executeTakeFirstOrThrow()
      return row.task.kind === 'move' && row.task.filter !== null && row.ended_at === null
    }
    expect(await left()).toBe(true)
    await sql`update private.jobs set state = 'failed', run_at = now() - interval '6 days'`.execute(db)
    expect(await left()).toBe(true)
    await sql`update private.jobs set run_at = now() - interval '8 days'`.execute(db)
    expect(await left()).toBe(false)
  })

  test('of more than one go are told of on a page of their own, until all are done', async () => {
    await flood(blog(), 2_400)
    onTestFinished(await blog().database.listen(blog().services.announcements))
    onTestFinished(await startWork(blog().services))
    const moderator = await join(blog(), 'moderator')
    const seen = seenIn(await moderator.get('/admin/comments'))
    const answer = await moderator.post('/admin/decisions', { ...seen, to: 'trash', every: 'yes' })
    const path = answer.headers.get('location') ?? ''
    expect(path).toMatch(/^\/admin\/decisions\/[\da-f-]{36}$/)
    await expect.poll(statuses).toEqual({ trash: 2_400 })
    await expect
      .poll(async () => (await moderator.get(path)).html)
      .toContain('Done. 2,400 comments affected.')

    const reversal = await moderator.post(`${path}/reversal`, { status: 'trash' })
    expect(reversal.headers.get('location')).toMatch(/^\/admin\/decisions\/[\da-f-]{36}$/)
    await expect.poll(statuses).toEqual({ pending: 2_400 })
    await expect
      .poll(async () => (await moderator.get(reversal.headers.get('location') ?? '')).html)
      .toContain('Done. 2,400 comments affected.')
  })
})

describe('a reply from the queue', () => {
  const replyTo = async (fields: Record<string, string>) => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.fill(`/admin/comments/${id}/reply`, fields)
    return { id, slug, answer, page: (await blog().visitor().get(`/${slug}`)).html }
  }

  test('approves what it answers and stands under it, as one of the blog’s people', async () => {
    const { id, answer, page } = await replyTo({ comment: 'Thank you, Mara.', approve: 'yes' })
    expect(answer.status).toBe(303)
    expect(page).toContain(`id="comment-${id}"`)
    expect(page).toContain('Thank you, Mara.')
    expect(await statuses()).toEqual({ approved: 2 })
  })

  test('that was taken back is given again by the same words', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const reply = () =>
      moderator.fill(`/admin/comments/${id}/reply`, { comment: 'Thank you, Mara.', approve: 'yes' })
    const { headers } = await reply()
    await reply() // sent twice, it is one
    const decision = headers.get('location')?.match(/decided=([\da-f-]+)/)?.[1] ?? ''
    await moderator.post(`/admin/decisions/${decision}/reversal`, { status: 'pending' })
    expect(await statuses()).toEqual({ pending: 1, trash: 1 })

    expect((await reply()).status).toBe(303)
    expect(await statuses()).toEqual({ approved: 2, trash: 1 })
    expect((await blog().visitor().get(`/${slug}`)).html).toContain('Thank you, Mara.')
  })

  test('without approving is refused with what was typed, and nothing is moved', async () => {
    const { answer } = await replyTo({ comment: 'Thank you, Mara.' })
    expect(answer.status).toBe(403)
    expect(answer.html).toContain('Thank you, Mara.')
    expect(await statuses()).toEqual({ pending: 1 })
  })

  test('that is refused approves nothing', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    await blog().database.db.updateTable('posts').set({ comments_open: false }).execute()
    const answer = await moderator.fill(`/admin/comments/${id}/reply`, { comment: 'Thanks', approve: 'yes' })
    expect(answer.status).toBe(403)
    expect(await statuses()).toEqual({ pending: 1 })
  })

  test('with nothing in it is asked for again', async () => {
    const { answer } = await replyTo({ comment: ' ', approve: 'yes' })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('aria-invalid="true"')
    expect(await statuses()).toEqual({ pending: 1 })
  })
})
