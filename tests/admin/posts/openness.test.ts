import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { giveTo, join } from '../../support/staff.ts'
import { mara } from '../../support/visitor.ts'
import { setSettings } from '../../support/settings.ts'

const blog = testBlog()

/** The article whose comments a test opens and closes: three days old. */
async function article() {
  const slug = await blog().publish({ publishedAt: new Date(Date.now() - 3 * 86_400_000) })
  const { id } = await blog().database.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  return { slug, path: `/admin/posts/${id}/openness` }
}

const isOpen = async (slug: string) =>
  (await blog().visitor().get(`/${slug}`)).html.includes('id="comment-form"')

describe('until when an article takes comments', () => {
  test.each([
    ['closed', '', false],
    ['days', '2', false],
    ['days', '4', true],
    ['always', '', true],
    ['site', '', false],
  ])('%s %s, where the site says two days', async (until, days, open) => {
    const { slug, path } = await article()
    await setSettings(blog().database.db, { close_after_days: 2 })
    const moderator = await join(blog(), 'moderator')
    const answer = await moderator.post(path, { until, days })
    expect(answer.status).toBe(303)
    expect(await isOpen(slug)).toBe(open)
    expect((await blog().visitor().post(`/${slug}/comments`, mara)).status).toBe(open ? 303 : 403)
    const { html } = await moderator.get(answer.headers.get('location')?.split('#')[0] ?? '')
    expect(html).toContain(`value="${until}" selected`)
    expect(html).toContain('Saved.')
  })

  test('can be said again after it was closed', async () => {
    const { slug, path } = await article()
    const moderator = await join(blog(), 'moderator')
    await moderator.post(path, { until: 'closed' })
    await moderator.post(path, { until: 'site' })
    expect(await isOpen(slug)).toBe(true)
  })

  test('is asked for again when the days are none', async () => {
    const { slug, path } = await article()
    const moderator = await join(blog(), 'moderator')
    for (const days of ['', 'soon', '0', '-1', '36501']) {
      const answer = await moderator.post(path, { until: 'days', days })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain('Please enter a number from 1 to 36500.')
      expect(answer.html).toContain(`value="${days}"`)
    }
    expect(await isOpen(slug)).toBe(true)
  })

  test('is an author’s to say for their own articles alone', async () => {
    const { slug, path } = await article()
    const author = await join(blog(), 'author')
    expect((await author.get('/admin/posts')).html).toContain('There are no articles yet.')
    expect((await author.post(path, { until: 'closed' })).status).toBe(404)
    expect(await isOpen(slug)).toBe(true)
    const { db } = blog().database
    const { id } = await db.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()
    await giveTo(blog(), id, slug)
    expect((await author.post(path, { until: 'closed' })).status).toBe(303)
    expect(await isOpen(slug)).toBe(false)
  })

  test('is in the audit log', async () => {
    const { path } = await article()
    const administrator = await join(blog(), 'administrator')
    await administrator.post(path, { until: 'days', days: '14' })
    expect((await administrator.get('/admin/audit')).html).toContain('On tea: 14 days')
  })

  test('stays as it was decided, whatever is written meanwhile', async () => {
    const { slug, path } = await article()
    const at = path.replace('/openness', '')
    const [editor, moderator] = [await join(blog(), 'editor'), await join(blog(), 'moderator')]
    /** The fields of the page where it is written, as it is now. */
    const opened = async () => {
      const { html } = await editor.get(at)
      const hidden = (name: string) => html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? ''
      return {
        ...{ base: hidden('base'), mark: hidden('mark'), opened: hidden('opened') },
        until: html.match(/value="(\w+)" selected/)?.[1] ?? '',
        ...{ title: 'On tea', source: 'Water.', slug, language: 'en', kind: 'post' },
      }
    }
    const send = async (form: Record<string, string>, act: string) =>
      expect((await editor.post(at, { ...form, act })).status).toBe(303)

    // A draft of more is there when they are closed.
    await send(await opened(), 'save')
    await moderator.post(path, { until: 'closed', days: '' })
    const draft = await opened()
    expect(draft.until).toBe('closed')
    await send(draft, 'publish')
    expect(await isOpen(slug)).toBe(false)

    // The page where it is written is open when they are.
    await moderator.post(path, { until: 'always', days: '' })
    const form = await opened()
    await moderator.post(path, { until: 'closed', days: '' })
    await send(form, 'publish')
    expect(await isOpen(slug)).toBe(false)
    await send({ ...(await opened()), until: 'always' }, 'publish')
    expect(await isOpen(slug)).toBe(true)
  })
})
