import { may } from '../accounts/roles.ts'
import type { Reading } from '../comments/conversations.ts'
import { findOwnComments, type OwnComment } from '../comments/own.ts'
import { type Sorting, sortingOf, threadPlace } from '../comments/order.ts'
import { findComment, placeInThread, placeOf } from '../comments/place.ts'
import { ownOnArticle } from '../comments/own-places.ts'
import { commentsOf, inOrder, repliesShown } from '../comments/thread.ts'
import { commentsIn } from '../comments/written.ts'
import type { AppContext } from '../http/context.ts'
import { commentTokens, dropComment } from '../http/client/cookies.ts'
import { notFound } from '../http/answer/problems.ts'
import { htmlOf, shellOf } from '../http/answer/send-page.ts'
import type { PublishedPost } from '../posts/read.ts'
import { withAnchors } from '../text/headings.ts'
import { withLargePictures } from '../text/large-pictures.ts'
import { urls } from '../urls.ts'
import type { FormState } from '../../views/site/comment-form.tsx'
import type { ViewedComment } from '../../views/site/viewed-comment.ts'
import { PostPage } from '../../views/site/post.tsx'
import type { ToldProps } from '../../views/site/told.tsx'
import { editOf } from './edit-of.ts'
import { type Article, factsOf } from './find-post.ts'
import { conversationHtml, keptHtml } from './conversation-html.ts'
import { moderates } from './moderates.ts'
import { articleData, pictureOf } from './structured-data.ts'

interface Shown {
  /** The thread that the page of comments begins with; null for the first page. */
  from: number | null
  sorting: Sorting
  form: FormState
  /** This reader's own comments on the article. */
  own: readonly OwnComment[]
  isPublic: boolean
  /** What this reader is told once. */
  told?: ToldProps | null
  /** What the page is known by, where not by its own address. */
  path?: string
  /** Where who asks may edit the article, if that was found out. */
  edit?: string | null
}

/** The page of an article with one page of its comments, among them those that only this reader sees. */
export async function renderPost(c: AppContext, article: Article, shown: Shown): Promise<Buffer> {
  const { before, conversations, after } = await partsOfPost(c, article, shown)
  return Buffer.concat([before, ...conversations.map(({ html }) => html), after])
}

/** Stands in the page where the conversations go; nothing that a database holds, and so nothing before it, has one. */
const conversationsHere = '\0'

/** The same in its parts: what stands before the conversations, they, and what stands after them. */
export async function partsOfPost(
  c: AppContext,
  article: Article,
  { from, sorting, form, own, isPublic, told = null, path, edit }: Shown,
) {
  const { post, page } = article
  // Before anything is made of the page: what is made would lie about while this is asked for.
  const facts = await factsOf(c, article)
  const { first, order, asked } = sorting
  const under = post.comments_open ? placeOfForm(article, own, form) : null
  const address = (name: number | 'first' | null) =>
    name === null ? null : `${urls.post(post.slug, name === 'first' ? null : name, asked)}#comments`
  const [before, after] = [address(page.previous), address(page.next)]
  const shown = {
    from,
    sorting,
    form: { ...form, under: under?.comment ?? null },
    own,
    told,
    under: under?.thread ?? null,
  }
  const conversations = conversationsOf(c, article, shown)
  const html = await htmlOf(
    <PostPage
      shell={
        isPublic ? shellOf(c, urls.post(post.slug, from, asked)) : { ...shellOf(c), ...(path && { path }) }
      }
      post={{ ...post, html: asShown(c, post.html) }}
      facts={facts}
      form={shown.form}
      image={pictureOf(c, post)}
      edit={isPublic ? null : edit === undefined ? await editOf(c, post.id) : edit}
      data={isPublic ? articleData(c, post, page.threads) : []}
      isPublic={isPublic}
      told={toldAbove(told, article, own)}
      thread={{
        count: conversations.length,
        html: conversationsHere,
        order,
        older: first === 'oldest' ? before : after,
        newer: first === 'oldest' ? after : before,
      }}
      sorts={sortsOf(c, post.slug, sorting)}
    />,
  )
  const at = html.indexOf(conversationsHere)
  if (at === -1) throw new Error('the page has no place for its conversations')
  return {
    before: Buffer.from(html.slice(0, at)),
    conversations,
    after: Buffer.from(html.slice(at + conversationsHere.length)),
  }
}

/** Whether a comment has a place among some: it is one of them, or was answered by one. */
export const isAmong = (comments: readonly ViewedComment[], id: number): boolean =>
  comments.some(({ path }) => path.includes(id))

/** What no comment on this page can say, because it is gone. */
function toldAbove(told: ToldProps | null, { page }: Reading, own: readonly OwnComment[]): ToldProps | null {
  if (told === null || told.deed === 'withdrawn') return told
  return 'decision' in told && !isAmong([...commentsOf(page), ...own], told.comment) ? told : null
}

/** An article's HTML with the ways that its page adds. */
function asShown(c: AppContext, html: string): string {
  const { article } = c.get('t')
  return withLargePictures(withAnchors(html, article.anchor), article.enlarge)
}

/** The ways to see the conversations in another order; each has its own address, but for the site's own. */
function sortsOf(c: AppContext, slug: string, { first, order }: Sorting) {
  return (['oldest', 'newest'] as const).map(end => ({
    end,
    href: `${urls.post(slug, null, sortingOf(c.get('settings'), end).asked)}#comments`,
    isCurrent: first === end && order === end,
  }))
}

