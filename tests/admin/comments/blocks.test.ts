import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { transact } from '../../../src/db/transact.ts'
import { endOldBlocks, judgeUnblocked, judgeWaiting } from '../../../src/moderation/judge-unblocked.ts'
import { moderate } from '../../../src/moderation/moderate.ts'
import { reverse, stepAlone } from '../../../src/moderation/undo.ts'
import { changeSettings, readSettings } from '../../../src/settings/settings.ts'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { mara, tomas } from '../../support/visitor.ts'

const blog = testBlog()

async function scene() {
  const slug = await blog().publish()
  const reader = blog().visitor({ ip: '203.0.113.5' })
  const [first, second] = [
    await reader.comment(slug, { ...mara, comment: 'Cheap pills' }),
    await reader.comment(slug, { ...mara, comment: 'More of it' }),
  ]
  const other = await blog().visitor({ ip: '203.0.113.77' }).comment(slug, tomas)
  return { slug, reader, first, second, other, moderator: await join(blog(), 'moderator') }
}

const db = () => blog().database.db

const statusOf = async (id: number) => {
  return (await db().selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status
}

describe('a block that is made from a comment', () => {
  test.each([
    ['address', mara.email, 'spam', 'pending'],
    ['ip', '203.0.113.5', 'spam', 'pending'],
    ['network', '203.0.113.0/24', 'spam', 'spam'],
    ['browser', 'This browser', 'spam', 'pending'],
  ])('of its %s holds for what waits and what comes, until it is lifted', async (what, said, its, others) => {
    const { slug, reader, first, second, other, moderator } = await scene()
    const { html } = await moderator.get(`/admin/comments/${first}/block`)
    expect(html).toContain(said)
    expect(html).toContain(`would have caught ${what === 'network' ? 3 : 2} comments of the last 30 days`)
    const answer = await moderator.post(`/admin/comments/${first}/block`, { what, time: 'week' })
    const blocks = await moderator.get(answer.headers.get('location') ?? '')
    expect(blocks.html).toContain(`${what === 'network' ? 3 : 2} comments that waited: now spam.`)
    expect([await statusOf(second), await statusOf(other)]).toEqual([its, others])
    const again = await reader.comment(slug, { ...mara, comment: 'Once more' })
    expect(await statusOf(again)).toBe('spam')

    const lift = blocks.html.match(/action="(\/admin\/blocks\/\d+\/removal)"/)?.[1] ?? ''
    await blog().approve(first)
    await moderator.post(lift, {})
    await judgeUnblocked(db(), await readSettings(blog().database.publicDb), () => true)
    const now = [first, second, again, other]
    expect(await Promise.all(now.map(statusOf))).toEqual(['approved', 'approved', 'approved', 'pending'])
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'And again' }))).toBe('approved')
  })

  test('is one, however often and for how long it is made: lifted once, it is gone', async () => {
    const { slug, reader, first, moderator } = await scene()
    const path = `/admin/comments/${first}/block`
    for (const what of ['address', 'ip', 'browser', 'words'])
      await Promise.all(
        ['week', 'good', 'week'].map(time => moderator.post(path, { what, time, words: 'pills' })),
      )
    await moderator.post(path, { what: 'ip', time: 'hour' })
    const blocks = await db()
      .selectFrom('private.blocks')
      .select(['id', 'kind', 'expires'])
      .orderBy('id')
      .execute()
    expect(blocks.map(({ kind }) => kind)).toEqual(['address', 'browser', 'words', 'network'])
    const listed = await moderator.get('/admin/blocks')
    expect(listed.html).toContain('This IP address</span> <bdi>203.0.113.5</bdi>')
    for (const { id } of blocks) await moderator.post(`/admin/blocks/${id}/removal`, {})
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'Pills again' }))).toBe('pending')
  })

  test('of words says first what they would have caught, and ends when its time is over', async () => {
    const { slug, first, second, moderator } = await scene()
    await blog().approve(second)
    const path = `/admin/comments/${first}/block`
    expect((await moderator.post(path, { what: 'words', words: '', time: 'hour' })).html).toContain(
      'Please enter the words.',
    )
    const tried = await moderator.post(path, { words: 'more of', try: 'yes' })
    expect(tried.html).toContain('would have caught 1 comment of the last 30 days; 1 of them approved')
    expect((await moderator.get('/admin/blocks')).html).toContain('Nothing is blocked.')

    await moderator.post(path, { what: 'words', words: 'pill*', time: 'hour' })
    expect([await statusOf(first), await statusOf(second)]).toEqual(['spam', 'approved'])
    const say = (comment: string) =>
      blog()
        .visitor({ ip: '198.51.100.9' })
        .comment(slug, { ...tomas, comment })
    expect(await statusOf(await say('A pillow, or pills'))).toBe('spam')
    await sql`update private.blocks set expires = now()`.execute(db())
    await endOldBlocks(db())
    const jobs = await db().selectFrom('private.jobs').select('name').execute()
    expect(jobs).toContainEqual({ name: 'judge-unblocked' })
    await judgeUnblocked(db(), await readSettings(blog().database.publicDb), () => true)
    expect(await statusOf(first)).toBe('approved') // its author is trusted by now
    expect(await statusOf(await say('Pills again'))).toBe('pending')
  })

  test('leaves what an import brought waiting, once it is lifted: rules have no say about that', async () => {
    const { first, second, moderator } = await scene()
    await sql`update private.moderation_log set kind = 'import' where comment_id = ${first}`.execute(db())
    await blog().approve(second)
    await moderator.post(`/admin/comments/${first}/block`, { what: 'words', words: 'pills', time: 'week' })
    expect(await statusOf(first)).toBe('spam')
    const blocks = await moderator.get('/admin/blocks')
    await moderator.post(blocks.html.match(/action="(\/admin\/blocks\/\d+\/removal)"/)?.[1] ?? '', {})
    await judgeUnblocked(db(), await readSettings(blog().database.publicDb), () => true)
    expect(await statusOf(first)).toBe('pending')
  })

  test('by a list of the settings holds for what waits too, until it is no longer on it, but not for an import', async () => {
    const { first, second } = await scene()
    await sql`update private.moderation_log set kind = 'import' where comment_id = ${second}`.execute(db())
    const list = async (...spam_words: string[]) => {
      await transact(db(), trx => changeSettings(trx, { account: null, name: 'host' }, { spam_words }))
      const jobs = db().deleteFrom('private.jobs').where('name', '=', 'judge-waiting').returning('key')
      expect(await jobs.execute()).toHaveLength(1)
      await judgeWaiting(db(), await readSettings(blog().database.publicDb), () => true)
      return [await statusOf(first), await statusOf(second)]
    }
    expect(await list('pill*', 'more of')).toEqual(['spam', 'pending'])
    expect(await list()).toEqual(['pending', 'pending'])
    const settings = await readSettings(blog().database.publicDb)
    await judgeWaiting(db(), settings, () => false) // as one that is stopped: who goes on with it says so
    const administrator = await join(blog(), 'administrator')
    const rules = await administrator.get('/admin/discussion')
    expect(rules.html).toContain('Once they are saved, what waits is judged by them again')
    const { html } = await administrator.get('/admin/audit')
    expect(html).toContain('judged again what waits, by changed rules; comments:</span> <bdi>3, Spam 1</bdi>')
    expect((await administrator.get('/admin/audit', { 'accept-language': 'de' })).html).toContain(
      'nach Regel',
    )
    expect(html.match(/judged again what waits, by changed rules/g)).toHaveLength(2)
  })
})

