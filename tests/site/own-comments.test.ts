import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { staff } from '../../src/moderation/actor.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { reverse, stepAlone } from '../../src/moderation/undo.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { setSettings } from '../support/settings.ts'
import { giveTo, join } from '../support/staff.ts'
import { mara, tomas, type Visitor } from '../support/visitor.ts'

const blog = testBlog()
const by = { kind: 'command' } as const

const stored = (id: number) =>
  blog().database.db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const writtenMinutesAgo = (id: number, minutes: number) =>
  sql`update comments set created_at = now() - make_interval(mins => ${minutes}) where id = ${id}`.execute(
    blog().database.db,
  )

describe('a key to one comment', () => {
  test('opens that comment and no other', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const first = await author.comment(slug, mara)
    const other = blog().visitor()
    const second = await other.comment(slug, tomas)

    for (const path of [`/comments/${second}/revision`, `/comments/${second}`])
      expect((await author.get(path)).status).toBe(404)
    for (const path of [`/comments/${second}/revision`, `/comments/${second}/withdrawal`])
      expect((await author.post(path, { comment: 'Taken over' })).status).toBe(404)
    expect((await author.get(`/comments/${first}/revision`)).status).toBe(200)
    expect(await stored(second)).toMatchObject({ source: tomas.comment, status: 'pending' })
  })

  test('opens nothing under another name, cut, changed or made up', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const first = await author.comment(slug, mara)
    const second = await blog().visitor().comment(slug, tomas)
    const key = author.cookies.get(`comment-${first}`) ?? ''
    expect(key.length).toBeGreaterThan(40)

    const tampered: [number, string][] = [
      [second, key],
      [first, key.slice(0, -1)],
      [first, `${key}A`],
      [first, (key.startsWith('A') ? 'B' : 'A') + key.slice(1)],
      [first, ''],
      [first, String(first)],
      [first, `%00${key}`],
    ]
    for (const [id, value] of tampered) {
      const thief = blog().visitor()
      thief.cookies.set(`comment-${id}`, value)
      expect((await thief.get(`/comments/${id}/revision`)).status).toBe(404)
      expect((await thief.post(`/comments/${id}/withdrawal`, {})).status).toBe(404)
      expect((await thief.get(`/${slug}`)).html).not.toMatch(/Well said|I disagree/)
    }
    expect(await stored(first)).toMatchObject({ source: mara.comment, status: 'pending' })
  })

  test('opens nothing when a backup was restored and another comment has its id', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const id = await author.comment(slug, mara)
    const { db } = blog().database
    await sql`delete from private.origins`.execute(db)
    await sql`delete from comments`.execute(db)
    await sql`delete from threads`.execute(db)
    await sql`select setval(pg_get_serial_sequence('public.comments', 'id'), ${id}::bigint, false)`.execute(
      db,
    )
    const other = blog().visitor()
    expect(await other.comment(slug, tomas)).toBe(id)

    expect((await author.get(`/${slug}`)).html).not.toContain(tomas.comment)
    for (const path of [`/comments/${id}`, `/comments/${id}/revision`])
      expect((await author.get(path)).status).toBe(404)
    for (const path of [`/comments/${id}/revision`, `/comments/${id}/withdrawal`])
      expect((await author.post(path, { comment: 'Taken over' })).status).toBe(404)
    expect(await stored(id)).toMatchObject({ source: tomas.comment, status: 'pending' })
    expect((await other.get(`/${slug}`)).html).toContain(tomas.comment)
  })

  test('that was given before there was such a value still opens its comment', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const id = await author.comment(slug, mara)
    await blog().database.db.updateTable('private.origins').set({ nonce: null }).execute()
    author.cookies.set(`comment-${id}`, testKeys.current.sign('cookie', 'comment', id).toString('base64url'))
    expect((await author.get(`/comments/${id}/revision`)).status).toBe(200)
  })

  test('is a cookie that scripts can’t read and other sites can’t send', async () => {
    const slug = await blog().publish()
    const answer = await blog().visitor().post(`/${slug}/comments`, mara)
    const cookie = answer.headers.getSetCookie().find(cookie => cookie.startsWith('comment-'))
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).toMatch(/; Path=\//)
  })
})

