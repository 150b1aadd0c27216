import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { passGate } from '../../src/moderation/gate.ts'
import { lockComments } from '../../src/moderation/gate-lock.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { commentsWith } from '../../src/search/find-comments.ts'
import { listAllPosts } from '../../src/posts/manage.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { hiddenIn, mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

/** An article with a comment that waits. */
async function waiting() {
  const slug = await blog().publish()
  const author = blog().visitor()
  return { slug, author, id: await author.comment(slug, mara) }
}

const rowOf = (id: number) =>
  db().selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const logOf = (id: number) =>
  db()
    .selectFrom('private.moderation_log')
    .select(['id', 'kind', 'actor', 'from_status', 'to_status'])
    .where('comment_id', '=', id)
    .orderBy('id')
    .execute()

test('an author keeps nobody from comments of other people’s articles', async () => {
  const { id } = await waiting()
  const locked = await db()
    .transaction()
    .execute(async trx => {
      await lockComments(trx, [id], { scope: { author: 1 }, withWords: false })
      const { rows } = await sql`select from comments where xmax::text = pg_current_xact_id()::text`.execute(
        trx,
      )
      return rows.length
    })
  expect(locked).toBe(0)
})

describe('around the gate', () => {
  test.each([
    ['another state', sql`update comments set status = 'approved'`],
    ['the same state', sql`update comments set status = status`],
    ['other words', sql`update comments set source = 'Said by nobody'`],
    ['other HTML', sql`update comments set html = '<p>Made by nobody</p>'`],
    [
      'a new comment',
      sql`insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
        select id + 1, post_id, thread_id, path || (id + 1), status, name, source, html, language, avatar
        from comments`,
    ],
    [
      'one that is put in place of another',
      sql`insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
        select id, post_id, thread_id, path, 'approved', name, source, html, language, avatar from comments
        on conflict (id) do update set status = excluded.status`,
    ],
  ])('%s is refused, and leaves nothing', async (_, statement) => {
    const { id } = await waiting()
    const before = await rowOf(id)
    await expect(statement.execute(db())).rejects.toMatchObject({ code: 'AW001' })
    expect(await db().selectFrom('comments').selectAll().execute()).toEqual([before])
  })

  test('is refused after a transaction that went through it, which opens it for nobody else', async () => {
    const { id } = await waiting()
    await moderate(db(), id, 'approved', { kind: 'command' })
    for (let n = 0; n < 5; n++)
      await expect(sql`update comments set status = 'spam'`.execute(db())).rejects.toMatchObject({
        code: 'AW001',
      })
  })
})

describe('a step', () => {
  test('is the comment’s own, whoever took it, and the log knows each by its kind', async () => {
    const { id, author } = await waiting()
    const moderator = await join(blog(), 'moderator')
    await moderate(db(), id, 'approved', { kind: 'command' })
    await moderator.fill(`/admin/comments/${id}/text`, { comment: 'Mended.' })
    await author.fill(`/comments/${id}/revision`, { comment: 'My own words.' })
    await author.post(`/comments/${id}/withdrawal`, {})
    const log = await logOf(id)
    expect(log.map(({ kind, actor, to_status }) => [kind, actor, to_status])).toEqual([
      ['rule', null, 'pending'],
      ['command', null, 'approved'],
      ['staff', 'Mo Moderator', 'approved'],
      ['reader', null, 'pending'],
      ['reader', null, 'withdrawn'],
    ])
    expect((await rowOf(id)).step).toBe(log.at(-1)?.id)
  })

  test.each(['reader', 'rule', 'command line'])(
    'by a moderator who is called %s is a person’s, and can be taken back',
    async name => {
      const { id } = await waiting()
      const moderator = await join(blog(), 'moderator', { name, email: 'called@blog.example' })
      const { html } = await moderator.get('/admin/comments')
      const one = html.match(/name="one" value="(approved \d+ \d+)"/)?.[1] ?? ''
      await moderator.post('/admin/decisions', { one, status: 'pending' })
      const log = await moderator.get('/admin/log')
      expect(log.html).toContain(`class="log-actor">${name}<`)
      const undo = log.html.match(/action="(\/admin\/steps\/\d+\/reversal)"/)?.[1] ?? ''
      await moderator.post(undo, { status: 'all' })
      expect((await rowOf(id)).status).toBe('pending')
    },
  )
})

describe('what a person decided', () => {
  test.each([
    ['rule', 'approved', 'spam'],
    ['rule', 'spam', 'approved'],
    ['import', 'trash', 'approved'],
  ] as const)('stands when a %s wants otherwise: %s stays', async (kind, decided, wanted) => {
    const { id } = await waiting()
    await moderate(db(), id, decided, { kind: 'command' })
    const { step } = await rowOf(id)
    const changes = [{ comment: id, seen: step, becomes: { status: wanted } }]
    const outcome = await db()
      .transaction()
      .execute(trx => passGate(trx, { by: { kind }, changes }))
    expect(outcome).toMatchObject({ moved: [], unchanged: [id] })
    expect(await rowOf(id)).toMatchObject({ status: decided, step })
  })

  test('a rule may change as long as no person has', async () => {
    const { id } = await waiting()
    const changes = [{ comment: id, seen: (await rowOf(id)).step, becomes: { status: 'spam' as const } }]
    await db()
      .transaction()
      .execute(trx => passGate(trx, { by: { kind: 'rule' }, changes }))
    expect(await rowOf(id)).toMatchObject({ status: 'spam', decided: null })
  })
})

