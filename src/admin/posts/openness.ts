import type { Openness } from '../../db/post-tables.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId } from '../../http/input/params.ts'
import { badRequest, notFound } from '../../http/answer/problems.ts'
import { postLimits } from '../../posts/form.ts'
import { setOpenness } from '../../posts/openness.ts'
import { urls } from '../../urls.ts'
import { saying } from '../../../views/admin/posts/posts-query.ts'
import { actorOf, scopeOf } from '../guard.ts'
import { postsQueryIn, sendPosts } from './posts.tsx'

/** POST /admin/posts/:id/openness: until when an article takes comments. */
export async function postOpenness(c: AppContext): Promise<Response> {
  const { services } = c.var
  const id = pathId(c)
  const body = await readForm(c)
  const list = postsQueryIn(fields(body))
  const openness = opennessIn(body.field('until'), body.field('days'))
  if (openness === null) return sendPosts(c, list, { wrong: { id, days: body.field('days') } }, 422)
  const author = scopeOf(c)?.author ?? null
  if (!(await setOpenness(services.db, actorOf(c), { id, author }, openness))) throw notFound()
  // The word of it comes from the database as well, a moment later.
  services.pages.changed(`post:${id}`)
  return c.redirect(`${urls.admin.posts({ ...saying(list), saved: id })}#article-${id}`, 303)
}

/** Null when the days are no number that makes sense. Throws badRequest for what no form of ours says. */
export function opennessIn(until: string, typed: string): Openness | null {
  if (until === 'site' || until === 'always' || until === 'closed') return { until }
  if (until !== 'days') throw badRequest()
  const days = Number(typed.trim())
  return /^\d+$/.test(typed.trim()) && days >= 1 && days <= postLimits.days ? { until, days } : null
}