describe('for 15 minutes', () => {
  test('a comment can be edited, and the last word counts', async () => {
    const { author, id } = await postOne()
    await writtenMinutesAgo(id, 14)
    expect((await author.get('/tea')).html).toContain(`href="/comments/${id}/revision"`)
    const answer = await edit(author, id, 'Said better, *now*.')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/comments/${id}`)
    expect(await stored(id)).toMatchObject({ source: 'Said better, *now*.', status: 'pending' })
    expect((await author.get('/tea')).html).toContain('Said better, <em>now</em>.')
  })

  test('and not after them, neither edited nor withdrawn', async () => {
    const { author, id } = await postOne()
    await writtenMinutesAgo(id, 15)
    expect((await author.get('/tea')).html).not.toContain(`href="/comments/${id}/revision"`)
    expect((await author.get(`/comments/${id}/revision`)).status).toBe(403)
    for (const answer of [
      await edit(author, id, 'Too late.'),
      await author.post(`/comments/${id}/withdrawal`, {}),
    ]) {
      expect(answer.status).toBe(403)
      expect(answer.html).toContain('This comment can no longer be changed.')
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
    }
    expect(await stored(id)).toMatchObject({ source: mara.comment, status: 'pending' })
  })

  test('and the page that takes its key back is this browser’s alone', async () => {
    const { author, id } = await postOne()
    await blog().approve(id)
    await writtenMinutesAgo(id, 15)
    const page = await author.get('/tea')
    expect(page.headers.getSetCookie().join()).toContain(`comment-${id}=;`)
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(page.headers.get('etag')).toBeNull()
  })

  test('or as long as the host says', async () => {
    const { author, id } = await postOne()
    await setSettings(blog().database.db, { edit_minutes: 0 })
    expect((await edit(author, id, 'Too late.')).status).toBe(403)
    await setSettings(blog().database.db, { edit_minutes: 60 })
    await writtenMinutesAgo(id, 59)
    expect((await edit(author, id, 'In time.')).status).toBe(303)
  })
})

describe('an edit', () => {
  test('of an approved comment is judged again, and hides it until it is approved', async () => {
    const { author, id } = await postOne()
    await blog().approve(id)
    const stranger = blog().visitor()
    expect((await stranger.get('/tea')).html).toContain(mara.comment)
    await edit(author, id, 'Buy my pills.')
    const hidden = await stranger.get('/tea')
    expect(hidden.html).not.toMatch(/Buy my pills|Well said/)
    expect((await stranger.get(`/comments/${id}`)).status).toBe(404)
    expect((await author.get('/tea')).html).toContain('Buy my pills.')

    await blog().approve(id)
    expect((await stranger.get('/tea')).html).toContain('Buy my pills.')
    const steps = await blog()
      .database.db.selectFrom('private.moderation_log')
      .select(['from_status', 'to_status', 'kind'])
      .where('comment_id', '=', id)
      .orderBy('id')
      .execute()
    expect(steps).toEqual([
      { from_status: null, to_status: 'pending', kind: 'rule' },
      { from_status: 'pending', to_status: 'approved', kind: 'command' },
      { from_status: 'approved', to_status: 'pending', kind: 'reader' },
      { from_status: 'pending', to_status: 'approved', kind: 'command' },
    ])
  })

  test('that adds links is held where comments appear at once', async () => {
    await setSettings(blog().database.db, { hold_comments: false, trust_after: 0 })
    const { author, id } = await postOne()
    expect((await stored(id)).status).toBe('approved')
    await edit(author, id, 'https://pills.example/a https://pills.example/b')
    expect((await stored(id)).status).toBe('pending')
  })

  test('that changes nothing leaves an approved comment where it is', async () => {
    const { author, id } = await postOne()
    await blog().approve(id)
    expect((await edit(author, id, mara.comment)).status).toBe(303)
    expect(await stored(id)).toMatchObject({ status: 'approved', edited_at: null })
  })

  test('keeps to the rules of a comment, with the text still there', async () => {
    const { author, id } = await postOne()
    for (const [text, message] of [
      ['  ', 'Please write a comment.'],
      ['x'.repeat(20_001), 'longer than 20,000 characters'],
      ['turned \u202eround', 'invisible or unreadable'],
      ['a@b.co '.repeat(2_857), 'longer than 20,000 characters'],
    ] as const) {
      const answer = await edit(author, id, text)
      expect(answer.status).toBe(422)
      expect(answer.html).toContain(message)
      expect(answer.html).toContain(`\n${text}</textarea>`)
    }
    await edit(author, id, 'Write to mara@lindqvist.example')
    expect((await stored(id)).source).not.toContain('lindqvist')
  })

  test('can say what the same person said beside it: whoever sends that again is led to the first', async () => {
    const { author, id } = await postOne()
    const other = await author.comment('tea', { ...mara, comment: 'Another thing.' })
    expect((await edit(author, id, 'Another thing.')).status).toBe(303)
    expect(await author.comment('tea', { ...mara, comment: 'Another thing.' })).toBe(other)
  })

  test('moves what is known of its words: the old ones can be said again, the new ones lead to it', async () => {
    const { author, id } = await postOne()
    await edit(author, id, 'Second thoughts.')
    const again = await author.comment('tea', mara)
    expect(again).toBeGreaterThan(id)
    expect(await author.comment('tea', { ...mara, comment: 'Second thoughts.' })).toBe(id)
  })

  test.each(['trash'] as const)('is refused for a comment that a moderator put in the %s', async status => {
    const { author, id } = await postOne()
    await moderate(blog().database.db, id, status, by)
    expect((await edit(author, id, 'Again.')).status).toBe(403)
  })

  test('of one that was called spam does not bring it back', async () => {
    const { author, id } = await postOne()
    await moderate(blog().database.db, id, 'spam', by)
    expect((await author.get('/tea')).html).toContain('awaiting moderation')
    expect((await edit(author, id, 'Not spam at all.')).status).toBe(303)
    expect(await stored(id)).toMatchObject({ status: 'spam', source: 'Not spam at all.' })
  })
})

describe('a withdrawal', () => {
  test('erases words, name, website, address and origin for good', async () => {
    const { author, id } = await postOne()
    const answer = await author.post(`/comments/${id}/withdrawal`, {})
    expect(answer.headers.get('location')).toBe('/tea#comments')
    expect(author.cookies.has(`comment-${id}`)).toBe(false)
    expect(await stored(id)).toMatchObject({
      status: 'withdrawn',
      name: '',
      website: null,
      source: '',
      html: '',
    })
    const { db } = blog().database
    expect(await db.selectFrom('private.contacts').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('private.origins').selectAll().execute()).toMatchObject([
      { contact_id: null, ip: null, user_agent: null, who: null, submission_key: null },
    ])
    expect((await author.get('/tea')).html).not.toContain(mara.name)
    expect(await moderate(db, id, 'approved', by)).toEqual({ outcome: 'withdrawn' })
  })

  test('is on the page at the very next request, before the database has told of it', async () => {
    const { author, id } = await postOne()
    await blog().approve(id)
    const { post_id: post } = await stored(id)
    const { pages } = blog().services
    const before = pages.changedLast(`comments:${post}`)
    await author.post(`/comments/${id}/withdrawal`, {})
    expect(pages.changedLast(`comments:${post}`)).toBeGreaterThan(before)
    expect((await author.get('/tea')).html).not.toContain(mara.name)
  })

  test('leaves the replies under a line that says that something was here', async () => {
    const { author, id } = await postOne()
    await blog().approve(id)
    const reply = await blog()
      .visitor()
      .comment('tea', { ...tomas, parent: String(id) })
    await blog().approve(reply)
    await author.post(`/comments/${id}/withdrawal`, {})
    const { html } = await blog().visitor().get('/tea')
    expect(html).toContain('This comment is no longer here.')
    expect(html).toContain(tomas.comment)
    expect(html).not.toMatch(/Well said|Mara/)
    expect((await blog().visitor().get(`/comments/${reply}`)).headers.get('location')).toBe(
      `/tea#comment-${reply}`,
    )
  })

  test('lets the same be said again', async () => {
    const { author, id } = await postOne()
    await author.post(`/comments/${id}/withdrawal`, {})
    expect(await author.comment('tea', mara)).toBeGreaterThan(id)
  })

  test('is not done by following a link', async () => {
    const { author, id } = await postOne()
    expect((await author.get(`/comments/${id}/withdrawal`)).status).toBe(404)
    expect((await stored(id)).status).toBe('pending')
  })
})