describe('comments that are brought in from elsewhere', () => {
  test('have the times, states and edits that they had, are found, counted and trusted for nothing', async () => {
    const { slug, id: root } = await waiting()
    await blog().approve(root)
    const { post_id } = await rowOf(root)
    const { rows } = await sql<{ id: number }>`
      select nextval(pg_get_serial_sequence('public.comments', 'id')) as id from generate_series(1, 3)`.execute(
      db(),
    )
    const [first = 0, reply = 0, spam = 0] = rows.map(({ id }) => id)
    const words = { post_id, name: 'Elder', website: null, language: 'en', avatar: '0'.repeat(16) }
    const of = (id: number, path: number[], text: string) => ({
      ...words,
      id,
      path,
      thread_id: path[0] ?? 0,
      parent_id: path.at(-2) ?? null,
      source: text,
      html: `<p>${text}</p>`,
      created_at: new Date('2011-03-04T05:06:07Z'),
      edited_at: new Date('2012-01-01T00:00:00Z'),
    })
    await db()
      .transaction()
      .execute(trx =>
        passGate(trx, {
          by: { kind: 'import' },
          changes: [
            { written: of(first, [first], 'Samovars'), status: 'approved', reasons: [] },
            { written: of(reply, [first, reply], 'Indeed'), status: 'approved', reasons: [] },
            { written: of(spam, [spam], 'Watches'), status: 'spam', reasons: [] },
          ],
        }),
      )
    expect(await rowOf(first)).toMatchObject({
      status: 'approved',
      decided: null,
      created_at: new Date('2011-03-04T05:06:07Z'),
      edited_at: new Date('2012-01-01T00:00:00Z'),
    })
    expect((await logOf(first)).map(({ kind }) => kind)).toEqual(['import'])
    expect(await commentsWith(db(), 'samovars', 'approved')).toEqual([first])
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(['Samovars', 'Indeed', 'Watches'].map(word => html.includes(word))).toEqual([true, true, false])
    expect((await listAllPosts(db())).map(post => post.comment_count)).toEqual([3])
  })
})

describe('an Undo', () => {
  test('of one row takes that row back, and its decision’s own Undo all the others', async () => {
    const slug = await blog().publish()
    const ids = []
    for (const comment of ['One', 'Two', 'Three'])
      ids.push(
        await blog()
          .visitor()
          .comment(slug, { ...mara, comment }),
      )
    const moderator = await join(blog(), 'moderator')
    const queue = await moderator.get('/admin/comments')
    const answer = await moderator.post('/admin/decisions', {
      ...hiddenIn(queue.html, '/admin/decisions'),
      to: 'spam',
      every: 'yes',
    })
    const log = await moderator.get('/admin/log')
    const undo = log.html.match(/action="(\/admin\/steps\/\d+\/reversal)"/)?.[1] ?? ''
    await moderator.post(undo, { status: 'all' })
    expect((await Promise.all(ids.map(rowOf))).map(({ status }) => status)).toEqual([
      'spam',
      'spam',
      'pending',
    ])

    const told = await moderator.get(answer.headers.get('location') ?? '')
    const reversal = told.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? ''
    expect((await moderator.post(reversal, { status: 'all' })).status).toBe(303)
    expect((await Promise.all(ids.map(rowOf))).map(({ status }) => status)).toEqual(Array(3).fill('pending'))
  })

  test('of a reply that approved takes both back, and that Undo brings both again', async () => {
    const { id } = await waiting()
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.fill(`/admin/comments/${id}/reply`, {
      comment: 'Thank you.',
      approve: 'yes',
    })
    const states = async () =>
      (await db().selectFrom('comments').select('status').orderBy('id').execute()).map(({ status }) => status)
    expect(await states()).toEqual(['approved', 'approved'])
    const told = await moderator.get(answer.headers.get('location') ?? '')
    const reversal = told.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? ''
    const undone = await moderator.post(reversal, { status: 'pending' })
    expect(await states()).toEqual(['pending', 'trash'])
    const again = await moderator.get(undone.headers.get('location') ?? '')
    await moderator.post(again.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? '', {
      status: 'pending',
    })
    expect(await states()).toEqual(['approved', 'approved'])
  })

  test('of its approval alone, from the log, takes the reply back too; one that was changed stays, and that is said', async () => {
    const { id } = await waiting()
    const moderator = await join(blog(), 'moderator')
    await moderator.fill(`/admin/comments/${id}/reply`, { comment: 'Thank you.', approve: 'yes' })
    const reply = (
      await db().selectFrom('comments').select('id').where('id', '>', id).executeTakeFirstOrThrow()
    ).id
    const { step } = await rowOf(id)
    await moderate(db(), reply, 'spam', { kind: 'command' })
    const answer = await moderator.post(`/admin/steps/${step}/reversal`, { status: 'all' })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('on the command line: Spam')
    expect([(await rowOf(id)).status, (await rowOf(reply)).status]).toEqual(['pending', 'spam'])
  })
})