const lin = { name: 'Lin', email: 'lin@tea.example' }

test.each([
  ['trust_after', 0],
  ['hold_links', 5],
  ['hold_comments', false],
] as const)('what waits is judged again where %s becomes %s', async (name, value) => {
  await setSettings(db(), { trust_after: 0, hold_links: 0, [name]: name === 'hold_comments' ? true : 1 })
  const slug = await blog().publish()
  const [one, other, third] = ['192.0.2.7', '198.51.100.77', '203.0.113.9'].map(ip => blog().visitor({ ip }))
  if (!one || !other || !third) throw new Error('three of them')
  const undone = await third.comment(slug, { ...lin, comment: 'And https://tea.example' })
  const waits = await one.comment(slug, { ...mara, comment: 'See https://tea.example' })
  const decided = await other.comment(slug, { ...tomas, comment: 'See https://tea.example too' })
  await moderate(db(), decided, 'approved', { kind: 'command' })
  await moderate(db(), decided, 'pending', { kind: 'command' })
  // What was decided and taken back is as if nobody had decided.
  const by = { kind: 'command' } as const
  await moderate(db(), undone, 'trash', by)
  const { step } = await db()
    .selectFrom('comments')
    .select('step')
    .where('id', '=', undone)
    .executeTakeFirstOrThrow()
  await reverse(db(), await stepAlone(db(), step), { by })
  expect(await statusOf(undone)).toBe('pending')
  await db().deleteFrom('private.jobs').execute()
  await transact(db(), trx => changeSettings(trx, { account: null, name: 'host' }, { [name]: value }))
  const jobs = await db().selectFrom('private.jobs').select('name').execute()
  expect(jobs).toContainEqual({ name: 'judge-waiting' })
  await judgeWaiting(db(), await readSettings(blog().database.publicDb), () => true)
  expect(await Promise.all([waits, decided, undone].map(statusOf))).toEqual([
    'approved',
    'pending',
    'approved',
  ])
})
