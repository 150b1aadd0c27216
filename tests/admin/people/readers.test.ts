import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { languages, messagesIn } from '../../../src/i18n/messages.ts'
import { heldDays, uploadHours } from '../../../src/media/limits.ts'
import { countStrays } from '../../../src/readers/strays.ts'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import { lin, mara } from '../../support/visitor.ts'

const blog = testBlog()

async function blogWithTwoReaders() {
  const slug = await blog().publish()
  const reader = blog().visitor({ ip: '203.0.113.5', headers: { 'user-agent': 'Harbour/1.0' } })
  const ids = [
    await reader.comment(slug, { ...mara, comment: 'The first thing' }),
    await reader.comment(slug, { ...mara, comment: 'The second thing' }),
  ]
  const other = await blog().visitor().comment(slug, lin)
  await blog().approve(...ids, other)
  return { slug, ids, other, administrator: await join(blog(), 'administrator') }
}

/** Every row of every table that may hold something of a reader. */
async function everything(): Promise<string> {
  const { db } = blog().database
  return JSON.stringify([
    await db.selectFrom('comments').selectAll().execute(),
    await db.selectFrom('private.origins').selectAll().execute(),
    await db.selectFrom('private.contacts').selectAll().execute(),
    await db.selectFrom('private.audit_log').selectAll().execute(),
    await db.selectFrom('private.moderation_log').selectAll().execute(),
    await db.selectFrom('private.comment_terms').selectAll().execute(),
  ])
}

