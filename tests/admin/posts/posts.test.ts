import { describe, expect, test } from 'vitest'
import { transact } from '../../../src/db/transact.ts'
import { reportComment } from '../../../src/moderation/reports.ts'
import { authorOf, setAuthors } from '../../../src/posts/authors.ts'
import { testBlog } from '../../support/blog.ts'
import { postId } from '../../support/rows.ts'
import { join, staff } from '../../support/staff.ts'
import { mara, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

const titlesOn = (html: string) => html.replace(/[\s\S]*<main/, '').match(/(?<=<bdi[^>]*>)[^<]+/g) ?? []

async function titles(visitor: Visitor, query = '') {
  return titlesOn((await visitor.get(`/admin/posts${query}`)).html)
}

const idOf = (slug: string) => postId(blog().database.db, slug)

/** As a form with several boxes sends them. */
const send = (visitor: Visitor, path: string, fields: [string, string][]) =>
  visitor.send(path, {
    method: 'POST',
    headers: { origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })

async function furnish() {
  await blog().publish({
    slug: 'tea',
    title: 'On tea',
    tags: ['Drinks'],
    publishedAt: new Date('2026-01-15'),
  })
  await blog().publish({
    slug: 'cha',
    title: '说茶',
    language: 'zh-CN',
    tags: [],
    publishedAt: new Date('2026-02-15'),
  })
  await blog().publish({ slug: 'notes', title: 'Notes', status: 'draft', publishedAt: null })
  await blog().publish({ slug: 'diary', title: 'Diary', status: 'private' })
  await blog().publish({ slug: 'soon', title: 'Soon', publishedAt: new Date('2126-01-01') })
}

describe('the list of articles', () => {
  test.each([
    ['', 'Notes Soon 说茶 On tea Diary'],
    ['?tab=draft', 'Notes'],
    ['?tab=published', '说茶 On tea'],
    ['?tab=scheduled', 'Soon'],
    ['?tab=private', 'Diary'],
    ['?tab=trash', ''],
    ['?search=ea', 'On tea'],
    ['?search=%E8%8C%B6', '说茶'],
    ['?tag=drinks', 'Notes Soon On tea Diary'],
    ['?language=zh-CN', '说茶'],
    ['?month=2026-01', 'On tea Diary'],
    ['?month=2026-01&search=diary', 'Diary'],
  ])('narrowed by %s shows: %s', async (query, expected) => {
    await furnish()
    for (const slug of ['notes', 'diary', 'soon'])
      await blog().publish({
        slug,
        title: slug[0]?.toUpperCase() + slug.slice(1),
        tags: ['drinks'],
        status: slug === 'notes' ? 'draft' : slug === 'diary' ? 'private' : 'published',
        publishedAt: null,
      })
    expect((await titles(await join(blog(), 'editor'), query)).join(' ')).toBe(expected)
  })

  test('counts each state', async () => {
    await furnish()
    const { html } = await (await join(blog(), 'editor')).get('/admin/posts')
    const counts = [...html.matchAll(/<span class="count">(\d+)<\/span>/g)].map(found => found[1])
    expect(counts.join(' ')).toBe('5 1 2 1 1 0')
  })

  test('shows fifty on a page, each on one page', async () => {
    for (let n = 1; n <= 60; n++)
      await blog().publish({ slug: `a-${n}`, title: `Number ${n}`, publishedAt: new Date(2026, 0, n % 28) })
    const editor = await join(blog(), 'editor')
    const first = await editor.get('/admin/posts')
    const next = first.html.match(/rel="next" href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await editor.get(next)
    expect(titlesOn(first.html)).toHaveLength(50)
    expect(new Set([...titlesOn(first.html), ...titlesOn(second.html)]).size).toBe(60)
    expect(await titles(editor, '?search=%25')).toHaveLength(0)
  })

  test('says why it is empty: nothing written, nothing in this state, nothing that a filter finds', async () => {
    const editor = await join(blog(), 'editor')
    const said = async (query = '') =>
      (await editor.get(`/admin/posts${query}`)).html.match(/(?<=class="queue-empty">)[^<]+/)?.[0]
    expect(await said()).toBe('There are no articles yet.')
    expect(await said('?tab=trash')).toBe('There are no articles here.')
    expect(await said('?month=2026-01')).toBe('No article fits.')
    await blog().publish()
    await editor.post(`/admin/posts/${await idOf('tea')}`, { act: 'trash' })
    expect(await said()).toBe('There are no articles here.')
    expect(await said('?tab=draft')).toBe('There are no articles here.')
    expect(await said('?tab=trash&search=coffee')).toBe('No article fits.')
  })

  test('is read by a moderator, who can open no article in it', async () => {
    await furnish()
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get('/admin/posts')
    expect(html).not.toMatch(/href="\/admin\/posts\/(?:\d|new)/)
    expect(html).not.toContain('type="checkbox"')
  })
})

describe('with many articles at once', () => {
  test('somebody publishes, tags, throws away and restores', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const both: [string, string][] = [
      ['ids', String(await idOf('notes'))],
      ['ids', String(await idOf('diary'))],
    ]
    const act = async (name: string, more: [string, string][] = []) => {
      const answer = await send(editor, '/admin/post-changes', [['act', name], ...both, ...more])
      expect(answer.status).toBe(303)
      expect(answer.headers.get('location')).toMatch(/^\/admin\/posts\?changed=2(?:&thrown=|$)/)
    }
    await act('publish')
    expect((await blog().visitor().get('/notes')).status).toBe(200)
    await act('tag', [['newTag', 'Fresh']])
    expect(titlesOn((await editor.get('/admin/posts?tag=fresh')).html).sort()).toEqual(['Diary', 'Notes'])
    expect((await blog().visitor().get('/tags/fresh')).status).toBe(200)
    await act('trash')
    expect((await blog().visitor().get('/notes')).status).toBe(410)
    await act('restore')
    expect((await blog().visitor().get('/notes')).status).toBe(404)
    expect(await titles(editor, '?tab=draft')).toHaveLength(2)
  })

  test('nothing is done where nothing is selected, or to the articles of others', async () => {
    await furnish()
    const author = await join(blog(), 'author')
    expect((await send(author, '/admin/post-changes', [['act', 'trash']])).status).toBe(422)
    const theirs: [string, string][] = [
      ['act', 'trash'],
      ['ids', String(await idOf('tea'))],
    ]
    const answer = await send(author, '/admin/post-changes', theirs)
    expect(answer.headers.get('location')).toBe('/admin/posts?changed=0')
    expect((await blog().visitor().get('/tea')).status).toBe(200)
  })

  test('what is in the trash already is said to be, where it is thrown there again', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const id = await idOf('tea')
    await editor.post(`/admin/posts/${id}`, { act: 'trash' })
    const answer = await send(editor, '/admin/post-changes', [
      ['act', 'trash'],
      ['ids', String(id)],
    ])
    const { html } = await editor.get(answer.headers.get('location') ?? '')
    expect(html).toContain(
      'what you selected is already like that, can’t be changed so, or is in the trash or gone.',
    )
    expect(html).not.toContain('0 articles changed')
  })
})

describe('the start', () => {
  test('shows how to begin to who opens an empty blog, and no more once somebody has written', async () => {
    const administrator = await join(blog(), 'administrator')
    expect((await administrator.get('/admin')).html).toContain('Three steps to begin')
    const fields = { act: 'save', mark: crypto.randomUUID(), title: 'First', source: 'x', language: 'en' }
    await administrator.post('/admin/posts/new', fields)
    const { html } = await administrator.get('/admin')
    expect(html).not.toContain('Three steps to begin')
    expect(titlesOn(html)).toEqual(['First'])
  })

  test('names the comments that readers reported', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    await blog().approve(id)
    const administrator = await join(blog(), 'administrator')
    expect((await administrator.get('/admin')).html).not.toContain('status=reported')
    await reportComment(blog().database.db, { comment: id, reason: 'spam', browser: 'a' })
    expect((await administrator.get('/admin')).html).toContain(
      '<a href="/admin/comments?status=reported">1 reported comment</a>',
    )
  })

  test('tells two drafts of one title apart: when each was changed, and who else writes it', async () => {
    const administrator = await join(blog(), 'administrator')
    await join(blog(), 'author')
    const { db } = blog().database
    const [ada = 0, aino = 0] = await Promise.all(
      [staff.administrator, staff.author].map(async ({ name }) =>
        transact(db, async trx => {
          const query = trx.selectFrom('private.accounts').select('id').where('name', '=', name)
          return authorOf(trx, (await query.executeTakeFirstOrThrow()).id)
        }),
      ),
    )
    for (const [slug, day, authors] of [
      ['one', '2026-01-15', [ada]],
      ['two', '2026-03-02', [ada, aino]],
    ] as const) {
      await blog().publish({ slug, title: 'Untitled', status: 'draft', publishedAt: null })
      const id = await idOf(slug)
      await transact(db, trx => setAuthors(trx, id, authors))
      await db
        .updateTable('posts')
        .set({ updated_at: new Date(day) })
        .where('id', '=', id)
        .execute()
    }
    const { html } = await administrator.get('/admin')
    expect(html).toMatch(
      /Untitled<\/bdi><\/a><span class="hint">Last changed Jan 15, 2026[^<]*<\/span><\/li>/,
    )
    expect(html).toMatch(/Last changed Mar 2, 2026[^<]*<\/span><bdi class="hint">Aino Author<\/bdi>/)
  })

  test('of a moderator is the queue', async () => {
    const moderator = await join(blog(), 'moderator')
    expect((await moderator.get('/admin')).headers.get('location')).toBe('/admin/comments')
  })
})

describe('on the blog’s own pages', () => {
  test('who runs the blog finds a way behind it, and to what they may edit', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    const at = `href="/admin/posts/${await idOf('tea')}"`
    expect((await editor.get('/tea')).html).toContain(at)
    expect((await editor.get('/')).html).toContain('href="/admin/posts/new"')
    const moderator = await join(blog(), 'moderator')
    expect((await moderator.get('/tea')).html).not.toContain(at)
    expect((await moderator.get('/tea')).html).toContain('href="/admin"')
  })

  test('a reader finds none of it', async () => {
    await blog().publish()
    const editor = await join(blog(), 'editor')
    for (const path of ['/', '/tea', '/tags/tea']) {
      const { headers } = await editor.get(path)
      expect(headers.get('cache-control')).toBe('private, no-store')
      expect((await blog().visitor().get(path)).html).not.toContain('/admin')
    }
  })
})

