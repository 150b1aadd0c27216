import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import type { Visitor } from '../../support/visitor.ts'

const blog = testBlog()

const add = (editor: Visitor, path: string, to: string) => editor.post('/admin/addresses', { path, to })
const follow = async (path: string) => {
  const { status, headers } = await blog().visitor().get(path)
  return [status, headers.get('location')]
}
const pathOf = async (editor: Visitor) =>
  (await editor.get('/admin/addresses')).html.match(/\/admin\/addresses\/\d+/)?.[0] ?? ''

describe('an old address', () => {
  test('leads to an article whatever becomes of its address, elsewhere, or says that it is gone', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    expect((await add(editor, '/2019/tea.html', '/tea')).status).toBe(303)
    await add(editor, '/?p=12', 'https://example.org/tea')
    await add(editor, '/old', '')
    expect(await follow('/2019/tea.html')).toEqual([301, '/tea'])
    expect(await follow('/?p=12')).toEqual([301, 'https://example.org/tea'])
    expect((await follow('/old'))[0]).toBe(410)
    const { db } = blog().database
    await db.updateTable('posts').set({ slug: 'green-tea' }).where('slug', '=', 'tea').execute()
    expect(await follow('/2019/tea.html')).toEqual([301, '/green-tea'])
  })

  test('is changed and forgotten, and who still comes by it is counted', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    await add(editor, '/old', '/tea')
    for (let n = 0; n < 3; n++) await follow('/old')
    await blog().services.addressHits.write(blog().database.db)
    expect((await editor.get('/admin/addresses')).html).toMatch(
      /\/old<[\s\S]*class="number">3<[\s\S]*class="number">0</,
    )
    const path = await pathOf(editor)
    await editor.post(path, { path: '/older', to: '' })
    expect((await follow('/older'))[0]).toBe(410)
    await editor.post(`${path}/removal`, {})
    expect((await follow('/older'))[0]).toBe(404)
    expect((await editor.get(path)).status).toBe(404)
  })

  test.each([
    ['tea', '/tea', 'Please enter a path of this site'],
    ['/', '/tea', 'Please enter a path of this site'],
    ['//evil.example/x', '/tea', 'Please enter a path of this site'],
    ['/admin/x', '/tea', 'Please enter a path of this site'],
    ['/old', 'javascript:alert(1)', 'a whole address, or nothing'],
    ['/old', '//evil.example', 'a whole address, or nothing'],
    ['/old', '/old', 'lead to itself'],
    ['/tea', '/other', 'An article is at this address'],
    ['/known', '/other', 'in the list already'],
  ])('%s can’t lead to %s', async (path, to, words) => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    await add(editor, '/known', '/tea')
    const answer = await add(editor, path, to)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(words)
  })

  test('is found among many, a page at a time', async () => {
    const editor = await join(blog(), 'editor')
    const { db } = blog().database
    await db
      .insertInto('addresses')
      .values(Array.from({ length: 60 }, (_, n) => ({ path: `/old-${n}`, url: '/new', post_id: null })))
      .execute()
    const { html } = await editor.get('/admin/addresses')
    expect(html).toContain('/old-59<')
    expect(html).not.toContain('/old-9<')
    const next = html.match(/href="(\/admin\/addresses\?before=\d+)"/)?.[1] ?? ''
    expect((await editor.get(next)).html).toContain('/old-9<')
    expect((await editor.get('/admin/addresses?search=OLD-9')).html).toContain('/old-9<')
  })
})
