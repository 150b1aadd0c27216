import { describe, expect, test } from 'vitest'
import type { PostSource } from '../../src/posts/save.ts'
import { fingerprint } from '../../src/text/fingerprint.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { type Answer, mara } from '../support/visitor.ts'

const blog = testBlog()

const hidden: [string, Partial<PostSource>][] = [
  ['a draft', { status: 'draft', publishedAt: null }],
  ['a draft with a date', { status: 'draft' }],
  ['a private article', { status: 'private' }],
  ['an article of tomorrow', { publishedAt: new Date(Date.now() + 86_400_000) }],
]

/** What a stranger can tell of an answer, but for what is new in each and for the address itself. */
const tellsOf = ({ status, headers, html }: Answer, slug: string) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'etag' && name !== 'content-length'),
  html: html.replaceAll(slug, 'SLUG'),
})

describe.each(hidden)('%s', (_, post) => {
  test('answers exactly like one that never was', async () => {
    await blog().publish()
    const slug = await blog().publish({
      ...post,
      slug: 'secret',
      title: 'Hidden title',
      tags: ['hidden-tag'],
    })
    const [comment] = await converse(blog(), slug, [{ text: 'Hidden words' }])
    const visitor = blog().visitor()
    const paths = [
      '',
      '?from=1',
      `?reply=${comment}`,
      `/threads/${comment}`,
      '/comments',
      '/comments/preview',
    ]
    for (const path of paths) {
      const there = await visitor.get(`/secret${path}`)
      expect(tellsOf(there, 'secret')).toEqual(tellsOf(await visitor.get(`/nowhere${path}`), 'nowhere'))
      expect(there.status).toBe(404)
    }
    for (const fields of [mara, { ...mara, email: '' }, { ...mara, parent: String(comment) }])
      for (const path of ['comments', 'comments/preview']) {
        const there = await visitor.post(`/secret/${path}`, fields)
        expect(tellsOf(there, 'secret')).toEqual(
          tellsOf(await visitor.post(`/nowhere/${path}`, fields), 'nowhere'),
        )
        expect(there.status).toBe(404)
        expect(there.html).toContain(mara.comment)
      }
    expect((await visitor.get(`/comments/${comment}`)).status).toBe(404)
    expect(await blog().database.db.selectFrom('comments').selectAll().execute()).toHaveLength(1)
  })

  test('is in no list', async () => {
    await blog().publish({ ...post, slug: 'secret', title: 'Hidden title', tags: ['hidden-tag'] })
    const visitor = blog().visitor()
    expect((await visitor.get('/')).html).not.toMatch(/Hidden title|hidden-tag|secret/)
    expect((await visitor.get('/tags/hidden-tag')).status).toBe(404)
    expect((await visitor.get('/nowhere')).html).not.toMatch(/Hidden title/)
  })
})

test.each(hidden)(
  'an article that becomes %s takes its comments and their permalinks with it, for their authors too',
  async (_, post) => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const id = await author.comment(slug, mara)
    await blog().approve(id)
    await blog().publish(post)
    for (const visitor of [author, blog().visitor()])
      for (const path of [`/${slug}`, `/comments/${id}`]) expect((await visitor.get(path)).status).toBe(404)
    expect((await author.get(`/comments/${id}/revision`)).status).toBe(403)
    const changed = await author.post(`/comments/${id}/revision`, {
      comment: 'Changed behind the curtain',
      seen: fingerprint(mara.comment),
    })
    expect(changed.status).toBe(403)
    await blog().publish({ status: 'published' })
    expect((await blog().visitor().get(`/${slug}`)).html).toContain(mara.comment)
  },
)
