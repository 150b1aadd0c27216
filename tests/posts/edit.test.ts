import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../src/db/account-tables.ts'
import { type Act, type Edit, editPost } from '../../src/posts/edit.ts'
import { openPost, type Writer } from '../../src/posts/writer.ts'
import type { PostContent } from '../../src/posts/form.ts'
import { listRevisions } from '../../src/posts/revisions.ts'
import { asNew } from '../../src/posts/save.ts'
import { emptyTrash, restorePosts, trashPosts } from '../../src/posts/trash.ts'
import { testBlog } from '../support/blog.ts'
import { join, staff } from '../support/staff.ts'

const blog = testBlog()

async function writer(role: Role): Promise<Writer> {
  await join(blog(), role)
  const { id, name } = await blog()
    .database.db.selectFrom('private.accounts')
    .select(['id', 'name'])
    .where('name', '=', staff[role].name)
    .executeTakeFirstOrThrow()
  return { account: id, name, all: role !== 'author' }
}

const kettles: PostContent = {
  ...asNew,
  authors: [],
  slug: '',
  title: 'On kettles',
  language: 'en',
  tags: ['tea'],
  source: 'They sing.',
  publishedAt: null,
}

const window = () => crypto.randomUUID()

/** Saves as somebody does in a window; throws where it was not saved. */
async function save(
  who: Writer,
  id: number | null,
  act: Act,
  change: Partial<PostContent> = {},
  more: Partial<Edit> = {},
) {
  const { db } = blog().database
  const base = id === null ? 0 : ((await openPost(db, who, id))?.base ?? 0)
  const edited = await editPost(db, who, {
    id,
    base,
    mark: window(),
    act,
    content: { ...kettles, ...change },
    ...more,
  })
  if (edited.outcome !== 'saved') throw new Error(edited.outcome)
  return edited
}

const page = async (path: string) => (await blog().visitor().get(path)).html
const statusOf = async (path: string) => (await blog().visitor().get(path)).status

describe('a new article', () => {
  test('is its writer’s, at an address made from its title, and nobody’s to read', async () => {
    const author = await writer('author')
    await blog().publish({ slug: 'on-kettles' })
    const { id, slug, status } = await save(author, null, 'save')
    expect([slug, status]).toEqual(['on-kettles-2', 'draft'])
    expect(await statusOf('/on-kettles-2')).toBe(404)
    expect((await openPost(blog().database.db, author, id))?.content.source).toBe('They sing.')
  })

  test('is added once, however often its first save is sent', async () => {
    const author = await writer('author')
    const mark = window()
    const first = await save(author, null, 'auto', {}, { mark })
    const second = await save(author, null, 'auto', { source: 'They sing loud.' }, { mark })
    expect(second.id).toBe(first.id)
    expect((await openPost(blog().database.db, author, first.id))?.content.source).toBe('They sing loud.')
  })

  test('is added once, though its first save comes twice at once', async () => {
    const author = await writer('author')
    const mark = window()
    const both = await Promise.all([1, 2].map(() => save(author, null, 'save', {}, { mark })))
    expect(new Set(both.map(({ id, slug }) => `${id} ${slug}`)).size).toBe(1)
  })

  test('that is published has its author’s name under it', async () => {
    const author = await writer('author')
    await save(author, null, 'publish')
    expect(await page('/on-kettles')).toContain('Aino Author')
  })
})

describe('an article that takes long to read', () => {
  const long = 'The kettle *sings* for “nobody”.\n\n'.repeat(4_000)

  test('keeps no reader waiting while it is saved', async () => {
    await blog().publish()
    const author = await writer('author')
    const order: string[] = []
    const saved = save(author, null, 'publish', { source: long }).then(() => order.push('saved'))
    const read = page('/tea').then(() => order.push('read'))
    await Promise.all([saved, read])
    expect(order).toEqual(['read', 'saved'])
  })

  test('is kept as a draft as it was typed, and not published', async () => {
    const author = await writer('author')
    const { db } = blog().database
    const tangled = { ...kettles, source: `${'*'.repeat(2_000)} sing` }
    const edit = { id: null, base: 0, mark: window(), content: tangled } as const
    expect(await editPost(db, author, { ...edit, act: 'publish' })).toEqual({ outcome: 'tangled' })
    const { id } = await save(author, null, 'save', tangled)
    expect((await openPost(db, author, id))?.content.source).toBe(tangled.source)
  })
})

