import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { converse, thoughts } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const told = (html: string) => html.match(/<p class="[^"]*told"[^>]*>(.*?)<\/p>/)?.[1] ?? null

const idIn = (location: string | null) => Number(location?.match(/#comment-(\d+)$/)?.[1])

const path = (location: string | null) => (location ?? '').replace(/#.*/, '')

describe('what became of a comment', () => {
  test('is said once, to its author alone: posted, edited, withdrawn', async () => {
    const slug = await blog().publish()
    const [author, other] = [blog().visitor(), blog().visitor()]
    const posted = await author.post(`/${slug}/comments`, mara)
    const id = idIn(posted.headers.get('location'))
    await blog().approve(id)
    expect(told((await author.get(`/${slug}`)).html)).toBe('<strong>Your comment has been posted.</strong>')
    expect(told((await author.get(`/${slug}`)).html)).toBeNull()
    expect((await other.get(`/${slug}`)).html).not.toContain('data-told')

    const form = await author.get(`/comments/${id}/revision`)
    expect(form.html).toContain('for another 15 minutes')
    const seen = form.html.match(/name="seen" value="([^"]*)"/)?.[1] ?? ''
    await author.post(`/comments/${id}/revision`, { comment: 'In other words.', seen })
    const edited = await author.get(`/${slug}`)
    expect(edited.headers.get('cache-control')).toBe('private, no-store')
    expect(told(edited.html)).toContain('Your changes have been saved.')

    await author.post(`/comments/${id}/withdrawal`, {})
    expect(told((await author.get(`/${slug}`)).html)).toContain('Your comment has been withdrawn')
    expect(told((await author.get(`/${slug}`)).html)).toBeNull()
  })

  test('is said with what it waits for', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    await author.post(`/${slug}/comments`, mara)
    const words = told((await author.get(`/${slug}`)).html)
    expect(words).toContain('Your comment has been received.')
    expect(words).toContain('Your comment is awaiting moderation.')
  })

  test('is said on its article, whatever other page is opened first, which is as everybody gets it', async () => {
    await blog().publish({ slug: 'tea' })
    await blog().publish({ slug: 'cha' })
    const other = await blog().visitor({ ip: '203.0.113.9' }).comment('cha', mara)
    await blog().approve(other)
    const author = blog().visitor()
    const id = await author.comment('tea', mara)
    await blog().approve(id)
    for (const page of ['/cha', `/cha/threads/${other}`]) {
      const [shown, everyones] = [await author.get(page), await blog().visitor().get(page)]
      expect(shown.status).toBe(200)
      expect(shown.html).toBe(everyones.html)
      for (const name of ['cache-control', 'etag', 'set-cookie'])
        expect([name, shown.headers.get(name)]).toEqual([name, everyones.headers.get(name)])
      expect(shown.headers.get('cache-control')).toContain('public')
    }
    const tea = await author.get('/tea')
    expect(told(tea.html)).toBe('<strong>Your comment has been posted.</strong>')
    expect(tea.headers.get('cache-control')).toBe('private, no-store')
    expect(told((await author.get('/tea')).html)).toBeNull()
  })

  test('is nothing that a browser could make up', async () => {
    const slug = await blog().publish()
    for (const word of ['posted', 'posted-x', 'posted-1', 'posted-1-x', 'banned-1-1', '<b>-1-1']) {
      const visitor = blog().visitor()
      visitor.cookies.set('told', encodeURIComponent(word))
      expect((await visitor.get(`/${slug}`)).html).not.toContain('data-told')
    }
  })
})

describe('a conversation that goes on elsewhere', () => {
  test('goes on with the first reply that was not seen, says who began it, and keeps its answers', async () => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { threads_per_page: 4 })
    const ids = await converse(
      blog(),
      slug,
      thoughts(8).map((saying, place) => (place === 0 ? saying : { ...saying, answers: 0 })),
    )
    const reader = blog().visitor()
    const { html } = await reader.get(`/${slug}`)
    const thread = `/${slug}/threads/${ids[0]}`
    expect(html).toContain(`<a href="${thread}?from=${ids[5]}#comment-${ids[5]}">3 more replies</a>`)
    const page = await reader.get(thread)
    expect(page.html).toContain('Conversation begun by Reader 1</h2>')
    expect(page.html).toContain(`${thread}?reply=${ids[2]}#comment-form`)
    const form = await reader.get(`${thread}?reply=${ids[2]}`)
    expect(form.html).toContain('<blockquote class="reply-quote" dir="auto">Thought 3</blockquote>')
    const sent = { ...mara, parent: String(ids[2]), thread: String(ids[0]) }
    const refused = await reader.post(`/${slug}/comments`, { ...sent, comment: '' })
    expect([refused.status, refused.html.includes('Conversation begun by')]).toEqual([422, true])
    const answer = await reader.post(`/${slug}/comments`, sent)
    const location = answer.headers.get('location')
    expect(path(location)).toBe(thread)
    expect((await reader.get(path(location))).html).toContain(`id="comment-${idIn(location)}"`)
  })
})
