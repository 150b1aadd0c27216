import { may } from '../accounts/roles.ts'
import type { OwnComment } from '../comments/own.ts'
import type { Sorting } from '../comments/order.ts'
import { keptPiece, ownPiece, type PageParts, type Piece, type Stretch } from '../http/answer/pieces.ts'
import { sendPrivatePieces } from '../http/answer/send-body.ts'
import { htmlOf, sendPrivatePage } from '../http/answer/send-page.ts'
import { cacheKey } from '../http/client/variant.ts'
import type { AppContext } from '../http/context.ts'
import { urls } from '../urls.ts'
import { CommentForm, type FormState } from '../../views/site/comment-form.tsx'
import type { ToldProps } from '../../views/site/told.tsx'
import { emptyForm } from './comment-form-state.ts'
import { editOf } from './edit-of.ts'
import type { Article } from './find-post.ts'
import {
  conversationsOf,
  moderationOf,
  partsOfPost,
  renderPost,
  type ShownConversation,
} from './post-page.tsx'

interface OwnView {
  from: number | null
  sorting: Sorting
  own: readonly OwnComment[]
  told: ToldProps | null
}

/**
 * Sends an article as somebody sees it who is known: their name in the form, their comments in the conversations. What
 * of it others get too is kept compressed; the page is put together of that.
 */
export async function sendOwnPost(c: AppContext, article: Article, view: OwnView): Promise<Response> {
  const form = emptyForm(c)
  const canBeJoined = view.told === null && article.post.comments_open
  const parts = canBeJoined ? await partsOf(c, article, view) : null
  // The first comment of a page stands where there was a word for none.
  if (!parts || (view.own.length > 0 && parts.conversations.length === 0))
    return sendPrivatePage(c, renderPost(c, article, { ...view, form, isPublic: false }))
  const conversations = parts.conversations.map(({ piece }) => piece)
  return sendPrivatePieces(c, [
    parts.beforeConversations,
    ...(view.own.length === 0
      ? conversations
      : withOwnAmong(c, article, { ...view, form }, parts.conversations)),
    parts.beforeForm,
    ownPiece(await formHtml(c, article, form)),
    parts.afterForm,
  ])
}

/** The conversations as somebody sees them whose comments are among them; where none is, they are as everyone gets them. */
function withOwnAmong(
  c: AppContext,
  article: Article,
  view: OwnView & { form: FormState },
  stretches: readonly Stretch[],
): Piece[] {
  const shown = conversationsOf(c, article, { ...view, under: null })
  const beginning = new Map(stretches.map(stretch => [stretch.threads[0], stretch]))
  const isAt = (at: number) => (thread: number, n: number) =>
    shown[at + n]?.thread === thread && shown[at + n]?.isOwn === false
  const pieces: Piece[] = []
  let mine: Buffer[] = []
  for (let at = 0; at < shown.length; ) {
    const stretch = beginning.get(shown[at]?.thread)
    if (stretch?.threads.every(isAt(at))) {
      pieces.push(ownPiece(Buffer.concat(mine)), stretch.piece)
      mine = []
      at += stretch.threads.length
    } else mine.push(...shown.slice(at, ++at).map(({ html }) => html))
  }
  return [...pieces, ownPiece(Buffer.concat(mine))]
}

/** The parts of a page, kept until the page changes; null where they are not found in it. */
async function partsOf(c: AppContext, article: Article, view: OwnView): Promise<PageParts | null> {
  const { post } = article
  const { sorting, from } = view
  const edit = await editOf(c, post.id)
  const path = urls.post(post.slug, from, sorting.asked)
  const { person, begun, services } = c.var
  // What it shows differs by what somebody may do, not by who they are.
  const rights = person && [may(person.role, 'write own'), moderationOf(c, path) !== null, edit]
  const key = JSON.stringify([cacheKey(c.var, path), rights ?? null])
  return services.pageParts.getOrMake(key, begun, async () => {
    const made = await takeApart(c, article, { from, sorting, path, edit })
    return {
      value: made.parts,
      bytes: made.bytes,
      dependsOn: ['site', 'posts', `post:${post.id}`, `comments:${post.id}`],
    }
  })
}

interface ViewOfMany extends Pick<OwnView, 'from' | 'sorting'> {
  path: string
  edit: string | null
}

/** Takes the page apart also where its form stands, which is known by its text. */
async function takeApart(c: AppContext, article: Article, { from, sorting, path, edit }: ViewOfMany) {
  const view = { from, sorting, own: [], form: emptyForm(c) }
  const page = await partsOfPost(c, article, { ...view, isPublic: false, path, edit })
  const form = await formHtml(c, article, view.form)
  const formAt = page.after.lastIndexOf(form)
  if (formAt < 0) return { parts: null, bytes: 0 }
  const parts: PageParts = {
    beforeConversations: keptPiece(page.before),
    conversations: stretchesOf(page.conversations),
    beforeForm: keptPiece(page.after.subarray(0, formAt)),
    afterForm: keptPiece(page.after.subarray(formAt + form.length)),
  }
  const conversations = page.conversations.reduce((sum, { html }) => sum + html.length, 0)
  return { parts, bytes: page.before.length + conversations + page.after.length }
}

/** So that what stands beside a reader's own comment need not be compressed again, in pieces of some kB. */
function stretchesOf(shown: readonly ShownConversation[]): Stretch[] {
  const stretches: Stretch[] = []
  for (let from = 0, to = 0, length = 0; to < shown.length; ) {
    length += shown[to++]?.html.length ?? 0
    if (length < stretchLength && to < shown.length) continue
    const some = shown.slice(from, to)
    const piece = keptPiece(Buffer.concat(some.map(({ html }) => html)))
    stretches.push({ threads: some.map(({ thread }) => thread), piece })
    from = to
    length = 0
  }
  return stretches
}

const stretchLength = 16_384

const formHtml = async (c: AppContext, { post }: Article, form: FormState): Promise<Buffer> =>
  Buffer.from(await htmlOf(<CommentForm t={c.var.t} slug={post.slug} state={form} />))
