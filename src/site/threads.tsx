import { remembered, isNobody } from '../http/client/cookies.ts'
import type { AppContext } from '../http/context.ts'
import { pathId, pathText, query } from '../http/input/params.ts'
import { isNotFound, notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { htmlOf, sendPrivatePage } from '../http/answer/send-page.ts'
import { slugFrom, urls } from '../urls.ts'
import { emptyForm, replyTarget } from './comment-form-state.ts'
import { readPost } from './find-post.ts'
import { pageInThread, readOwn } from './post-page.tsx'
import { renderThread, type ThreadPlace } from './thread-page.tsx'
import { readTold } from './told.ts'

/**
 * GET /:slug/threads/:id: one conversation that is too long for the article's page, with `?reply=` the form under a
 * comment of it.
 */
export async function showThread(c: AppContext): Promise<Response> {
  const asked = query(c)
  const [reply, from] = [asked.id('reply'), asked.id('from')]
  const place = { slug: slugFrom(pathText(c, 'slug')), thread: pathId(c), from }
  if (reply !== null) return showReplyForm(c, place, reply)
  return answerThread(c, place).catch((error: unknown) => {
    // What the page began with may be gone since; the conversation need not be.
    if (!isNotFound(error) || place.from === null) throw error
    return c.redirect(urls.thread(place.slug, place.thread), 302)
  })
}

async function answerThread(c: AppContext, place: ThreadPlace): Promise<Response> {
  if (isNobody(c)) return sendThread(c, place)
  const post = await readPost(c, place.slug)
  if (!post) throw notFound()
  const own = (await readOwn(c, post)).filter(comment => comment.thread_id === place.thread)
  const told = await readTold(c, post.id, urls.thread(place.slug, place.thread, place.from))
  if (own.length === 0 && told === null && remembered(c) === null && !c.var.person)
    return sendThread(c, place)
  return sendPrivatePage(c, renderThread(c, post, place, { form: emptyForm(c), own, told }))
}

function sendThread(c: AppContext, place: ThreadPlace): Promise<Response> {
  return sendKept(c, {
    path: urls.thread(place.slug, place.thread, place.from),
    async make() {
      const post = await readPost(c, place.slug)
      if (!post) throw notFound()
      const page = renderThread(c, post, place, { form: emptyForm(c), own: [], told: null })
      return { content: await htmlOf(page), dependsOn: [`post:${post.id}`, `comments:${post.id}`] }
    },
  })
}

async function showReplyForm(c: AppContext, { slug, thread }: ThreadPlace, id: number): Promise<Response> {
  const post = await readPost(c, slug)
  const replyTo = post ? await replyTarget(c, post.id, id) : null
  if (!post || replyTo === null) throw notFound()
  const place = { slug, thread, from: await pageInThread(c, thread, id) }
  const own = (await readOwn(c, post)).filter(comment => comment.thread_id === thread)
  const form = { ...emptyForm(c), replyTo: replyTo.isClosed ? null : replyTo }
  return sendPrivatePage(c, renderThread(c, post, place, { form, own, told: null }))
}
