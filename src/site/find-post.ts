import { Elsewhere, notFound } from '../http/answer/problems.ts'
import { urls } from '../urls.ts'
import type { AppContext } from '../http/context.ts'
import { readConversations, type Reading, sizeOf } from '../comments/conversations.ts'
import { type ArticleFacts, articleFacts, readArticleFacts } from '../posts/article.ts'
import { isOpenTo } from '../posts/open.ts'
import type { Sorting } from '../comments/order.ts'
import { findPost, type PublishedPost } from '../posts/read.ts'

/** The published article at a slug, as it is for who asks: its comments are open to them, or not. */
export async function readPost(c: AppContext, slug: string): Promise<PublishedPost | undefined> {
  const post = await findPost(c.get('services').publicDb, slug)
  return post && asSeen(c, post)
}

const asSeen = (c: AppContext, post: PublishedPost): PublishedPost => ({
  ...post,
  comments_open: isOpenTo(post, c.get('settings'), c.get('person') !== undefined),
})

/** An article with a page of its conversations, as it is kept. */
export interface Article extends Reading {
  /** What stands around it, where that was asked for with it. */
  facts: ArticleFacts | null
  /** Takes note of how much more is held of it, or less. */
  grew: (bytes: number) => void
}

/**
 * The article at a slug with the page of its conversations that begins with a thread, as it is for who asks. It is kept
 * until it changes, so that who is known costs no query. Throws notFound, and Elsewhere where no page begins with it.
 */
export async function readArticle(
  c: AppContext,
  slug: string,
  from: number | null,
  { first, asked }: Sorting,
): Promise<Article> {
  const { publicDb, readings, articles } = c.get('services')
  const key = `${slug} ${from ?? ''} ${asked ?? ''}`
  const begun = c.get('begun')
  let facts: ArticleFacts | null = null
  const reading = await readings.getOrMake(key, begun, async () => {
    const request = { from, size: c.get('settings').threads_per_page, first }
    const found = await readConversations(publicDb, slug, request, {
      before: readings.before(key),
      withAround: articles.find(slug) === undefined,
    })
    if (!found) throw notFound()
    const value = found.reading
    const { post } = value
    // A page has one name: whoever makes up others would have each made and kept.
    if (value.page.begins !== from)
      throw new Elsewhere(`${urls.post(slug, value.page.begins, asked)}#comments`)
    if (found.around) {
      facts = articleFacts(post, found.around)
      articles.keep(post.slug, factsMade(facts, post), begun)
    }
    const dependsOn = ['site', `post:${post.id}`, `comments:${post.id}`]
    return { value, bytes: sizeOf(value), dependsOn }
  })
  return {
    ...reading,
    facts,
    post: asSeen(c, reading.post),
    grew: bytes => readings.grow(key, reading, bytes),
  }
}

/** What an article's page says besides its text; kept until an article changes, so that who is known costs no query. */
export function factsOf(c: AppContext, { post, facts }: Article): ArticleFacts | Promise<ArticleFacts> {
  const { articles, publicDb } = c.get('services')
  return (
    facts ??
    articles.getOrMake(post.slug, c.get('begun'), async () =>
      factsMade(await readArticleFacts(publicDb, post), post),
    )
  )
}

const factsMade = (value: ArticleFacts, { id }: PublishedPost) => ({
  value,
  bytes: 2_000 + 200 * value.contents.length,
  dependsOn: ['site', 'posts', `post:${id}`],
})