describe('where a comment appears is the moderator’s last word:', () => {
  test.each([
    ['pending', false],
    ['approved', true],
    ['spam', false],
    ['trash', false],
  ] as const)('%s', async (status, isPublic) => {
    const { id } = await postOne()
    await blog().approve(id)
    await moderate(blog().database.db, id, status, by)
    const stranger = blog().visitor()
    expect((await stranger.get('/tea')).html.includes(mara.comment)).toBe(isPublic)
    expect((await stranger.get(`/comments/${id}`)).status).toBe(isPublic ? 302 : 404)
    expect((await stranger.get('/')).html.includes('1 comment')).toBe(isPublic)
  })
})

async function postOne(): Promise<{ author: Visitor; id: number }> {
  const slug = await blog().publish()
  const author = blog().visitor()
  return { author, id: await author.comment(slug, mara) }
}

const edit = (author: Visitor, id: number, comment: string) =>
  author.fill(`/comments/${id}/revision`, { comment })

/** A comment of somebody whose first one was approved. */
async function trusted(): Promise<{ author: Visitor; id: number }> {
  await setSettings(blog().database.db, { hold_comments: false, trust_after: 1 })
  const { author, id } = await postOne()
  await blog().approve(id)
  return { author, id: await author.comment('tea', { ...mara, comment: 'A second thought' }) }
}

