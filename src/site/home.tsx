import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/problems.ts'
import { sendPublicPage, shellOf } from '../http/send-page.ts'
import { listPosts } from '../posts/read.ts'
import { urls } from '../urls.ts'
import { HomePage } from '../../views/site/home.tsx'

const postsPerPage = 10

/** GET / */
export const showHome = (c: AppContext): Promise<Response> => showList(c, null)

/** GET /tags/:tag */
export const showTag = (c: AppContext): Promise<Response> => showList(c, c.req.param('tag') ?? '')

async function showList(c: AppContext, tag: string | null): Promise<Response> {
  const { publicDb } = c.var.services
  if (tag?.includes('\0')) throw notFound() // Postgres takes it for an error
  const page = pageNumber(c.req.query('page'))
  const list = await listPosts(publicDb, { page, size: postsPerPage, tag })
  if (list.posts.length === 0 && (page > 1 || tag !== null)) throw notFound()

  return sendPublicPage(c, <HomePage shell={shellOf(c)} list={list} page={page} tag={tag} />, {
    path: tag === null ? urls.home(page) : urls.tag(tag, page),
    dependsOn: ['posts', ...list.posts.map(post => `comments:${post.id}`)],
    hasForm: false,
  })
}

function pageNumber(text: string | undefined): number {
  if (text === undefined) return 1
  const page = Number(text)
  if (!/^\d{1,6}$/.test(text) || page < 1) throw notFound()
  return page
}
