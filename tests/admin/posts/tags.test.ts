import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'

const blog = testBlog()

async function tagPath(name: string): Promise<string> {
  const { id } = await blog()
    .database.db.selectFrom('tags')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return `/admin/tags/${id}`
}

describe('a tag, to who may write everything,', () => {
  test('is renamed and described, at its old address', async () => {
    await blog().publish({ tags: ['tea'] })
    const editor = await join(blog(), 'editor')
    const answer = await editor.post(await tagPath('tea'), { name: ' Green  tea', description: 'All & more' })
    expect(answer.headers.get('location')).toBe('/admin/tags?done=saved')
    const { html } = await blog().visitor().get('/tags/tea')
    expect(html).toContain('All &amp; more')
    expect((await blog().visitor().get('/tea')).html).toContain('<bdi>Green tea</bdi>')
  })

  test('goes into another, and its address leads there', async () => {
    await blog().publish({ tags: ['tea', 'brew'] })
    const editor = await join(blog(), 'editor')
    const into = (await tagPath('tea')).replace(/\D/g, '')
    await editor.post(`${await tagPath('brew')}/merging`, { into })
    expect((await blog().visitor().get('/tags/brew')).headers.get('location')).toBe('/tags/tea')
    expect((await editor.post(`/admin/tags/${into}/merging`, { into })).status).toBe(422)
  })

  test('is deleted: its articles stay, its address says that it is gone', async () => {
    await blog().publish({ tags: ['tea'] })
    const editor = await join(blog(), 'editor')
    await editor.post(`${await tagPath('tea')}/removal`, {})
    expect((await blog().visitor().get('/tags/tea')).status).toBe(410)
    const { status, html } = await blog().visitor().get('/tea')
    expect(status).toBe(200)
    expect(html).not.toContain('tags/tea')
    await blog().publish({ slug: 'again', tags: ['tea'] })
    expect((await blog().visitor().get('/tags/tea')).status).toBe(200)
  })

  test.each([
    [{ name: '', description: '' }],
    [{ name: 'a, b', description: '' }],
    [{ name: 'x'.repeat(101), description: '' }],
    [{ name: 'tea', description: 'x'.repeat(501) }],
  ])('can’t be %o', async typed => {
    await blog().publish({ tags: ['tea'] })
    const editor = await join(blog(), 'editor')
    const answer = await editor.post(await tagPath('tea'), typed)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('field-error')
  })

  test('is found among many by a part of its name, a page at a time', async () => {
    await blog().publish({ tags: Array.from({ length: 100 }, (_, n) => `tag ${String(n).padStart(3, '0')}`) })
    await blog().publish({ slug: 'two', tags: ['Zürich'] })
    const editor = await join(blog(), 'editor')
    const { html } = await editor.get('/admin/tags')
    expect(html).not.toContain('Zürich')
    const next = html.match(/href="(\/admin\/tags\?after=\d+)"/)?.[1] ?? ''
    expect((await editor.get(next)).html).toContain('Zürich')
    expect((await editor.get('/admin/tags?search=ZÜR')).html).toContain('Zürich')
  })
})
