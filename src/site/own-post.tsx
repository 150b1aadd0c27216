import { may } from '../accounts/roles.ts'
import type { Reading } from '../comments/conversations.ts'
import type { OwnComment } from '../comments/own.ts'
import type { Sorting } from '../comments/order.ts'
import { keptPiece, ownPiece, type PageParts, type Piece, type Stretch } from '../http/answer/pieces.ts'
import { sendPrivatePieces } from '../http/answer/send-body.ts'
import { htmlOf, sendPrivatePage } from '../http/answer/send-page.ts'
import type { Told } from '../http/client/cookies.ts'
import { cacheKey } from '../http/client/variant.ts'
import type { AppContext } from '../http/context.ts'
import { urls } from '../urls.ts'
import { CommentForm, type FormState } from '../../views/site/comment-form.tsx'
import { emptyForm } from './comment-form-state.ts'
import { editOf } from './edit-of.ts'
import { conversationsOf, moderationOf, renderPost, type ShownConversation } from './post-page.tsx'

interface OwnView {
  from: number | null
  sorting: Sorting
  own: readonly OwnComment[]
  told: Told | null
}

/**
 * Sends an article as somebody sees it who is known: their name in the form, their comments in the conversations. What
 * of it others get too is kept compressed; the page is put together of that.
 */
export async function sendOwnPost(c: AppContext, reading: Reading, view: OwnView): Promise<Response> {
  const form = emptyForm(c)
  const canBeJoined = view.told === null && reading.post.comments_open
  const parts = canBeJoined ? await partsOf(c, reading, view) : null
  // The first comment of a page stands where there was a word for none.
  if (!parts || (view.own.length > 0 && parts.conversations.length === 0))
    return sendPrivatePage(c, renderPost(c, reading, { ...view, form, isPublic: false }))
  const conversations = parts.conversations.map(({ piece }) => piece)
  return sendPrivatePieces(c, [
    parts.beforeConversations,
    ...(view.own.length === 0
      ? conversations
      : withOwnAmong(c, reading, { ...view, form }, parts.conversations)),
    parts.beforeForm,
    ownPiece(await formHtml(c, reading, form)),
    parts.afterForm,
  ])
}

/** The conversations as somebody sees them whose comments are among them; where none is, they are as everyone gets them. */
function withOwnAmong(
  c: AppContext,
  reading: Reading,
  view: OwnView & { form: FormState },
  stretches: readonly Stretch[],
): Piece[] {
  const shown = conversationsOf(c, reading, { ...view, under: null })
  const beginning = new Map(stretches.map(stretch => [stretch.threads[0], stretch]))
  const isAt = (at: number) => (thread: number, n: number) =>
    shown[at + n]?.thread === thread && shown[at + n]?.isOwn === false
  const pieces: Piece[] = []
  let mine = ''
  for (let at = 0; at < shown.length; ) {
    const stretch = beginning.get(shown[at]?.thread)
    if (stretch?.threads.every(isAt(at))) {
      pieces.push(ownPiece(mine), stretch.piece)
      mine = ''
      at += stretch.threads.length
    } else mine += shown[at++]?.html ?? ''
  }
  return [...pieces, ownPiece(mine)]
}

/** The parts of a page, kept until the page changes; null where they are not found in it. */
async function partsOf(c: AppContext, reading: Reading, view: OwnView): Promise<PageParts | null> {
  const { post } = reading
  const { sorting, from } = view
  const edit = await editOf(c, post.id)
  const path = urls.post(post.slug, from, sorting.asked)
  const { person, begun, services } = c.var
  // What it shows differs by what somebody may do, not by who they are.
  const rights = person && [may(person.role, 'write own'), moderationOf(c, path) !== null, edit]
  const key = JSON.stringify([cacheKey(c.var, path), rights ?? null])
  return services.pageParts.getOrMake(key, begun, async () => {
    const made = await takeApart(c, reading, { from, sorting, path, edit })
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

/** Renders the page as a whole and takes it apart where conversations and form stand in it, which are known by their text. */
async function takeApart(c: AppContext, reading: Reading, { from, sorting, path, edit }: ViewOfMany) {
  const view = { from, sorting, own: [], form: emptyForm(c) }
  const page = await htmlOf(renderPost(c, reading, { ...view, isPublic: false, path, edit }))
  const shown = conversationsOf(c, reading, { ...view, under: null })
  const conversations = shown.map(({ html }) => html).join('')
  const form = await formHtml(c, reading, view.form)
  const formAt = page.lastIndexOf(form)
  const conversationsAt = page.lastIndexOf(conversations, formAt)
  if (formAt < 0 || conversationsAt < 0) return { parts: null, bytes: 0 }
  const beforeForm = conversationsAt + conversations.length
  const parts: PageParts = {
    beforeConversations: keptPiece(page.slice(0, conversationsAt)),
    conversations: stretchesOf(shown),
    beforeForm: keptPiece(page.slice(beforeForm, formAt)),
    afterForm: keptPiece(page.slice(formAt + form.length)),
  }
  return { parts, bytes: Buffer.byteLength(page) }
}

/** So that what stands beside a reader's own comment need not be compressed again, in pieces of some kB. */
function stretchesOf(shown: readonly ShownConversation[]): Stretch[] {
  const stretches: Stretch[] = []
  for (let from = 0, to = 0, html = ''; to < shown.length; ) {
    html += shown[to++]?.html ?? ''
    if (html.length < stretchLength && to < shown.length) continue
    stretches.push({ threads: shown.slice(from, to).map(({ thread }) => thread), piece: keptPiece(html) })
    from = to
    html = ''
  }
  return stretches
}

const stretchLength = 16_384

const formHtml = (c: AppContext, { post }: Reading, form: FormState): Promise<string> =>
  htmlOf(<CommentForm t={c.var.t} slug={post.slug} state={form} />)
