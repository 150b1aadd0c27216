import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { idIn } from '../http/ids.ts'
import { badRequest, notFound } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { listPosts, type Openness, setOpenness } from '../posts/openness.ts'
import { urls } from '../urls.ts'
import { ArticlesPage, type ArticleQuery } from '../../views/admin/articles.tsx'
import { actorOf, scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

const postsPerPage = 50
const mostDays = 36_500

/** GET /admin/articles: until when each takes comments. */
export const showArticles = (c: AppContext): Promise<Response> =>
  show(
    c,
    queryIn(name => c.req.query(name)),
    200,
  )

/** POST /admin/articles/:id/openness */
export async function postOpenness(c: AppContext): Promise<Response> {
  const { services } = c.var
  const id = idIn(c.req.param('id') ?? '')
  const body = await readForm(c)
  const query = queryIn(name => body.field(name) || undefined)
  const openness = opennessIn(body.field('until'), body.field('days'))
  if (openness === null) return show(c, query, 422, { id, days: body.field('days') })
  if (!(await setOpenness(services.db, actorOf(c), { id, author: authorOf(c) }, openness))) throw notFound()
  // The word of it comes from the database as well, a moment later.
  services.pages.changed(`post:${id}`)
  return c.redirect(`${urls.admin.articles({ ...query, saved: String(id) })}#article-${id}`, 303)
}

/** Null when the days are no number that makes sense. */
function opennessIn(until: string, typed: string): Openness | null {
  if (until === 'site' || until === 'always' || until === 'closed') return { until }
  if (until !== 'days') throw badRequest()
  const days = Number(typed.trim())
  return /^\d+$/.test(typed.trim()) && days >= 1 && days <= mostDays ? { until, days } : null
}

function queryIn(get: (name: string) => string | undefined): ArticleQuery {
  const before = get('before') ?? ''
  if (!/^([1-9]\d{0,14})?$/.test(before)) throw badRequest()
  return { search: (get('search') ?? '').trim().slice(0, 200), before }
}

const authorOf = (c: AppContext): number | null => scopeOf(c)?.author ?? null

async function show(
  c: AppContext,
  query: ArticleQuery,
  status: ContentfulStatusCode,
  wrong: { id: number; days: string } | null = null,
): Promise<Response> {
  const before = query.before === '' ? null : Number(query.before)
  const page = await listPosts(c.var.services.db, {
    author: authorOf(c),
    search: query.search,
    before,
    size: postsPerPage,
  })
  const saved = Number(c.req.query('saved') ?? 0)
  return sendPrivatePage(
    c,
    <ArticlesPage
      shell={adminShellOf(c)}
      query={query}
      {...page}
      siteDays={c.var.settings.close_after_days}
      mostDays={mostDays}
      saved={saved}
      wrong={wrong}
    />,
    status,
  )
}
