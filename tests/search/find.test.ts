import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { moderate } from '../../src/moderation/moderate.ts'
import { findTag } from '../../src/posts/read.ts'
import { listTags, renameTag } from '../../src/posts/tags.ts'
import { find, findAbout, meantBy } from '../../src/search/find.ts'
import { findOlder } from '../../src/search/comment-terms.ts'
import { findOlderArticles } from '../../src/search/post-terms.ts'
import { forgetWords, learnWords } from '../../src/search/words.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'

const blog = testBlog()
const always = () => true

/** The slugs of the articles, and the ids of the comments, that readers find. */
async function found(search: string, tag: number | null = null) {
  const { db, publicDb } = blog().database
  const { posts, comments } = await find(publicDb, search, tag)
  const rows = await db.selectFrom('posts').select(['id', 'slug']).execute()
  return {
    articles: posts.map(({ id }) => rows.find(row => row.id === id)?.slug),
    comments: comments.map(({ id }) => id),
  }
}

const nothing = { articles: [], comments: [] }

describe('a search', () => {
  test.each([
    ['one Chinese character', '绿茶的历史', '茶'],
    ['a Japanese word', '京都でお茶を飲む', '京都'],
    ['a Korean word before its particle', '학교에서 차를 마셨다', '학교'],
    ['another form of an English word', 'She studies teapots', 'studying teapot'],
    ['a word without its accents', 'Un café crème', 'cafe creme'],
  ])('finds an article by %s', async (_, title, search) => {
    await blog().publish({ slug: 'sought', title })
    await blog().publish({ slug: 'other', title: 'Something else' })
    expect(await found(search)).toEqual({ articles: ['sought'], comments: [] })
  })

  test('finds an article by its text, a tag and its excerpt, as it is saved, and by nothing that it no longer says', async () => {
    await blog().publish({ source: 'Boil *kettles*.', tags: ['steam'], excerpt: 'A whistle.' })
    for (const search of ['kettle', 'steam', 'whistle', 'kettle steam'])
      expect(await found(search)).toEqual({ articles: ['tea'], comments: [] })
    await blog().publish({ source: 'Boil pots.', tags: [], excerpt: null })
    for (const search of ['kettle', 'steam', 'whistle']) expect(await found(search)).toEqual(nothing)
  })

  test('puts what is about the words before what only says them', async () => {
    await blog().publish({ slug: 'says', title: 'Other', source: 'A lantern.' })
    await blog().publish({ slug: 'often', title: 'Other', source: 'A lantern. '.repeat(5) })
    await blog().publish({ slug: 'tagged', title: 'Other', source: 'A lamp.', tags: ['lantern'] })
    await blog().publish({ slug: 'named', title: 'A lantern', source: 'A lamp.' })
    const { posts } = await find(blog().database.publicDb, 'lantern', null)
    const rows = await blog().database.db.selectFrom('posts').select(['id', 'slug']).execute()
    const order = posts
      .sort((one, other) => other.relevance - one.relevance)
      .map(({ id }) => rows.find(row => row.id === id)?.slug)
    expect(order).toEqual(['named', 'tagged', 'often', 'says'])
  })

  test('finds an approved comment by its words and its name, from its approval to its end', async () => {
    const { db } = blog().database
    const id = await blog()
      .visitor()
      .comment(await blog().publish(), {
        comment: 'The samovar is better.',
        name: 'Zoë',
      })
    const command = { kind: 'command' } as const
    for (const status of ['approved', 'spam', 'approved', 'trash', 'approved', 'pending'] as const) {
      await moderate(db, id, status, command)
      const comments = status === 'approved' ? [id] : []
      for (const search of ['samovars', 'zoe']) expect((await found(search)).comments).toEqual(comments)
    }
  })

  test('finds what stands under one tag alone when it is asked to', async () => {
    await blog().publish({ slug: 'one', tags: ['tea'], source: 'Porcelain.' })
    await blog().publish({ slug: 'two', tags: ['cups'], source: 'Porcelain.' })
    const [one] = await converse(blog(), 'one', [{ text: 'Porcelain breaks.' }])
    await converse(blog(), 'two', [{ text: 'Porcelain lasts.' }])
    await findOlder(blog().database.db, always)
    const tag = await findTag(blog().database.publicDb, 'tea')
    expect(await found('porcelain', tag?.id)).toEqual({ articles: ['one'], comments: [one] })
  })

  test('finds an article by the new name of its tag once that was written down, and not by the old one', async () => {
    const { db } = blog().database
    await blog().publish({ tags: ['steam'] })
    const tag = (await listTags(db)).find(({ name }) => name === 'steam')
    await renameTag(db, tag?.id ?? 0, { name: 'vapour', description: '' })
    expect(await db.selectFrom('private.jobs').select('name').execute()).toContainEqual({
      name: 'find-older-articles',
    })
    await findOlderArticles(db, always)
    expect([await found('vapour'), await found('steam')]).toEqual([
      { articles: ['tea'], comments: [] },
      nothing,
    ])
  })

  test('finds articles from before there was a search, once a start has written down their words', async () => {
    const { db } = blog().database
    for (let n = 0; n < 12; n++) await blog().publish({ slug: `old-${n}`, title: `Heirloom ${n}` })
    await db.deleteFrom('private.post_terms').execute()
    await findOlderArticles(db, always)
    expect((await found('heirloom')).articles).toHaveLength(12)
  })

  test('finds an article at its time, without anything being done', async () => {
    const { db } = blog().database
    await blog().publish({ title: 'Tomorrow', publishedAt: new Date('2999-01-01') })
    expect(await found('tomorrow')).toEqual(nothing)
    await db.updateTable('posts').set({ published_at: sql<Date>`now()` }).execute()
    expect((await found('tomorrow')).articles).toEqual(['tea'])
  })

  test('of signs, or of more than there is room for, is no error', async () => {
    await blog().publish()
    for (const search of ['', `'%_\\"&|!():*`, '🎉', 'a '.repeat(50), '茶'.repeat(100), 'x'.repeat(5_000)])
      expect(await found(search)).toEqual(nothing)
  })

  test('of a word that more than fifteen hundred have gives the newest of them', async () => {
    const { db } = blog().database
    await blog().publish()
    const ids = await converse(
      blog(),
      'tea',
      Array.from({ length: 1_600 }, (_, n) => ({ text: n === 0 ? 'Oldest water' : 'Water' })),
    )
    const draft = await blog().publish({ slug: 'draft', status: 'draft' })
    await converse(blog(), draft, [{ text: 'Water, under a draft' }])
    await findOlder(db, always)
    // Among more comments than these, they are gone through from the newest on.
    for (const counted of [1_600, 1_000_000]) {
      await db.updateTable('private.comment_counts').set({ comments: counted }).execute()
      const { comments } = await found('water')
      expect(comments).toEqual(ids.slice(100).toReversed())
      expect((await found('oldest water')).comments).toEqual(ids.slice(0, 1))
      expect((await found('nobody water')).comments).toEqual([])
    }
  })
})