/** The comment on this page under which a form stands, with its thread; null: below them all. */
function placeOfForm({ page }: Reading, own: readonly OwnComment[], { replyTo }: FormState) {
  const comment = replyTo && [...commentsOf(page), ...own].find(({ id }) => id === replyTo.id)
  return comment ? { comment: comment.id, thread: comment.thread_id } : null
}

/** A conversation on a page. */
export interface ShownConversation {
  thread: number
  html: Buffer
  /** Whether this reader sees it as nobody else does. */
  isOwn: boolean
}

/** The HTML of each conversation: as it is kept, but for those that this reader sees as nobody else does. */
export function conversationsOf(
  c: AppContext,
  { post, page, conversations, grew }: Article,
  {
    from,
    sorting,
    form,
    own,
    told = null,
    under,
  }: Pick<Shown, 'from' | 'sorting' | 'form' | 'own' | 'told'> & { under: number | null },
): ShownConversation[] {
  const { first, order, asked } = sorting
  const [t, settings] = [c.get('t'), c.get('settings')]
  const size = settings.threads_per_page
  const moderation = moderationOf(c, urls.post(post.slug, from, asked))
  const around = { t, depth: settings.thread_depth, post, moderation }
  const kept = keptHtml(c, around, grew)
  const mine = own.length === 0 ? [] : ownOnArticle(page, own, first)
  const owned = Map.groupBy(mine, comment => comment.thread_id)
  const toldOf = told === null ? [] : commentsOf(page).filter(({ path }) => path.includes(told.comment))
  const ownThreads = new Set([...own, ...toldOf].map(comment => comment.thread_id))
  const threads = threadsIn(page, mine)
  const inTurn = order === 'oldest' ? threads : threads.toReversed()
  return pinnedFirst(inTurn, page.pinned).map(thread => {
    const conversation = conversations.get(thread)
    const marks = { isPinned: page.pinned.includes(thread), isClosed: conversation?.isClosed ?? false }
    const hidden = (page.longer.get(thread) ?? 0) - repliesShown(size) - 1
    const rest = hidden > 0 ? { count: hidden, from: page.goesOn.get(thread)?.id ?? null } : null
    if (conversation && thread !== under && !ownThreads.has(thread))
      return { thread, html: kept(conversation, rest, marks), isOwn: false }
    const comments = owned.get(thread) ?? (conversation ? commentsIn(conversation) : [])
    const seen = { marks, rest, told, form: thread === under ? form : null }
    return { thread, html: conversationHtml(comments, around, seen), isOwn: true }
  })
}

const pinnedFirst = (threads: readonly number[], pinned: readonly number[]): number[] => [
  ...pinned.filter(thread => threads.includes(thread)),
  ...threads.filter(thread => !pinned.includes(thread)),
]

/** The threads of a page and of this reader's comments in the order of conversations. */
function threadsIn({ threads }: Reading['page'], mine: readonly ViewedComment[]): number[] {
  const known = new Set(threads.map(({ id }) => id))
  const others = mine.filter(comment => !known.has(comment.thread_id))
  const places = others.map(({ thread_id, place }) => ({
    id: thread_id,
    place: threadPlace(place).toString('hex'),
  }))
  return [...new Set(inOrder([...threads, ...places]).map(({ id }) => id))]
}

/** What a moderator may do on a page; null for readers, and for an author on somebody else's article. */
export function moderationOf(c: AppContext, returnTo: string): { returnTo: string } | null {
  const person = c.get('person')
  return person && may(person.role, 'moderate all') ? { returnTo } : null
}

/**
 * This reader's comments on an article; keys that open nothing any more are taken back. Who moderates sees what was
 * removed of theirs gone, as everybody's is.
 */
export async function readOwn(c: AppContext, post: PublishedPost): Promise<OwnComment[]> {
  const { db, keys } = c.var.services
  const own = await findOwnComments(db, keys, c.var.settings, post.id, commentTokens(c))
  for (const comment of own) if (!comment.pending && !comment.editable) dropComment(c, comment.id)
  const isModerator = own.some(({ isRemoved }) => isRemoved) && (await moderates(c, post.id))
  return own.filter(
    ({ pending, editable, isRemoved }) => (pending || editable) && !(isRemoved && isModerator),
  )
}

/** The page of an article's comments that shows one of them; the first when no one may see it. */
export async function pageOf(
  c: AppContext,
  post: PublishedPost,
  comment: number | null,
  { first }: Sorting,
): Promise<number | null> {
  const { services, settings } = c.var
  const found = comment === null ? undefined : await findComment(services.publicDb, comment)
  if (found?.post !== post.id) return null
  const place = await placeOf(services.publicDb, found, {
    size: settings.threads_per_page,
    first,
  })
  return place.page === 'article' ? place.from : found.thread
}

/** The comment that a page of one conversation begins with which shows another. Throws notFound. */
export async function pageInThread(c: AppContext, thread: number, comment: number): Promise<number | null> {
  const { services, settings } = c.var
  const found = await findComment(services.publicDb, comment)
  if (found?.thread !== thread) throw notFound()
  return (await placeInThread(services.publicDb, found, settings.threads_per_page)).from
}
