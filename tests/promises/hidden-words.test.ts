import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { PostSource } from '../../src/posts/save.ts'
import type { CommentStatus } from '../../src/db/tables.ts'
import { findOlder } from '../../src/search/comment-terms.ts'
import { learnWords } from '../../src/search/words.ts'
import { converse } from '../support/conversation.ts'
import { testSite } from '../support/site.ts'

const site = testSite()

/** A word that is in nothing else. */
const word = 'zqhidden'

const hiddenPosts: Record<string, Partial<PostSource>> = {
  draft: { status: 'draft', language: 'fr' },
  private: { status: 'private', language: 'it' },
  scheduled: { language: 'es', publishedAt: new Date('2999-01-01T00:00:00Z') },
}
const hiddenStates: CommentStatus[] = ['pending', 'spam', 'trash', 'withdrawn']

/** Everything by which somebody finds or follows what is published. */
const ways = [
  '/',
  '/tea',
  '/tags/tea',
  '/sitemap.xml',
  ...['atom', 'rss', 'json'].flatMap(format => [
    `/feed/${format}`,
    `/tags/tea/feed/${format}`,
    `/comments/feed/${format}`,
    `/tea/feed/${format}`,
  ]),
]

test('what is not published is in nothing by which a blog is followed or found', async () => {
  const group = { translationKey: 'one' }
  await site().publish(group)
  for (const [kind, post] of Object.entries(hiddenPosts)) {
    const slug = `${word}-${kind}`
    await site().publish({
      title: `${word} title`,
      source: `${word} text`,
      tags: ['tea', word],
      ...group,
      ...post,
      slug,
    })
    await converse(site(), slug, [{ text: `${word} approved, but under it` }])
  }
  await converse(
    site(),
    'tea',
    hiddenStates.map(status => ({ text: `${word} ${status}`, status })),
  )
  await converse(site(), 'tea', [{ text: 'There for all.' }])
  const { part } = await site()
    .database.db.selectFrom('posts')
    .select(sql<number>`((max(id) - 1) / 10000 + 1)::integer`.as('part'))
    .executeTakeFirstOrThrow()
  for (const path of [...ways, `/sitemap/${part}.xml`]) {
    const answer = await fetch(site().url + path)
    const text = await answer.text()
    expect({ path, status: answer.status, shows: text.toLowerCase().includes(word) }).toEqual({
      path,
      status: 200,
      shows: false,
    })
  }
  expect(await (await fetch(`${site().url}/tea/feed/atom`)).text()).toContain('There for all.')
})

/** Stands beside the word in every hidden text, and nobody types it. */
const beside = 'zqbeside'
/** In what is hidden, and in one article and one comment that are not. */
const shared = 'porcelain'

test('nor is it found, counted, suggested or shown by a search, or by an address that leads nowhere', async () => {
  const { db } = site().database
  await site().publish({ source: `A cup of ${shared}.`, tags: ['tea'] })
  const text = `${word} ${beside} ${shared}`
  const hide = async (slug: string, post: Partial<PostSource>) => {
    await site().publish({ title: text, source: text, tags: ['tea', text], ...post, slug })
    await converse(site(), slug, [{ text: `${text}, approved` }])
  }
  for (const [kind, post] of Object.entries(hiddenPosts)) await hide(`h-${kind}`, post)
  // What could be read once, and whose words were learned then.
  for (const slug of ['h-trash', 'h-taken-back']) await hide(slug, {})
  await converse(site(), 'tea', [
    { text: `${shared} for all` },
    ...hiddenStates.map(status => ({ text, status })),
  ])
  await findOlder(db, () => true)
  await learnWords(db, () => true)
  const published = db.updateTable('posts').where('status', '=', 'published')
  await published
    .set({ status: 'trash', trashed_at: sql<Date>`now()` })
    .where('slug', '=', 'h-trash')
    .execute()
  await published.set({ status: 'draft' }).where('slug', '=', 'h-taken-back').execute()
  await learnWords(db, () => true)

  const hidden = [word, beside, `${word} ${beside}`, `${word} ${shared}`, `${shared} approved`]
  const slips = [`${word}d`, 'zqhiden', 'zqbesdie', `${shared} zqhidde`]
  const asked = [
    ...[...hidden, ...slips, shared].flatMap(words =>
      ['', '&order=date', '&kind=comments', '&tag=tea'].map(
        more => `/search?q=${encodeURIComponent(words)}${more}`,
      ),
    ),
    ...['h-draft', `${word}-title`, 'zqhiden', `2019/05/${shared}-zqbesid`].map(path => `/${path}`),
  ]
  for (const path of asked) {
    const page = await (await fetch(site().url + path)).text()
    // What was asked for stands in its own field, its title and the sentence that says that there is nothing.
    const typed = [...new URL(path, site().url).searchParams.values(), ...path.split(/[^a-z]+/)]
    const told = [word, beside].filter(secret => !typed.join(' ').includes(secret) && page.includes(secret))
    expect({ path, told }).toEqual({ path, told: [] })
    const isHidden = hidden.some(words => path.startsWith(`/search?q=${encodeURIComponent(words)}`))
    expect({ path, found: isHidden && page.includes('<article') }).toEqual({ path, found: false })
  }
  const { counts, articles } = await searched(shared)
  expect({ counts, articles }).toEqual({ counts: ['2', '1', '1'], articles: 2 })
})

async function searched(words: string) {
  const page = await (await fetch(`${site().url}/search?q=${words}`)).text()
  return {
    counts: Array.from(page.matchAll(/class="search-number">(\d+)</g), ([, count]) => count),
    articles: page.split('<article').length - 1,
  }
}
