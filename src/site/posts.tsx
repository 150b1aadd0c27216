import { type Sorting, sortingOf } from '../comments/order.ts'
import type { AppContext } from '../http/context.ts'
import { isNobody, remembered } from '../http/client/cookies.ts'
import { pathText, query } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { sendPrivatePage } from '../http/answer/send-page.ts'
import { readArticle, readPost } from './find-post.ts'
import { normalized } from '../text/marks.ts'
import { slugFrom, urls } from '../urls.ts'
import { emptyForm, formOfClosed, replyTarget } from './comment-form-state.ts'
import { sendOwnPost } from './own-post.tsx'
import { showPrivate } from './private-post.tsx'
import { pageOf, readOwn, renderPost } from './post-page.tsx'
import { readTold } from './told.ts'

/**
 * GET /:slug, with `?from=` the page of comments that begins with a thread, with `?reply=` the form under a comment, with
 * `?sort=` the oldest or the newest comments first.
 */
export const showPost = (c: AppContext): Promise<Response> => showPostAt(c, pathText(c, 'slug'))

/** The same at a slug that is not in the path. */
export async function showPostAt(c: AppContext, typed: string): Promise<Response> {
  const slug = slugFrom(typed)
  const staffs = c.get('person') && !(await readPost(c, slug)) ? await showPrivate(c, slug) : null
  if (staffs) return staffs
  if (normalized(typed) !== slug) return leadToSlug(c, slug)
  const asked = query(c)
  const [reply, from] = [asked.id('reply'), asked.id('from')]
  const sorting = sortingOf(c.get('settings'), asked.ifOneOf('sort', ends))
  if (reply === null && isNobody(c)) return sendPost(c, slug, from, sorting)

  if (reply !== null) return showReplyForm(c, slug, reply, sorting)
  const reading = await readArticle(c, slug, from, sorting)
  const own = await readOwn(c, reading.post)
  const told = await readTold(c, reading.post.id, urls.post(slug, from, sorting.asked))
  const isKnown = c.get('person') !== undefined || (remembered(c) !== null && reading.post.comments_open)
  if (own.length === 0 && told === null && !isKnown) return sendPost(c, slug, from, sorting)
  return sendOwnPost(c, reading, { from, sorting, own, told })
}

const ends = ['oldest', 'newest'] as const

/** Leads to the one address that an article has, from another way to write it. */
async function leadToSlug(c: AppContext, slug: string): Promise<Response> {
  if (!(await readPost(c, slug))) throw notFound()
  return c.redirect(urls.post(slug) + new URL(c.req.url).search, 301)
}

/** Sends an article's page as everyone gets it. */
function sendPost(c: AppContext, slug: string, from: number | null, sorting: Sorting): Promise<Response> {
  return sendKept(c, {
    path: urls.post(slug, from, sorting.asked),
    async make() {
      const reading = await readArticle(c, slug, from, sorting)
      const page = renderPost(c, reading, { from, sorting, form: emptyForm(c), own: [], isPublic: true })
      const { id } = reading.post
      return { content: await page, dependsOn: ['posts', `post:${id}`, `comments:${id}`] }
    },
  })
}

async function showReplyForm(c: AppContext, slug: string, id: number, sorting: Sorting): Promise<Response> {
  const post = await readPost(c, slug)
  const replyTo = post ? await replyTarget(c, post.id, id) : null
  if (!post || replyTo === null) throw notFound()
  const from = await pageOf(c, post, id, sorting)
  const shown = {
    from,
    sorting,
    form: replyTo.isClosed ? formOfClosed(c) : { ...emptyForm(c), replyTo },
    own: await readOwn(c, post),
    isPublic: false,
  }
  return sendPrivatePage(c, renderPost(c, await readArticle(c, slug, from, sorting), shown))
}
