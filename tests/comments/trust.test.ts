import { describe, expect, test } from 'vitest'
import { moderate } from '../../src/moderation/moderate.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()

async function statusOf(id: number): Promise<string> {
  const row = await blog()
    .database.db.selectFrom('comments')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.status
}

describe('trust', () => {
  test('is earned by an approved comment, from the browser it came from', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const first = await reader.comment(slug, mara)
    expect(await statusOf(first)).toBe('pending')
    await blog().approve(first)
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'A second thought' }))).toBe(
      'approved',
    )
  })

  test('is not given to who types the address of somebody who is trusted', async () => {
    const slug = await blog().publish()
    await blog().approve(await blog().visitor().comment(slug, mara))
    const stranger = blog().visitor()
    for (const comment of ['Buy this', 'And that'])
      expect(await statusOf(await stranger.comment(slug, { ...mara, comment }))).toBe('pending')
  })

  test('forgives a hidden field that is filled in; of a stranger it holds the comment, and drops nothing', async () => {
    await setSettings(blog().database.db, { trust_after: 0 })
    const slug = await blog().publish()
    const trapped = { ...mara, subject: 'Buy now' }
    const reader = blog().visitor()
    const first = await reader.comment(slug, trapped)
    expect(await statusOf(first)).toBe('pending')
    await blog().approve(first)
    expect(await statusOf(await reader.comment(slug, { ...trapped, comment: 'A second thought' }))).toBe(
      'approved',
    )
    const autofilled = { ...mara, subject: mara.name, comment: 'A third' }
    expect(await statusOf(await blog().visitor().comment(slug, autofilled))).toBe('approved')
  })

  test('is not given to another address from a trusted browser', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    await blog().approve(await reader.comment(slug, mara))
    const other = await reader.comment(slug, { ...mara, email: 'other@example.org', comment: 'Hello' })
    expect(await statusOf(other)).toBe('pending')
  })

  test.each([1, 0])(
    'ends when a person takes a comment back, withdrawn or not, until one is approved again (trust after %i)',
    async trust_after => {
      await setSettings(blog().database.db, { trust_after, comments_per_minute: 1_000 })
      const slug = await blog().publish()
      const reader = blog().visitor()
      await blog().approve(await reader.comment(slug, mara))
      const rude = { ...mara, comment: 'A rude word' }
      const id = await reader.comment(slug, rude)
      expect(await statusOf(id)).toBe('approved')
      await moderate(blog().database.db, id, 'pending', { kind: 'command' })
      await reader.fill(`/comments/${id}/revision`, { comment: 'A rude word indeed' })
      await reader.post(`/comments/${id}/withdrawal`, {})
      expect(await statusOf(id)).toBe('withdrawn')

      const again = await reader.comment(slug, rude)
      expect(await statusOf(again)).toBe('pending')
      const other = { ...mara, email: 'other@example.org', comment: 'By another name' }
      expect(await statusOf(await reader.comment(slug, other))).toBe('pending')
      expect(
        await statusOf(
          await blog()
            .visitor()
            .comment(slug, { ...mara, comment: 'Elsewhere' }),
        ),
      ).toBe('pending')

      await blog().approve(again)
      expect(await statusOf(await reader.comment(slug, { ...mara, comment: 'A kind word' }))).toBe('approved')
    },
  )

  test('is as it was once an approval is undone: lost by nobody, and not given back to who had lost it', async () => {
    await setSettings(blog().database.db, { comments_per_minute: 1_000 })
    const slug = await blog().publish()
    const reader = blog().visitor()
    const moderator = await join(blog(), 'moderator')
    const say = async (comment: string) => reader.comment(slug, { ...mara, comment })
    const row = (id: number) =>
      blog()
        .database.db.selectFrom('comments')
        .select(['status', 'step', 'decided'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    const decide = async (id: number, to: string) =>
      moderator.post('/admin/decisions', { one: `${to} ${id} ${(await row(id)).step}` })
    const undo = async (id: number) =>
      moderator.post(`/admin/steps/${(await row(id)).step}/reversal`, { status: 'all' })

    await decide(await say('The first'), 'approved')
    const links = await say('https://a.example https://b.example https://c.example')
    const waits = { status: 'pending', decided: null }
    expect(await row(links)).toMatchObject(waits)
    await decide(links, 'approved')
    await undo(links)
    expect(await row(links)).toMatchObject(waits)
    const trusted = await say('Trusted')
    expect(await row(trusted)).toMatchObject({ status: 'approved', decided: null })

    await decide(trusted, 'spam')
    const rude = await say('Waits')
    expect(await row(rude)).toMatchObject(waits)
    await decide(rude, 'approved')
    await undo(rude)
    expect((await row(await say('Still waits'))).status).toBe('pending')

    // an Undo is undone like any decision
    await undo(trusted)
    expect(await row(trusted)).toMatchObject({ status: 'approved', decided: null })
    expect((await row(await say('Trusted again'))).status).toBe('approved')
    await undo(trusted)
    expect(await row(trusted)).toMatchObject({ status: 'spam', decided: 'spam' })
    expect((await row(await say('Waits again'))).status).toBe('pending')
  })

  test('does not let an approved first comment be turned into another', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    await blog().approve(id)
    await reader.fill(`/comments/${id}/revision`, { comment: 'Now an advertisement' })
    expect(await statusOf(id)).toBe('pending')
  })
})