describe('what is held about a reader', () => {
  test('is shown whole, and handed over as JSON', async () => {
    const { administrator } = await blogWithTwoReaders()
    const shown = await administrator.post('/admin/readers', { address: mara.email.toUpperCase() })
    for (const part of ['The first thing', 'The second thing', '203.0.113.5', 'Harbour/1.0'])
      expect(shown.html).toContain(part)
    expect(shown.html).not.toContain(lin.name)
    expect(shown.html).toContain(
      'so are the blocks of these IP addresses and browsers, comments of an import',
    )
    expect(shown.html).toContain('blocks of whole networks, and the networks listed under Discussion.')
    expect(shown.html).toContain(`after ${heldDays + uploadHours / 24} days at the latest`)

    const handed = await administrator.post('/admin/readers/export', { address: mara.email })
    expect(handed.headers.get('content-disposition')).toBe('attachment; filename="personal-data.json"')
    const data = JSON.parse(handed.html)
    expect(data.address).toBe(mara.email)
    expect(data.comments.map((comment: { text: string }) => comment.text)).toEqual([
      'The first thing',
      'The second thing',
    ])
  })

  test.each(languages)('is beside what an erasure leaves, by the name of its page (%s)', async language => {
    const { administrator } = await blogWithTwoReaders()
    await administrator.post('/preferences', { language, theme: 'dark', return: '/' })
    const { discussion } = messagesIn(language).admin
    const { html } = await administrator.post('/admin/readers', { address: mara.email })
    const blocks = (await administrator.get('/admin/blocks')).html
    expect((await administrator.get('/admin/discussion')).html).toContain(`>${discussion}</a>`)
    expect(html.match(/id="erasure-heading"[\s\S]*?<p>(.*?)<\/p>/)?.[1]).toContain(discussion)
    expect(blocks.match(/<p class="hint">(.*?)<\/p>/)?.[1]).toContain(discussion)
  })

  test('says whether they are blocked, which can be changed there, and no log says whom', async () => {
    const { slug, administrator } = await blogWithTwoReaders()
    const status = async () => {
      const id = await blog()
        .visitor({ ip: '198.51.100.9' })
        .comment(slug, { ...mara, comment: crypto.randomUUID() })
      const { db } = blog().database
      return (await db.selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow())
        .status
    }
    const blocked = await administrator.post('/admin/readers/block', { address: mara.email, block: 'yes' })
    expect(blocked.html).toContain('Comments from this address are marked as spam.')
    expect(await status()).toBe('spam')
    await administrator.post('/admin/readers/block', { address: mara.email, block: '' })
    expect(await status()).toBe('pending')
    const { html } = await administrator.get('/admin/audit')
    expect(html).toContain('blocked a reader’s address')
    expect(html).not.toContain(mara.email)
  })

  test('says what is blocked of them from a comment, and an address is unblocked there wherever that was done', async () => {
    const { slug, ids, administrator } = await blogWithTwoReaders()
    const path = `/admin/comments/${ids[0]}`
    for (const what of ['address', 'ip', 'network', 'browser'])
      await administrator.post(`${path}/block`, { what, time: what === 'ip' ? 'week' : 'good' })
    await administrator.post(`${path}/person/mute`, { time: 'good' })
    const handed = async () =>
      JSON.parse((await administrator.post('/admin/readers/export', { address: mara.email })).html)
    expect(await handed()).toMatchObject({
      blocked: true,
      blocks: [
        { kind: 'address', until: null },
        { kind: 'network', until: expect.any(String) },
        { kind: 'browser', until: null },
        { kind: 'person', until: null },
      ],
    })
    const shown = await administrator.post('/admin/readers', { address: mara.email })
    expect(shown.html).toContain('Comments from this address are marked as spam.')
    expect(shown.html).toMatch(/This IP address: until .*This browser: for good/s)
    await administrator.post('/admin/readers/block', { address: mara.email, block: '' })
    const unblocked = await handed()
    expect(unblocked).toMatchObject({ blocked: false })
    expect(unblocked.blocks.map(({ kind }: { kind: string }) => kind)).toEqual([
      'network',
      'browser',
      'person',
    ])
    await sql`delete from private.blocks where kind <> 'person'`.execute(blog().database.db)
    const id = await blog()
      .visitor()
      .comment(slug, { ...mara, comment: 'Once more' })
    const { db } = blog().database
    expect(
      await db.selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
    ).toEqual({ status: 'pending' })
  })

  test.each(['keep', 'remove'])(
    'is erased (%s) with what is blocked of them, but for the address and for what others share',
    async comments => {
      const { ids, other, administrator } = await blogWithTwoReaders()
      for (const what of ['address', 'ip', 'network', 'browser'])
        await administrator.post(`/admin/comments/${ids[0]}/block`, { what, time: 'good' })
      await administrator.post(`/admin/comments/${ids[0]}/person/mute`, { time: 'good' })
      await administrator.post(`/admin/comments/${other}/person/mute`, { time: 'good' })
      await administrator.post('/admin/readers/erasure', { address: mara.email, comments, sure: 'yes' })
      const { db } = blog().database
      const left = await db.selectFrom('private.blocks').selectAll().orderBy('id').execute()
      expect(left.map(({ kind, network }) => network ?? kind)).toEqual([
        'address',
        '203.0.113.0/24',
        'person',
      ])
      // What others sent from there is judged without them.
      const jobs = await db.selectFrom('private.jobs').select('name').execute()
      expect(jobs).toContainEqual({ name: 'judge-unblocked' })
      await sql`update private.contacts set created_at = now() - interval '3 hours'`.execute(db)
      expect(await countStrays(db)).toMatchObject({ contacts: 0 })
    },
  )

  test('is erased, and their words kept under another name', async () => {
    const { slug, administrator } = await blogWithTwoReaders()
    const fields = { address: mara.email, comments: 'keep', sure: 'yes' }
    const answer = await administrator.post('/admin/readers/erasure', fields)
    expect(answer.html).toContain('2 comments affected.')
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(html).toContain('The first thing')
    expect(html).toContain('Deleted reader')
    expect(html).toContain(lin.name)
    const rows = await everything()
    for (const gone of [mara.name, '203.0.113.5', 'Harbour/1.0', mara.email]) expect(rows).not.toContain(gone)
    expect(rows).toContain('reader erased')
    expect((await administrator.post('/admin/readers', { address: mara.email })).status).toBe(404)
  })

  test.each(['keep', 'remove'])(
    'is erased (%s) down to the key by which their words could be known again',
    async comments => {
      const { ids, administrator } = await blogWithTwoReaders()
      const keys = async () => {
        const { db } = blog().database
        const rows = await db
          .selectFrom('private.origins')
          .select('submission_key')
          .where('comment_id', 'in', ids)
          .execute()
        return rows.map(row => row.submission_key?.toString('hex'))
      }
      const before = await keys()
      await administrator.post('/admin/readers/erasure', { address: mara.email, comments, sure: 'yes' })
      expect(new Set(before).size).toBe(2)
      for (const key of before) expect(key).toMatch(/^[0-9a-f]{64}$/)
      expect(await keys()).toEqual([undefined, undefined])
    },
  )

  test('is erased with their words', async () => {
    const { slug, administrator } = await blogWithTwoReaders()
    await administrator.post('/admin/readers/erasure', {
      address: mara.email,
      comments: 'remove',
      sure: 'yes',
    })
    expect((await blog().visitor().get(`/${slug}`)).html).not.toMatch(/The (first|second) thing/)
    expect(await everything()).not.toMatch(/The (first|second) thing/)
  })

  test('stays while nobody has confirmed that it is meant', async () => {
    const { administrator } = await blogWithTwoReaders()
    const answer = await administrator.post('/admin/readers/erasure', {
      address: mara.email,
      comments: 'remove',
    })
    expect(answer.status).toBe(422)
    expect(await everything()).toContain('The first thing')
  })
})

test('a comment is deleted for good after a question, and its replies stay', async () => {
  const { slug, ids, administrator } = await blogWithTwoReaders()
  const [id = 0] = ids
  const reply = await blog()
    .visitor()
    .comment(slug, { ...lin, comment: 'An answer', parent: String(id) })
  await blog().approve(reply)
  expect((await administrator.get(`/admin/comments/${id}/erasure`)).html).toContain(
    'Permanently delete the comment by',
  )
  expect((await administrator.fill(`/admin/comments/${id}/erasure`, {})).status).toBe(303)
  const { html } = await blog().visitor().get(`/${slug}`)
  expect(html).toContain('An answer')
  expect(html).not.toContain('The first thing')
  expect(await everything()).not.toContain('The first thing')
})

test('a moderator mends a comment’s words, and the log says who did', async () => {
  const { slug, ids } = await blogWithTwoReaders()
  const moderator = await join(blog(), 'moderator')
  const answer = await moderator.fill(`/admin/comments/${ids[0]}/text`, {
    comment: 'Mended; write to a@b.example',
  })
  expect(answer.status).toBe(303)
  const { html } = await blog().visitor().get(`/${slug}`)
  expect(html).toContain('Mended; write to •••@•••')
  const log = (await moderator.get('/admin/log')).html
  expect(log).toContain('edited by a moderator')
  expect(log).toContain('Mo Moderator')
})
