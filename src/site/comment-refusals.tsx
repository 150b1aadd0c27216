import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../http/context.ts'
import { findLead } from '../addresses/addresses.ts'
import { sortingOf } from '../comments/order.ts'
import { query } from '../http/input/params.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { readArticle, readPost } from './find-post.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import type { FormState } from '../../views/site/comment-form.tsx'
import { UnpostedPage } from '../../views/site/unposted.tsx'
import { urls } from '../urls.ts'
import { replyTarget } from './comment-form-state.ts'
import { renderThread } from './thread-page.tsx'
import { pageInThread, pageOf, readOwn, renderPost } from './post-page.tsx'

/** A comment that was sent, with the form as it is to be shown again. */
export interface Answered {
  slug: string
  parent: number | null
  /** The conversation from whose page it came; null: from the article's. */
  thread: number | null
  form: FormState
}

/**
 * Shows the article again with the form as it is now. What stands in the way of any comment here comes before what is
 * wrong with this one: no such article (404), the answered comment not public, comments closed (403).
 */
export async function showAgain(
  c: AppContext,
  { slug, parent, thread, form }: Answered,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { refusals } = c.var.t
  const post = await readPost(c, slug)
  if (!post) return followPost(c, { slug, parent, thread, form })

  const answered = parent === null ? null : await replyTarget(c, post.id, parent)
  const replyTo = answered?.isClosed ? null : answered
  const own = await readOwn(c, post)
  const show = async (shown: FormState, status: ContentfulStatusCode) => {
    if (thread !== null && replyTo !== null) {
      const place = { slug, thread, from: await pageInThread(c, thread, replyTo.id) }
      const mine = own.filter(comment => comment.thread_id === thread)
      const page = renderThread(c, post, place, { form: { ...shown, replyTo }, own: mine, told: null })
      return sendPrivatePage(c, page, status)
    }
    const sorting = sortingOf(c.var.settings, null)
    const from = await pageOf(c, post, parent, sorting)
    return sendPrivatePage(
      c,
      renderPost(c, await readArticle(c, slug, from, sorting), {
        from,
        sorting,
        form: { ...shown, replyTo },
        own,
        isPublic: false,
      }),
      status,
    )
  }

  if (answered?.isClosed && post.comments_open) {
    const notice = { title: refusals.conversationClosed, hint: refusals.conversationClosedHint }
    return show({ ...form, errors: {}, notice }, 403)
  }
  if (parent !== null && answered === null) {
    const notice = { title: refusals.parentNotPublic, hint: refusals.parentNotPublicHint }
    return show({ ...form, errors: {}, notice }, 403)
  }
  if (!post.comments_open)
    return show({ ...form, errors: {}, notice: { title: refusals.closed, hint: refusals.closedHint } }, 403)
  return show(form, status)
}

/** What a comment is given back with that could not be saved: its own form, to be sent again as the answer it was. */
export function giveBackAs(c: AppContext, answered: Answered): void {
  const { unavailable, unavailableHint } = c.get('t').refusals
  c.set('showAgain', (notice, status) =>
    showUnposted(
      c,
      answered,
      status === 503 ? { title: unavailable, hint: unavailableHint } : notice,
      status,
    ),
  )
}

/**
 * Of an article that has another address by now, as it may since its page was opened: lets the browser send the form there
 * again, which it does by itself. Of one that is nowhere, shows what was typed.
 */
export async function followPost(c: AppContext, answered: Answered): Promise<Response> {
  const ways = query(c).isThere('marked') ? urls.markedComments : urls.comments
  const lead = await findLead(c.var.services.publicDb, ways(answered.slug))
  if (lead && 'to' in lead && /\/comments(?:\?|$)/.test(lead.to)) {
    c.header('Cache-Control', 'no-store')
    return c.redirect(lead.to, 307)
  }
  const { noSuchPost, noSuchPostHint } = c.var.t.refusals
  return showUnposted(c, answered, { title: noSuchPost, hint: noSuchPostHint }, 404)
}

/** Shows what was typed without the article, which is not there or can't be read now. */
export function showUnposted(
  c: AppContext,
  { slug, parent, form }: Answered,
  notice: NoticeProps,
  status: 404 | 500 | 503,
): Promise<Response> {
  const shown = { ...form, parent, notice }
  return sendPrivatePage(
    c,
    <UnpostedPage shell={shellOf(c)} slug={slug} form={shown} canRetry={status !== 404} />,
    status,
  )
}