describe('the blog’s own people', () => {
  test('are not to be passed for, by name or by address', async () => {
    await join(blog(), 'moderator', { name: 'Mo Miller', email: 'mo@blog.example' })
    const slug = await blog().publish()
    await setSettings(blog().database.db, { trust_after: 0 })
    const from = (n: number) => blog().visitor({ ip: `203.0.113.${n}` })
    const names = ['Mo Miller', 'mo  miller', 'MO MILLER', 'Мо Мiller', 'Ｍｏ Ｍｉｌｌｅｒ', 'Mo-Míller']
    for (const [n, name] of names.entries()) {
      const id = await from(n).comment(slug, { ...mara, name, comment: `As ${n}` })
      expect(`${name}: ${await statusOf(id)}`).toBe(`${name}: pending`)
    }
    const byAddress = await from(99).comment(slug, { ...mara, email: 'MO@blog.example', comment: 'Hello' })
    expect(await statusOf(byAddress)).toBe('pending')
    expect(await statusOf(await from(100).comment(slug, { ...mara, name: 'Moira Mills' }))).toBe('approved')
  })

  test('write under their own name, at once, without saying who they are', async () => {
    const moderator = await join(blog(), 'moderator')
    const slug = await blog().publish()
    const page = await moderator.get(`/${slug}`)
    expect(page.html).toContain('You write as Mo Moderator.')
    expect(page.html).not.toContain('name="email"')
    expect(page.headers.get('cache-control')).toBe('private, no-store')

    const id = await moderator.comment(slug, { comment: 'Thank you all', name: 'Somebody else' })
    const { html } = await blog().visitor().get(`/${slug}`)
    expect(html).toContain(`id="comment-${id}"`)
    expect(html).toContain('Mo Moderator')
    expect(html).toContain('class="comment-staff">Team<')
    expect(html).not.toContain('Somebody else')
  })

  test('decide on a comment where it stands, and readers see nothing of the buttons', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    await blog().approve(id)
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get(`/${slug}`)
    const returnTo = html.match(/name="return" value="([^"]+#comment-\d+)"/)?.[1] ?? ''
    const one = html.match(/name="one" value="(spam \d+ \d+)"/)?.[1] ?? ''
    const answer = await moderator.post('/admin/decisions', { one, return: returnTo })
    expect(answer.headers.get('location')).toBe(`/${slug}#comment-${id}`)
    expect(await statusOf(id)).toBe('spam')
    expect((await blog().visitor().get(`/${slug}`)).html).not.toContain('/admin/')
  })
})
