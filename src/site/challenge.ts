import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/answer/problems.ts'
import { pathText } from '../http/input/params.ts'
import { findPost } from '../posts/read.ts'
import { isAttacked } from '../spam/attack.ts'
import { asksForProof, giveChallenge } from '../spam/proof.ts'

/**
 * GET /:slug/comments/challenge: work for the browser of who begins to write; 204 where none is asked for. It stands in
 * no page, which is the same for everyone.
 */
export async function showChallenge(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  const { db, publicDb, keys } = services
  c.header('Cache-Control', 'private, no-store')
  const post = await findPost(publicDb, pathText(c, 'slug'))
  if (!post) throw notFound()
  const isAsked =
    settings.proof_of_work !== 'never' && !c.var.person && asksForProof(settings, await isAttacked(db))
  return isAsked ? c.json(await giveChallenge(db, keys.current, post.id)) : c.body(null, 204)
}
