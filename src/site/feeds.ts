import { newestComments } from '../comments/newest.ts'
import { articleEntries } from '../feeds/articles.ts'
import { commentEntries } from '../feeds/comments.ts'
import { type Feed, type FeedEntry, type FeedFormat, feedFormats, feedType } from '../feeds/feed.ts'
import type { AppContext } from '../http/context.ts'
import { movedTo } from '../http/answer/leads.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import type { Dependency } from '../http/cache/hearing.ts'
import { pathId, pathText } from '../http/input/params.ts'
import { type Messages, messagesIn } from '../i18n/messages.ts'
import { findSlug, newestPosts } from '../posts/newest.ts'
import type { Which } from '../posts/which.ts'
import { findAuthor, findPost, findTag } from '../posts/read.ts'
import { slugFrom, urls } from '../urls.ts'

const articles = 20
const comments = 50

/** GET /feed: leads to the one that most programs read. */
export const leadToFeed = (c: AppContext): Response => c.redirect(urls.feed('atom'), 301)

/** GET /posts/:id: leads to the article, wherever it is by now; feeds know it by this address. */
export async function leadToPost(c: AppContext): Promise<Response> {
  const slug = await findSlug(c.var.services.publicDb, pathId(c))
  if (slug === undefined) throw notFound()
  return c.redirect(urls.post(slug), 302)
}

/** GET /feed/:format: the newest articles. */
export const showFeed = (c: AppContext): Promise<Response> =>
  sendArticles(c, { which: {}, name: () => null, page: urls.home(), address: urls.feed })

/** GET /tags/:tag/feed/:format, by the tag's slug. */
export async function showTagFeed(c: AppContext): Promise<Response> {
  const text = pathText(c, 'tag')
  const tag = await findTag(c.var.services.publicDb, text)
  if (!tag) throw notFound()
  return tag.slug === text
    ? sendArticles(c, {
        which: { tag: tag.id },
        name: t => t.posts.tagged(tag.name),
        page: urls.tag(tag.slug),
        address: format => urls.tagFeed(tag.slug, format),
      })
    : movedTo(c, urls.tagFeed(tag.slug, formatOf(c)))
}

/** GET /authors/:author/feed/:format, by the author's slug. */
export async function showAuthorFeed(c: AppContext): Promise<Response> {
  const author = await findAuthor(c.var.services.publicDb, pathText(c, 'author'))
  if (!author) throw notFound()
  return sendArticles(c, {
    which: { author: author.id },
    name: t => t.listing.by(author.name),
    page: urls.author(author.slug),
    address: format => urls.authorFeed(author.slug, format),
  })
}

interface ArticlesFeed {
  which: Which
  /** What they have in common; null for all. */
  name: (t: Messages) => string | null
  /** The path of the page that lists the same. */
  page: string
  address: (format: FeedFormat) => string
}

function sendArticles(c: AppContext, { which, name, page, address }: ArticlesFeed): Promise<Response> {
  const { services, settings } = c.var
  return sendFeed(c, address, async (format, t) => {
    const posts = await newestPosts(services.publicDb, { size: articles, ...which })
    const title = name(t)
    const base = services.config.baseUrl
    return {
      title: title === null ? settings.title : t.titleOf(title, settings.title),
      page,
      entries: articleEntries(posts, { base, format, content: settings.feed_content }),
      dependsOn: ['posts', ...posts.map(post => `comments:${post.id}`)],
    }
  })
}

/** GET /comments/feed/:format: the newest comments on whatever article. */
export function showCommentsFeed(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  return sendFeed(c, urls.commentsFeed, async (_, t) => ({
    title: t.feeds.comments(settings.title),
    page: urls.home(),
    entries: commentEntries(await newestComments(services.publicDb, { post: null, limit: comments }), {
      base: services.config.baseUrl,
      t,
    }),
    dependsOn: ['posts', 'comments'],
  }))
}

/** GET /:slug/feed/:format: the newest comments on an article. */
export function showPostFeed(c: AppContext): Promise<Response> {
  const { services } = c.var
  const slug = slugFrom(pathText(c, 'slug'))
  return sendFeed(
    c,
    format => urls.postFeed(slug, format),
    async (_, t) => {
      const post = await findPost(services.publicDb, slug)
      if (!post) throw notFound()
      return {
        title: t.feeds.comments(post.title),
        page: `${urls.post(slug)}#comments`,
        entries: commentEntries(await newestComments(services.publicDb, { post: post.id, limit: comments }), {
          base: services.config.baseUrl,
          t,
        }),
        dependsOn: [`post:${post.id}`, `comments:${post.id}`],
      }
    },
  )
}

interface ShownFeed {
  title: string
  /** The path of the page that shows the same. */
  page: string
  entries: FeedEntry[]
  dependsOn: readonly Dependency[]
}

/** Whoever asks: the words of a feed are in the language of the site. */
function sendFeed(
  c: AppContext,
  address: (format: FeedFormat) => string,
  read: (format: FeedFormat, t: Messages) => Promise<ShownFeed>,
): Promise<Response> {
  const { services, settings } = c.var
  const format = formatOf(c)
  const absolute = (path: string) => services.config.baseUrl + path
  return sendKept(c, {
    path: address(format),
    type: feedType(format),
    inNoLanguage: true,
    async make() {
      const { title, page, entries, dependsOn } = await read(format, messagesIn(settings.language))
      const feed: Feed = {
        title,
        description: settings.tagline,
        language: settings.language,
        page: absolute(page),
        addresses: {
          atom: absolute(address('atom')),
          rss: absolute(address('rss')),
          json: absolute(address('json')),
        },
        entries,
      }
      // A hundred and fifty modules, which no page needs.
      const { writeFeed } = await import('../feeds/formats.ts')
      return { content: writeFeed(feed, format, services.assets.feedCss), dependsOn }
    },
  })
}

function formatOf(c: AppContext): FeedFormat {
  const asked = pathText(c, 'format')
  const format = feedFormats.find(format => format === asked)
  if (!format) throw notFound()
  return format
}