describe('what others decided', () => {
  test('is not undone by an edit: a comment that a moderator took back stays back', async () => {
    await setSettings(blog().database.db, { hold_comments: false })
    const slug = await blog().publish()
    const author = blog().visitor()
    const id = await author.comment(slug, mara)
    await moderate(blog().database.db, id, 'approved', by)
    await moderate(blog().database.db, id, 'pending', by)
    for (const comment of ['Changed a little', 'And again', 'And a third time']) {
      await edit(author, id, comment)
      expect(await stored(id)).toMatchObject({ status: 'pending', source: comment })
    }
  })

  test('stands for a trusted author too, until a person lifts it', async () => {
    const { author, id } = await trusted()
    const { db } = blog().database
    expect((await stored(id)).status).toBe('approved')
    await edit(author, id, 'Trusted, and so public')
    expect((await stored(id)).status).toBe('approved')

    await moderate(db, id, 'pending', by)
    for (const comment of ['Once', 'Twice', 'Three times']) await edit(author, id, comment)
    expect((await stored(id)).status).toBe('pending')

    await moderate(db, id, 'approved', by)
    await edit(author, id, 'Lifted')
    expect((await stored(id)).status).toBe('approved')
  })

  test('stands when what was taken back was an approval, by Undo', async () => {
    const { author, id } = await trusted()
    const { db } = blog().database
    await moderate(db, id, 'spam', by)
    await moderate(db, id, 'pending', by)
    await moderate(db, id, 'approved', by)
    const { step } = await stored(id)
    await reverse(db, await stepAlone(db, step), { by: staff({ account: null, name: 'Ada' }) })
    for (const comment of ['Once', 'Twice']) await edit(author, id, comment)
    expect((await stored(id)).status).toBe('pending')
  })

  test('of its words is not undone either: those that a moderator removed wait for a person', async () => {
    const { author, id } = await trusted()
    const moderator = await join(blog(), 'moderator')
    await moderator.fill(`/admin/comments/${id}/text`, { comment: 'Well said, all of you.' })
    for (const comment of ['Well said, you fools.', 'You fools, well said.']) {
      await edit(author, id, comment)
      expect(await stored(id)).toMatchObject({ status: 'pending', source: comment })
    }
    expect((await blog().visitor().get('/tea')).html).not.toContain('fools')
  })

  test('of its words is lifted by who takes the edit back', async () => {
    const { author, id } = await trusted()
    const moderator = await join(blog(), 'moderator')
    await moderator.fill(`/admin/comments/${id}/text`, { comment: 'Well said, all of you.' })
    const { html } = await moderator.get('/admin/log')
    const undo = html.match(/action="(\/admin\/steps\/\d+\/reversal)"/)?.[1] ?? ''
    await moderator.post(undo, { status: 'all' })
    await edit(author, id, 'Better said.')
    expect(await stored(id)).toMatchObject({ status: 'approved', source: 'Better said.' })
  })

  test('two edits at once to the same words both stand', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const ids = [
      await author.comment(slug, mara),
      await author.comment(slug, { ...mara, comment: 'Another' }),
    ]
    const answers = await Promise.all(
      ids.map(id => author.fill(`/comments/${id}/revision`, { comment: 'The very same' })),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const { db } = blog().database
    const rows = await db.selectFrom('comments').select('source').execute()
    expect(rows.map(row => row.source)).toEqual(['The very same', 'The very same'])
  })
})