describe('a published article that is edited', () => {
  test('stays for readers as it is until it is updated', async () => {
    const editor = await writer('editor')
    const { id } = await save(editor, null, 'publish')
    for (const act of ['auto', 'save'] as const) {
      await save(editor, id, act, { source: `Not yet, by ${act}.` })
      expect(await page('/on-kettles')).toContain('They sing.')
      expect((await openPost(blog().database.db, editor, id))?.isAhead).toBe(true)
    }
    await save(editor, id, 'publish', { source: 'Now.' })
    expect(await page('/on-kettles')).toContain('Now.')
    expect((await openPost(blog().database.db, editor, id))?.isAhead).toBe(false)
  })

  test('leaves its old address behind, which leads to the new one', async () => {
    const editor = await writer('editor')
    const { id } = await save(editor, null, 'publish')
    await save(editor, id, 'publish', { slug: 'kettles' })
    const { status, headers } = await blog().visitor().get('/on-kettles')
    expect([status, headers.get('location')]).toEqual([301, '/kettles'])
    await save(editor, id, 'publish', { slug: 'on-kettles' })
    expect(await statusOf('/on-kettles')).toBe(200)
  })

  test('can’t take the address of another', async () => {
    const editor = await writer('editor')
    await blog().publish()
    const { id } = await save(editor, null, 'publish')
    await expect(save(editor, id, 'save', { slug: 'tea' })).rejects.toThrow('taken')
  })

  test('can be taken back, and kept private', async () => {
    const editor = await writer('editor')
    const { id } = await save(editor, null, 'publish')
    await save(editor, id, 'unpublish')
    expect(await statusOf('/on-kettles')).toBe(404)
    await save(editor, id, 'private')
    expect(await statusOf('/on-kettles')).toBe(404)
  })
})

describe('of two who write one article', () => {
  test('the second is refused, and both texts are kept', async () => {
    const { db } = blog().database
    const [ada, edwin] = [await writer('administrator'), await writer('editor')]
    const { id, revision: base } = await save(ada, null, 'save')
    const [a, e] = [window(), window()]
    await editPost(db, ada, { id, base, mark: a, act: 'auto', content: { ...kettles, source: 'Hers.' } })
    const his = { id, base, mark: e, act: 'auto', content: { ...kettles, source: 'His.' } } as const
    const refused = await editPost(db, edwin, his)
    expect(refused).toMatchObject({
      outcome: 'overtaken',
      by: { actor: 'Ada Admin', content: { source: 'Hers.' } },
    })
    await editPost(db, edwin, his)
    const { revisions } = await listRevisions(db, id, { before: null, size: 10 })
    expect(revisions.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'aside Edwin Editor',
      'auto Ada Admin',
      'save Ada Admin',
    ])
    expect((await openPost(db, ada, id))?.content.source).toBe('Hers.')
  })

  test('neither is told that they were in their own way: an answer that was lost changes nothing', async () => {
    const { db } = blog().database
    const ada = await writer('administrator')
    const { id, revision: base } = await save(ada, null, 'save')
    const mine = { id, base, mark: window(), act: 'auto', content: { ...kettles, source: 'One.' } } as const
    await editPost(db, ada, mine)
    const again = await editPost(db, ada, { ...mine, content: { ...kettles, source: 'One two.' } })
    expect(again.outcome).toBe('saved')
  })

  test('neither loses words to a save of their own that arrives late: the one sent later stands', async () => {
    const { db } = blog().database
    const [ada, edwin] = [await writer('administrator'), await writer('editor')]
    const mark = window()
    const send = (id: number | null, turn: number, source: string, base = 0) =>
      editPost(db, ada, { id, base, mark, turn, act: 'auto', content: { ...kettles, source } })
    const first = await send(null, 2, 'One two.')
    if (first.outcome !== 'saved') throw new Error(first.outcome)
    const { id } = first
    const stands = async (source: string) =>
      expect((await openPost(db, ada, id))?.content.source).toBe(source)
    // To the page of a new article, as it was sent.
    expect((await send(null, 1, 'One')).outcome).toBe('overtaken')
    await stands('One two.')
    const second = await send(id, 4, 'One two three four.', first.revision)
    expect((await send(id, 3, 'One two three.', first.revision)).outcome).toBe('overtaken')
    // Sent twice, for its answer was lost.
    const again = await send(id, 4, 'One two three four.', first.revision)
    expect([second.outcome, again.outcome]).toEqual(['saved', 'saved'])
    await stands('One two three four.')

    const base = again.outcome === 'saved' ? again.revision : 0
    const his = { id, base, mark: window(), act: 'auto', content: { ...kettles, source: 'His.' } } as const
    await editPost(db, edwin, his)
    expect((await send(id, 6, 'Six.', base)).outcome).toBe('overtaken')
    expect((await send(id, 5, 'Five.', base)).outcome).toBe('overtaken')
    const aside = await db
      .selectFrom('private.revisions')
      .select('source')
      .where('kind', '=', 'aside')
      .execute()
    expect(aside).toEqual([{ source: 'Six.' }])
    await stands('His.')
  })

  test('one who saved the very same is in nobody’s way', async () => {
    const { db } = blog().database
    const [ada, edwin] = [await writer('administrator'), await writer('editor')]
    const { id, revision: base } = await save(ada, null, 'save')
    const content = { ...kettles, slug: 'on-kettles', source: 'Same.', authors: [] }
    await editPost(db, ada, { id, base, mark: window(), act: 'save', content })
    const edited = await editPost(db, edwin, { id, base, mark: window(), act: 'save', content })
    expect(edited.outcome).toBe('saved')
  })
})

