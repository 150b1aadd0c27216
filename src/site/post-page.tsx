import { may } from '../accounts/roles.ts'
import { findOwnComments, type OwnComment } from '../comments/own.ts'
import { findComment, placeOf } from '../comments/place.ts'
import type { End } from '../db/tables.ts'
import { readThreadPage, repliesShown, type ThreadPage } from '../comments/thread.ts'
import { arrange, type CommentNode } from '../comments/tree.ts'
import type { AppContext } from '../http/context.ts'
import { dropComment, ownComments } from '../http/cookies.ts'
import { shellOf } from '../http/send-page.ts'
import type { PublishedPost } from '../posts/read.ts'
import { urls } from '../urls.ts'
import type { FormState } from '../../views/site/comment-form.tsx'
import type { ViewedComment } from '../../views/site/comment-thread.tsx'
import { PostPage } from '../../views/site/post.tsx'

interface Shown {
  /** The thread that the page of comments begins with; null for the first page. */
  from: number | null
  form: FormState
  /** This reader's own comments on the article. */
  own: OwnComment[]
  isPublic: boolean
}

/** An article with one page of its comments, among them those that only this reader sees. */
export async function renderPost(c: AppContext, post: PublishedPost, { from, form, own, isPublic }: Shown) {
  const { services, settings } = c.var
  const first = settings.first_page
  const page = await readThreadPage(services.publicDb, {
    post: post.id,
    from,
    size: settings.threads_per_page,
    first,
  })
  const threads = arrange(withOwn(page, own, { from, first }), settings.thread_depth, settings.thread_order)
  const address = (name: number | 'first' | null) =>
    name === null ? null : `${urls.post(post.slug, name === 'first' ? null : name)}#comments`
  const [before, after] = [address(page.previous), address(page.next)]
  const under = post.comments_open && form.replyTo && holds(threads, form.replyTo.id) ? form.replyTo.id : null
  return (
    <PostPage
      shell={shellOf(c)}
      post={post}
      form={{ ...form, under }}
      isPublic={isPublic}
      thread={{
        threads,
        longer: page.longer,
        moderation: moderationOf(c, urls.post(post.slug, from)),
        order: settings.thread_order,
        repliesShown: repliesShown(settings.threads_per_page),
        older: first === 'oldest' ? before : after,
        newer: first === 'oldest' ? after : before,
      }}
    />
  )
}

/** What a moderator may do on a page; null for readers, and for an author on somebody else's article. */
export function moderationOf(c: AppContext, returnTo: string): { returnTo: string } | null {
  const { person } = c.var
  return person && may(person.role, 'moderate all') ? { returnTo } : null
}

interface PartOfThreads extends Pick<ThreadPage, 'comments' | 'next'> {
  longer?: ThreadPage['longer']
  /** Of a page of one thread: how many comments the thread has. */
  total?: number
}

/** The comments of a page with those of this reader that belong on it, each once. */
export function withOwn(
  page: PartOfThreads,
  own: readonly OwnComment[],
  { from, first }: { from: number | null; first: End },
): ViewedComment[] {
  const threads = new Set(page.comments.map(comment => comment.thread_id))
  const places = new Set(page.comments.flatMap(comment => comment.path))
  const goesOnElsewhere = (thread: number) =>
    page.longer?.has(thread) ?? page.comments.length < (page.total ?? 0)
  const direction = first === 'oldest' ? 1 : -1
  const isOnPage = (thread: number) =>
    (from === null || (thread - from) * direction >= 0) &&
    (page.next === null || (page.next - thread) * direction > 0)
  const isHere = ({ id, thread_id, parent_id, pending }: OwnComment) => {
    if (!threads.has(thread_id)) return isOnPage(thread_id)
    if (!goesOnElsewhere(thread_id) || places.has(id)) return true
    // Where what it answers is on another page, so is the answer.
    return pending && parent_id !== null && places.has(parent_id)
  }
  const mine = new Map(own.filter(isHere).map(comment => [comment.id, comment]))
  return [...page.comments.filter(comment => !mine.has(comment.id)), ...mine.values()]
}

/** This reader's comments on an article; keys that open nothing any more are taken back. */
export async function readOwn(c: AppContext, post: PublishedPost): Promise<OwnComment[]> {
  const ids = ownComments(c)
  const own = await findOwnComments(c.var.services.db, c.var.settings, post.id, ids)
  for (const comment of own) if (!comment.pending && !comment.editable) dropComment(c, comment.id)
  return own.filter(comment => comment.pending || comment.editable)
}

/** The page of an article's comments that shows one of them; the first when no one may see it. */
export async function pageOf(
  c: AppContext,
  post: PublishedPost,
  comment: number | null,
): Promise<number | null> {
  const { services, settings } = c.var
  const found = comment === null ? undefined : await findComment(services.publicDb, comment)
  if (found?.post !== post.id) return null
  const place = await placeOf(services.publicDb, found, {
    size: settings.threads_per_page,
    first: settings.first_page,
  })
  return place.page === 'article' ? place.from : found.thread
}

function holds(nodes: readonly CommentNode<ViewedComment>[], id: number): boolean {
  return nodes.some(node => (node.id === id && node.comment !== null) || holds(node.replies, id))
}