describe('what was thrown away is said with Undo, which makes it what it was', () => {
  const states = async () =>
    Object.fromEntries(
      (await blog().database.db.selectFrom('posts').select(['slug', 'status']).execute()).map(
        ({ slug, status }) => [slug, status],
      ),
    )

  /** The form that says it, as a page has it that stays open. */
  async function openUndo(visitor: Visitor, page: string) {
    const { html } = await visitor.get(page)
    const form = html.match(/<form[^>]*told-decision.*?<\/form>/s)?.[0] ?? ''
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    )
    return { words: form.match(/<p>(.*?)<\/p>/)?.[1], fields }
  }

  /** Sends it as it is. */
  async function undo(visitor: Visitor, page: string) {
    const { words, fields } = await openUndo(visitor, page)
    return { words, led: await send(visitor, '/admin/post-changes', fields) }
  }

  /** What the page says to which an answer leads. */
  async function saidAfter(visitor: Visitor, led: { headers: Headers }) {
    const { html } = await visitor.get(led.headers.get('location') ?? '')
    return html.match(/<p class="told"[^>]*>(.*?)<\/p>/)?.[1]
  }

  /** Throws an article away from its editor; returns where that leads. */
  const throwAway = async (visitor: Visitor, id: number) =>
    (await visitor.post(`/admin/posts/${id}`, { act: 'trash' })).headers.get('location') ?? ''

  test('from the list', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const before = await states()
    const ids = await Promise.all(['tea', 'diary', 'notes'].map(idOf))
    const thrown = await send(editor, '/admin/post-changes', [
      ['act', 'trash'],
      ...ids.map((id): [string, string] => ['ids', String(id)]),
    ])
    expect(await states()).toMatchObject({ tea: 'trash', diary: 'trash', notes: 'trash' })
    expect((await editor.get('/tea')).status).toBe(410)
    const { words, led } = await undo(editor, thrown.headers.get('location') ?? '')
    expect(words).toBe('3 articles moved to the trash.')
    expect(led.status).toBe(303)
    expect(await states()).toEqual(before)
    expect((await blog().visitor().get('/tea')).status).toBe(200)
  })

  test('from the editor', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const thrown = await editor.post(`/admin/posts/${await idOf('tea')}`, { act: 'trash' })
    expect((await undo(editor, thrown.headers.get('location') ?? '')).words).toBe(
      '1 article moved to the trash.',
    )
    expect(await states()).toMatchObject({ tea: 'published' })
  })

  test('but a page that stayed open makes nothing public that was taken back since', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const id = await idOf('tea')
    const open = await openUndo(editor, await throwAway(editor, id))
    await editor.post(`/admin/posts/${id}`, { act: 'restore' })
    for (const state of ['draft', 'trash']) {
      if (state === 'trash') await throwAway(editor, id)
      const led = await send(editor, '/admin/post-changes', open.fields)
      expect(await states()).toMatchObject({ tea: state })
      expect(await saidAfter(editor, led)).toBe('1 article left as it is: somebody changed it meanwhile.')
    }
    expect((await blog().visitor().get('/tea')).status).toBe(410)
    expect((await openUndo(editor, `/admin/posts?changed=1&thrown=${id}.published`)).fields).toEqual([])
  })

  test('and of several it leaves only those as they are that were changed since', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const [tea, cha] = [await idOf('tea'), await idOf('cha')]
    const thrown = await send(editor, '/admin/post-changes', [
      ['act', 'trash'],
      ['ids', String(tea)],
      ['ids', String(cha)],
    ])
    const open = await openUndo(editor, thrown.headers.get('location') ?? '')
    await editor.post(`/admin/posts/${tea}`, { act: 'restore' })
    await throwAway(editor, tea)
    const led = await send(editor, '/admin/post-changes', open.fields)
    expect(await states()).toMatchObject({ tea: 'trash', cha: 'published' })
    expect(await saidAfter(editor, led)).toBe(
      '1 article changed. 1 article left as it is: somebody changed it meanwhile.',
    )
  })

  test('but publishes nothing that was not published', async () => {
    await furnish()
    const editor = await join(blog(), 'editor')
    const { fields } = await openUndo(editor, await throwAway(editor, await idOf('notes')))
    const madeUp = fields.map(([name, value]): [string, string] => [
      name,
      value.replace('.draft.', '.published.'),
    ])
    expect(madeUp).not.toEqual(fields)
    await send(editor, '/admin/post-changes', madeUp)
    expect(await states()).toMatchObject({ notes: 'draft' })
  })
})