describe('the revisions of an article', () => {
  test('count the saves of one window while it writes as one, for ten minutes', async () => {
    const { db } = blog().database
    const ada = await writer('administrator')
    const mark = window()
    const { id } = await save(ada, null, 'save', {}, { mark })
    const numbers = async () =>
      (await listRevisions(db, id, { before: null, size: 20 })).revisions.map(({ number }) => number)
    for (let n = 0; n < 5; n++) await save(ada, id, 'auto', { source: `${n}` }, { mark })
    expect(await numbers()).toEqual([6, 1])
    await sql`update private.revisions set at = at - interval '11 minutes'`.execute(db)
    await save(ada, id, 'auto', { source: 'later' }, { mark })
    expect(await numbers()).toEqual([7, 6, 1])
  })

  test('hold what an article was before its first save here', async () => {
    const { db } = blog().database
    const ada = await writer('administrator')
    await sql`
      insert into posts (slug, title, language, source, html, excerpt, status, published_at)
      values ('old', 'Old', 'en', 'As it was.', '<p>As it was.</p>', '', 'published', now())`.execute(db)
    const { id } = await db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
    await save(ada, id, 'publish', { slug: 'old', source: 'Anew.' })
    const first = await db
      .selectFrom('private.revisions')
      .select('source')
      .where('number', '=', 1)
      .executeTakeFirstOrThrow()
    expect(first.source).toBe('As it was.')
  })
})

describe('an author', () => {
  test('writes their own articles and no others, and gives none away', async () => {
    const { db } = blog().database
    const [author, editor] = [await writer('author'), await writer('editor')]
    const { id: other } = await save(editor, null, 'save')
    expect(await openPost(db, author, other)).toBeNull()
    await expect(save(author, other, 'save')).rejects.toThrow('missing')
    expect(await trashPosts(db, author, [other])).toEqual([])
    const { id } = await save(author, null, 'save')
    const before = await openPost(db, author, id)
    await save(author, id, 'save', { authors: [before?.content.authors[0] ?? 0, 999] })
    expect((await openPost(db, editor, id))?.content.authors).toEqual(before?.content.authors)
  })
})

describe('the trash', () => {
  test('says of an article that readers knew that it is gone, until it is restored as a draft', async () => {
    const { db } = blog().database
    const editor = await writer('editor')
    const { id } = await save(editor, null, 'publish')
    await save(editor, id, 'publish', { slug: 'kettles' })
    expect(await trashPosts(db, editor, [id])).toMatchObject([{ id, was: 'published' }])
    expect([await statusOf('/kettles'), await statusOf('/on-kettles')]).toEqual([410, 410])
    expect(await restorePosts(db, editor, [id])).toEqual({ restored: 1, left: 0 })
    expect([await statusOf('/kettles'), await statusOf('/on-kettles')]).toEqual([404, 404])
    await save(editor, id, 'publish', { slug: 'kettles' })
    expect([await statusOf('/kettles'), await statusOf('/on-kettles')]).toEqual([200, 301])
  })

  test('is emptied after thirty days, and what was there stays gone', async () => {
    const { db } = blog().database
    const editor = await writer('editor')
    const { id } = await save(editor, null, 'publish')
    await trashPosts(db, editor, [id])
    await sql`update posts set trashed_at = now() - interval '29 days'`.execute(db)
    await emptyTrash(db, () => true)
    expect(await db.selectFrom('posts').select('id').execute()).toHaveLength(1)
    await sql`update posts set trashed_at = now() - interval '31 days'`.execute(db)
    await emptyTrash(db, () => true)
    expect(await db.selectFrom('posts').select('id').execute()).toHaveLength(0)
    expect(await statusOf('/on-kettles')).toBe(410)
  })

  test('leaves what was restored while it is emptied', async () => {
    const { db } = blog().database
    const editor = await writer('editor')
    const [one, other] = [await save(editor, null, 'save'), await save(editor, null, 'save')]
    await trashPosts(db, editor, [one.id, other.id])
    await sql`update posts set trashed_at = now() - interval '31 days'`.execute(db)
    // Somebody restores the other while the first is deleted.
    await sql`
      create function public.restore_other() returns trigger language plpgsql as
      $$ begin update posts set status = 'draft', trashed_at = null; return null; end $$`.execute(db)
    await sql`
      create trigger restore_other after delete on posts
      for each row execute function public.restore_other()`.execute(db)
    try {
      await emptyTrash(db, () => true)
    } finally {
      await sql`drop function public.restore_other cascade`.execute(db)
    }
    expect(await db.selectFrom('posts').select('status').execute()).toEqual([{ status: 'draft' }])
  })
})
