import { describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { hiddenIn, lin, mara, tomas, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

describe('the queue', () => {
  test('promises new comments in an empty list that they come to, and in none to which somebody moves them', async () => {
    const moderator = await join(blog(), 'moderator')
    const promising: string[] = []
    for (const list of ['pending', 'approved', 'spam', 'all', 'reported', 'trash']) {
      const { html } = await moderator.get(`/admin/comments?status=${list}`)
      expect(html).toContain('class="queue-empty"')
      if (html.includes('New comments appear here')) promising.push(list)
    }
    expect(promising).toEqual(['pending', 'approved', 'spam', 'all'])
  })

  test('shows what waits with all that is needed to decide, and says when nothing does', async () => {
    const slug = await blog().publish()
    const moderator = await join(blog(), 'moderator')
    expect((await moderator.get('/admin/comments')).html).toContain('Nothing is waiting. Well done.')

    await blog()
      .visitor({ headers: { 'user-agent': 'Harbour/1.0' }, ip: '203.0.113.5' })
      .comment(slug, { ...mara, comment: '[one](https://a.example), [two](https://b.example)' })
    const { html, status } = await moderator.get('/admin/comments')
    expect(status).toBe(200)
    for (const part of [
      mara.name,
      mara.email,
      '203.0.113.5',
      'Harbour/1.0',
      'not trusted yet: from this browser 0 of 1 approved, 2 links',
      'first comment',
    ])
      expect(html).toContain(part)
  })

  test('moves a comment at the press of a button, and takes it back at another', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.post('/admin/decisions', {
      one: buttonOf((await moderator.get('/admin/comments')).html, 'approved', id),
      status: 'pending',
    })
    expect(answer.status).toBe(303)
    expect((await blog().visitor().get(`/${slug}`)).html).toContain(`id="comment-${id}"`)

    const told = await moderator.get(answer.headers.get('location') ?? '')
    expect(told.html).toContain('1 comment: Approved.')
    const undo = told.html.match(/action="(\/admin\/decisions\/[^"]+\/reversal)"/)?.[1] ?? ''
    expect((await moderator.post(undo, { status: 'pending' })).status).toBe(303)
    expect((await blog().visitor().get(`/${slug}`)).html).not.toContain(`id="comment-${id}"`)
  })

  test('leads back to the list, where the comment stands in it, after an edit and after a reply', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const list = `/admin/comments?status=pending&post=${slug}`
    const { html } = await moderator.get(list)
    const send = async (page: 'text' | 'reply', comment: string) => {
      const link = html.match(new RegExp(`href="(/admin/comments/${id}/${page}[^"]*)"`))?.[1] ?? ''
      const [path = '', query] = link.replaceAll('&amp;', '&').split('?')
      const form = await moderator.get(`${path}?${query}`)
      expect(form.html).toContain(`href="${list.replace('&', '&amp;')}#comment-${id}"`)
      const answer = await moderator.post(path, { ...hiddenIn(form.html, path), comment, approve: 'yes' })
      return answer.headers.get('location')
    }
    expect(await send('text', 'Mended')).toBe(`${list}#comment-${id}`)
    expect(await send('reply', 'Yes')).toMatch(/^\/admin\/comments\?status=pending&post=tea&decided=/)
  })

  test('is as each of its moderators likes it: dense or roomy, with keys or without', async () => {
    await blog()
      .visitor()
      .comment(await blog().publish(), mara)
    const [moderator, editor] = [await join(blog(), 'moderator'), await join(blog(), 'editor')]
    const back = '/admin/comments?status=pending'
    const answer = await moderator.post('/admin/account/desk', { rows: 'dense', keys: 'off', return: back })
    expect(answer.headers.get('location')).toBe(back)
    const theirs = (await moderator.get(back)).html
    expect(theirs).toContain('class="queue is-dense"')
    for (const key of ['(key: a)', 'aria-keyshortcuts', 'data-keys-hint', 'id="queue-keys"'])
      expect(theirs).not.toContain(key)
    const others = (await editor.get(back)).html
    expect(others).toContain('class="queue"')
    for (const key of ['Approve (key: a)', 'data-keys-hint', 'id="queue-keys"']) expect(others).toContain(key)
    await editor.post('/admin/account/desk', { known: 'yes', return: back })
    expect((await editor.get(back)).html).not.toContain('data-keys-hint')
  })

  test('finds comments by the days of the site’s time zone', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const { db } = blog().database
    await sql`update comments set created_at = '2026-01-01T23:30:00Z' where id = ${id}`.execute(db)
    await setSettings(db, { time_zone: 'Asia/Tokyo' })
    const moderator = await join(blog(), 'moderator')
    const isFound = async (since: string, until: string) => {
      const { html } = await moderator.get(`/admin/comments?since=${since}&until=${until}`)
      return html.includes(mara.name)
    }
    expect(await isFound('2026-01-01', '2026-01-01')).toBe(false)
    expect(await isFound('2026-01-02', '2026-01-02')).toBe(true)
  })

  test('moves all that are ticked, as one decision', async () => {
    const slug = await blog().publish()
    const ids = [await blog().visitor().comment(slug, mara), await blog().visitor().comment(slug, lin)]
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get('/admin/comments')
    const body = new URLSearchParams([
      ['to', 'spam'],
      ['status', 'pending'],
      ...ids.map(id => ['comment', boxOf(html, id)]),
    ])
    const answer = await moderator.send('/admin/decisions', {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    })
    expect((await moderator.get(answer.headers.get('location') ?? '')).html).toContain('2 comments: Spam.')
    expect(
      (await moderator.get('/admin/comments?status=spam')).html.match(/class="queued is-spam"/g),
    ).toHaveLength(2)
  })

  test('tells the second of two moderators who decided first, and overwrites nothing', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, tomas)
    const [first, second] = [await join(blog(), 'moderator'), await join(blog(), 'editor')]
    const seen = (await second.get('/admin/comments')).html
    await first.post('/admin/decisions', { one: buttonOf(seen, 'spam', id), status: 'pending' })
    const answer = await second.post('/admin/decisions', {
      one: buttonOf(seen, 'approved', id),
      status: 'pending',
    })
    expect(answer.status).toBe(409)
    expect(answer.html).toContain('Mo Moderator: Spam')
    expect((await blog().visitor().get(`/${slug}`)).html).not.toContain(`id="comment-${id}"`)
  })

  test.each([
    ['a word of the text', 'water'],
    ['a name', 'Mara'],
    ['an address', mara.email],
    ['a part of an address', 'mara@'],
    ['its host', mara.email.split('@')[1] ?? ''],
    ['a network', '203.0.113.0/24'],
    ['the beginning of one', '203.0.113.'],
    ['a word without its accents', 'resume'],
    ['the title of its article', 'slow rivers'],
  ])('finds comments by %s', async (_, search) => {
    const slug = await blog().publish({ slug: 'rivers', title: 'Of slow rivers' })
    const other = await blog().publish({ slug: 'tea', title: 'Tea' })
    await blog()
      .visitor({ ip: '203.0.113.5' })
      .comment(slug, { ...mara, comment: 'Cold water first: a résumé' })
    await blog().visitor({ ip: '198.51.100.9' }).comment(other, lin)
    const moderator = await join(blog(), 'moderator')
    const { html } = await find(moderator, search)
    expect(html.match(/class="queued is-pending"/g)).toHaveLength(1)
    expect(html).toContain('Cold water first')
  })

  test('says what narrows it, each to be taken off by itself', async () => {
    const slug = await blog().publish()
    const id = await blog()
      .visitor({ ip: '203.0.113.5' })
      .comment(slug, { ...mara, comment: 'Cold water' })
    const moderator = await join(blog(), 'moderator')
    const narrowed = `status=pending&post=${slug}&search=cold&near=${id}&since=2026-01-01`
    const { html } = await moderator.get(`/admin/comments?${narrowed}`)
    const chips = html.match(/<ul class="queue-chips"[\s\S]*?<\/ul>/)?.[0] ?? ''
    const taken = (text: string) =>
      chips
        .split('<li')
        .find(chip => chip.includes(`<bdi>${text}</bdi>`))
        ?.match(/href="([^"]*)"/)?.[1]
        ?.replaceAll('&amp;', '&')
    expect(taken('“cold”')).toBe(`/admin/comments?status=pending&post=tea&near=${id}&since=2026-01-01`)
    expect(taken('from 203.0.113.5')).toBe(
      `/admin/comments?status=pending&post=tea&search=cold&since=2026-01-01`,
    )
    expect(taken('from January 1, 2026')).toBe(
      `/admin/comments?status=pending&post=tea&search=cold&near=${id}`,
    )
  })

  test.each(['%', '_', "'", '\\', '"><script>', '1.2.3.4/99', '::1/129', 'x@'])(
    'a search for %s finds nothing, and breaks nothing',
    async search => {
      await blog()
        .visitor()
        .comment(await blog().publish(), mara)
      const moderator = await join(blog(), 'moderator')
      const { html, status } = await find(moderator, search)
      expect(status).toBe(200)
      expect(html).toContain('No matching comments.')
    },
  )
})

/** Searches as the form does, and follows to what was found. */
async function find(visitor: Visitor, search: string) {
  const { headers } = await visitor.post('/admin/comments', { status: 'pending', search })
  return visitor.get(headers.get('location') ?? '')
}

const buttonOf = (html: string, to: string, id: number) =>
  html.match(new RegExp(`name="one" value="(${to} ${id} \\d+)"`))?.[1] ?? ''
const boxOf = (html: string, id: number) =>
  html.match(new RegExp(`name="comment" value="(${id} \\d+)"`))?.[1] ?? ''
