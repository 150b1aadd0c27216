import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../http/context.ts'
import { sendPrivatePage, shellOf } from '../http/send-page.ts'
import { readPost } from './find-post.ts'
import type { FormState } from '../../views/site/comment-form.tsx'
import { UnpostedPage } from '../../views/site/unposted.tsx'
import { replyTarget } from './comment-form-state.ts'
import { pageOf, readOwn, renderPost } from './post-page.tsx'

/** A comment that was sent, with the form as it is to be shown again. */
export interface Answered {
  slug: string
  parent: number | null
  form: FormState
}

/**
 * Shows the article again with the form as it is now. What stands in the way of any comment here comes before what is
 * wrong with this one: no such article (404), the answered comment not public, comments closed (403).
 */
export async function showAgain(
  c: AppContext,
  { slug, parent, form }: Answered,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { refusals } = c.var.t
  const post = await readPost(c, slug)
  if (!post) return showUnposted(c, { slug, parent, form }, 'noSuchPost', 404)

  const replyTo = parent === null ? null : await replyTarget(c, post.id, parent)
  const own = await readOwn(c, post)
  const show = async (shown: FormState, status: ContentfulStatusCode) => {
    const from = await pageOf(c, post, parent)
    return sendPrivatePage(
      c,
      await renderPost(c, post, { from, form: { ...shown, replyTo }, own, isPublic: false }),
      status,
    )
  }

  if (parent !== null && replyTo === null) {
    const notice = { title: refusals.parentNotPublic, hint: refusals.parentNotPublicHint }
    return show({ ...form, errors: {}, notice }, 403)
  }
  if (!post.comments_open)
    return show({ ...form, errors: {}, notice: { title: refusals.closed, hint: refusals.closedHint } }, 403)
  return show(form, status)
}

/** Shows what was typed without the article, which is not there or can't be read now. */
export function showUnposted(
  c: AppContext,
  { slug, form }: Answered,
  reason: 'noSuchPost' | 'unavailable',
  status: 404 | 503,
): Promise<Response> {
  const { refusals } = c.var.t
  const notice = { title: refusals[reason], hint: refusals[`${reason}Hint`] }
  const canRetry = reason === 'unavailable'
  return sendPrivatePage(
    c,
    <UnpostedPage shell={shellOf(c)} slug={slug} form={{ ...form, notice }} canRetry={canRetry} />,
    status,
  )
}
