import { newestIds } from '../comments/newest.ts'
import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { pathText } from '../http/input/params.ts'
import { findPost } from '../posts/read.ts'
import { slugFrom, urls } from '../urls.ts'

/** A page that has been open for longer shows them all when it is loaded anew. */
const mostNamed = 50

/**
 * GET /:slug/comments/news: how many comments an article has, and the ids of the newest, for a page that is open. It is
 * kept as the page is, so that a page which asks once a minute is told that nothing changed, and no query is made.
 */
export function showNews(c: AppContext): Promise<Response> {
  const { publicDb } = c.var.services
  const slug = slugFrom(pathText(c, 'slug'))
  return sendKept(c, {
    path: urls.news(slug),
    type: 'application/json; charset=utf-8',
    inNoLanguage: true,
    async make() {
      const post = await findPost(publicDb, slug)
      if (!post) throw notFound()
      const ids = await newestIds(publicDb, { post: post.id, limit: mostNamed })
      return {
        content: JSON.stringify({ count: post.comment_count, ids }),
        dependsOn: [`post:${post.id}`, `comments:${post.id}`],
      }
    },
  })
}