describe('what somebody meant', () => {
  beforeEach(async () => {
    await blog().publish({
      title: 'A quiet samovar in the Müller house',
      source: 'Chrysanthemum tea, 학교에서.',
    })
    await learnWords(blog().database.db, always)
  })

  test.each([
    ['a letter that is missing', 'samvar', 'samovar'],
    ['a letter too many', 'samovarr', 'samovar'],
    ['another letter', 'zamovar', 'samovar'],
    ['two that are swapped', 'qiuet', 'quiet'],
    ['two slips in a long word', 'crysantemum', 'chrysanthemum'],
    ['a word among others that are right', 'samvar tea', 'samovar tea'],
    ['one that has an accent', 'mulelr', 'müller'],
    ['one part of a syllable of Hangul', '학교에섯', '학교에서'],
    ['two slips in a short word', 'smvar', null],
    ['what is like nothing', 'zzzzz', null],
    ['what is right', 'samovar', null],
  ])('is found for %s', async (_, search, meant) => {
    expect(await meantBy(blog().database.publicDb, search)).toBe(meant)
  })

  test('is never a word of an article that is not published any more', async () => {
    const { db, publicDb } = blog().database
    await blog().publish({ title: 'Gone', source: 'Gone', status: 'draft' })
    expect(await meantBy(publicDb, 'samvar')).toBeNull()
    await forgetWords(db, always)
    expect(await db.selectFrom('private.words').selectAll().execute()).toEqual([])
  })

  test('is never a word of a comment', async () => {
    const { db, publicDb } = blog().database
    await converse(blog(), 'tea', [{ text: 'Thunderstorm' }])
    await findOlder(db, always)
    await learnWords(db, always)
    expect(await meantBy(publicDb, 'thunderstom')).toBeNull()
  })

  test('by an address that leads nowhere is the article that is most about its words', async () => {
    await blog().publish({ slug: 'b', title: 'Kettles', source: 'Samovars, samovar, samovar.' })
    const { db, publicDb } = blog().database
    const rows = await db.selectFrom('posts').select(['id', 'slug']).execute()
    const ids = await findAbout(publicDb, 'the quiet samovar', 3)
    expect(ids.map(id => rows.find(row => row.id === id)?.slug)).toEqual(['tea', 'b'])
  })
})