test('what was withdrawn can be said again, in the same words', async () => {
  const slug = await blog().publish()
  const author = blog().visitor()
  await author.post(`/${slug}/comments`, mara)
  const { id } = await blog().database.db.selectFrom('comments').select('id').executeTakeFirstOrThrow()
  await author.post(`/comments/${id}/withdrawal`, {})
  const again = await author.post(`/${slug}/comments`, mara)
  expect(again.headers.get('location')).toMatch(/#comment-\d+$/)
  expect(again.headers.get('location')).not.toContain(`#comment-${id}`)
})

describe.each(['trash', 'spam'] as const)('a comment of one’s own that is %s', status => {
  const waiting = 'Your comment is awaiting moderation'

  test('is gone from the page for a moderator, who said so there', async () => {
    const slug = await blog().publish()
    const moderator = await join(blog(), 'moderator')
    const id = await moderator.comment(slug, mara)
    await moderator.get(`/${slug}`) // where what became of it is told
    const { step } = await stored(id)
    const answer = await moderator.post('/admin/decisions', {
      one: `${status} ${id} ${step}`,
      return: `/${slug}`,
    })
    expect([answer.status, (await stored(id)).status]).toEqual([303, status])
    const { html } = await moderator.get(`/${slug}`)
    expect(html).not.toContain(mara.comment)
    expect(html).not.toContain(waiting)
    expect((await moderator.get(`/comments/${id}`)).status).toBe(404)
  })

  test('is gone for who wrote the article, and waits for any other author', async () => {
    const slug = await blog().publish()
    const author = await join(blog(), 'author')
    const id = await author.comment(slug, mara)
    await moderate(blog().database.db, id, status, by)
    expect((await author.get(`/${slug}`)).html).toContain(waiting)
    const { id: account } = await blog()
      .database.db.selectFrom('private.accounts')
      .select('id')
      .executeTakeFirstOrThrow()
    await giveTo(blog(), account, slug)
    expect((await author.get(`/${slug}`)).html).not.toContain(`id="comment-${id}"`)
  })

  test('waits for a reader, who learns nothing', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const id = await author.comment(slug, mara)
    await moderate(blog().database.db, id, status, by)
    const { html } = await author.get(`/${slug}`)
    expect(html).toContain(`id="comment-${id}"`)
    expect(html).toContain(waiting)
    expect((await author.get(`/comments/${id}`)).status).toBe(302)
  })
})
