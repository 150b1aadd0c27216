import { readThread } from '../comments/long-thread.ts'
import { arrange } from '../comments/tree.ts'
import type { AppContext } from '../http/context.ts'
import { remembered } from '../http/cookies.ts'
import { notFound } from '../http/problems.ts'
import { sendPrivatePage, sendPublicPage, shellOf } from '../http/send-page.ts'
import type { PublishedPost } from '../posts/read.ts'
import { readPost } from './find-post.ts'
import { urls } from '../urls.ts'
import { ThreadPage } from '../../views/site/thread.tsx'
import { emptyForm, replyTarget } from './comment-form-state.ts'
import { idIn } from '../http/ids.ts'
import { moderationOf, pageOf, readOwn, renderPost, withOwn } from './post-page.tsx'

/**
 * GET /:slug, with `?from=` the page of comments that begins with a thread, with `?reply=` the form under a comment.
 */
export async function showPost(c: AppContext): Promise<Response> {
  const post = await readPost(c, c.req.param('slug') ?? '')
  if (!post) throw notFound()
  const reply = c.req.query('reply')
  if (reply !== undefined) return showReplyForm(c, post, idIn(reply))

  const query = c.req.query('from')
  const from = query === undefined ? null : idIn(query)
  const own = await readOwn(c, post)
  const isPublic = own.length === 0 && remembered(c) === null && !c.var.person
  const page = await renderPost(c, post, { from, form: emptyForm(c), own, isPublic })
  if (!isPublic) return sendPrivatePage(c, page)
  return sendPublicPage(c, page, {
    path: urls.post(post.slug, from),
    dependsOn: [`post:${post.id}`, `comments:${post.id}`],
    hasForm: post.comments_open,
  })
}

async function showReplyForm(c: AppContext, post: PublishedPost, id: number): Promise<Response> {
  const replyTo = await replyTarget(c, post.id, id)
  if (replyTo === null) throw notFound()
  const from = await pageOf(c, post, id)
  const form = { ...emptyForm(c), replyTo }
  return sendPrivatePage(
    c,
    await renderPost(c, post, { from, form, own: await readOwn(c, post), isPublic: false }),
  )
}

/** GET /:slug/threads/:id: one conversation that is too long for the article's page. */
export async function showThread(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  const post = await readPost(c, c.req.param('slug') ?? '')
  if (!post) throw notFound()
  const thread = idIn(c.req.param('id') ?? '')
  const query = c.req.query('from')
  const from = query === undefined ? null : idIn(query)
  const found = await readThread(services.publicDb, {
    post: post.id,
    thread,
    from,
    size: settings.threads_per_page,
  })
  // What the page began with may be gone since; the conversation need not be.
  if (!found && from !== null) return c.redirect(urls.thread(post.slug, thread), 302)
  if (!found) throw notFound()

  const own = (await readOwn(c, post)).filter(comment => comment.thread_id === thread)
  const page = (
    <ThreadPage
      shell={shellOf(c)}
      post={post}
      thread={{
        threads: arrange(
          withOwn({ ...found, next: null }, own, { from: thread, first: 'oldest' }),
          settings.thread_depth,
        ),
        longer: new Map(),
        moderation: moderationOf(c, urls.thread(post.slug, thread, from)),
        order: 'oldest',
        repliesShown: settings.threads_per_page,
        older: from === null ? null : `${urls.thread(post.slug, thread)}#comments`,
        newer: found.next === null ? null : `${urls.thread(post.slug, thread, found.next)}#comments`,
      }}
    />
  )
  if (own.length > 0 || c.var.person) return sendPrivatePage(c, page)
  return sendPublicPage(c, page, {
    path: urls.thread(post.slug, thread, from),
    dependsOn: [`post:${post.id}`, `comments:${post.id}`],
    hasForm: false,
  })
}
