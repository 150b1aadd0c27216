import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { article } from '../../http/input/form-limits.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { badRequest, notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { listAuthors } from '../../posts/authors.ts'
import { type Act, type Edited, editPost, lastTurn } from '../../posts/edit.ts'
import { type EditedPost, openPost } from '../../posts/writer.ts'
import type { PostProblems } from '../../posts/form.ts'
import { leave } from '../../posts/presence.ts'
import { previewLinkSince } from '../../posts/preview-links.ts'
import { asNew } from '../../posts/save.ts'
import { restorePosts, trashPosts } from '../../posts/trash.ts'
import { linkedWith } from '../../posts/translations.ts'
import { listTags } from '../../posts/tags.ts'
import { contentOf, opennessWord, type TypedPost, typedOf, withOpenness } from '../../posts/typed.ts'
import { differenceOf } from '../../text/difference.ts'
import { urls } from '../../urls.ts'
import { EditorPage } from '../../../views/admin/posts/editor.tsx'
import type { EditorProps } from '../../../views/admin/posts/editor-fields.tsx'
import { lastPictures } from '../media/choices.ts'
import { adminShellOf } from '../shell.ts'
import { personOf } from '../guard.ts'
import { autosave } from './autosave.ts'
import { othersAt } from './presence.ts'
import { leadFromTrash } from './posts.tsx'
import { typedIn } from './typed-in.ts'
import { writerOf } from './writer.ts'

/** GET /admin/posts/new */
export const showNewPost = (c: AppContext): Promise<Response> => sendEditor(c, null, typedNew(c), {})

/** GET /admin/posts/:id */
export async function showEditor(c: AppContext): Promise<Response> {
  const post = await openPost(c.var.services.db, writerOf(c), pathId(c))
  if (!post) throw notFound()
  const done = query(c).oneOf('done', dones)
  return sendEditor(c, post, typedFor(c, post), { done })
}

const dones = ['saved', 'published', 'scheduled', 'updated', 'unpublished', 'private', 'restored'] as const

/** POST /admin/posts/new */
export const postNewPost = (c: AppContext): Promise<Response> => save(c, null)

/** POST /admin/posts/:id: saves, publishes, takes back, throws away. */
export const postEditor = (c: AppContext): Promise<Response> => save(c, pathId(c))

const acts = ['auto', 'save', 'publish', 'unpublish', 'private', 'trash', 'restore'] as const

async function save(c: AppContext, id: number | null): Promise<Response> {
  const body = await readForm(c, article)
  const { db } = c.var.services
  const writer = writerOf(c)
  const post = id === null ? null : await openPost(db, writer, id)
  if (id !== null && !post) throw notFound()
  const asked = fields(body)
  const pressed = asked.oneOf('act', acts) ?? stop()
  if (pressed === 'trash' || pressed === 'restore') return move(c, id ?? stop(), pressed)

  const typed =
    post?.status === 'published'
      ? withOpenness(typedIn(body), body.field('opened'), post.comments)
      : typedIn(body)
  // Publishing is for those who may read it.
  const act = pressed === 'publish' && typed.visibility === 'private' ? 'private' : pressed
  const base = asked.number('base') ?? 0
  const mark = asked.uuid('mark') ?? stop()
  const turn = asked.number('turn')
  const checked = await contentOf(db, typed, {
    zone: c.var.settings.time_zone,
    had: post?.content ?? null,
  })
  if (act === 'auto') return autosave(c, { id, base, mark, turn, act, ...checked }, post)
  const again = { base, mark }
  if (Object.keys(checked.problems).length > 0)
    return sendEditor(c, post, typed, { ...again, problems: checked.problems }, 422)
  const edited = await editPost(db, writer, { id, base, mark, turn, act, content: checked.content })
  if (edited.outcome === 'missing') throw notFound()
  if (edited.outcome === 'taken')
    return sendEditor(c, post, typed, { ...again, problems: { slug: 'taken' } }, 422)
  if (edited.outcome === 'tangled')
    return sendEditor(c, post, typed, { ...again, problems: { source: 'tangled' } }, 422)
  if (edited.outcome === 'overtaken') return sendOvertaken(c, post ?? stop(), typed, edited.by, mark)
  // The page that sent this goes with the answer, and must not be met as somebody else's window.
  await leave(db, edited.id, mark)
  c.var.services.pages.changed(`post:${edited.id}`)
  c.var.services.pages.changed('posts')
  return c.redirect(`${urls.admin.post(edited.id)}?done=${doneBy(act, post, edited)}`, 303)
}

function stop(): never {
  throw badRequest()
}

function doneBy(
  act: Act,
  before: EditedPost | null,
  { at, status, publishedAt }: Extract<Edited, { outcome: 'saved' }>,
): (typeof dones)[number] {
  if (act === 'private') return 'private'
  if (act === 'unpublish') return 'unpublished'
  if (act !== 'publish' || status !== 'published') return 'saved'
  if (publishedAt !== null && publishedAt > at) return 'scheduled'
  const isPublic = before?.status === 'published' && before.published_at !== null && before.published_at <= at
  return isPublic ? 'updated' : 'published'
}

async function move(c: AppContext, id: number, act: 'trash' | 'restore'): Promise<Response> {
  const { db, pages } = c.var.services
  const thrown = act === 'trash' ? await trashPosts(db, writerOf(c), [id]) : null
  if (thrown === null) await restorePosts(db, writerOf(c), [id])
  pages.changed(`post:${id}`)
  pages.changed('posts')
  if (thrown !== null) return leadFromTrash(c, null, thrown)
  return c.redirect(`${urls.admin.post(id)}?done=restored`, 303)
}

/** Both texts are there: what somebody else saved, and this one, which goes on from it when it is saved again. */
async function sendOvertaken(
  c: AppContext,
  post: EditedPost,
  typed: TypedPost,
  by: Extract<Edited, { outcome: 'overtaken' }>['by'],
  mark: string,
): Promise<Response> {
  const overtaken = {
    name: by.actor,
    isSelf: by.account === personOf(c).id,
    at: by.at,
    pieces: differenceOf(by.content.source, typed.source),
  }
  return sendEditor(c, post, typed, { base: by.number, mark, overtaken }, 409)
}

const typedNew = (c: AppContext): TypedPost =>
  typedOf(
    {
      ...asNew,
      ...{ title: '', slug: 'untitled', tags: [], source: '', publishedAt: null },
      authors: [],
      language: c.var.settings.language,
    },
    { zone: c.var.settings.time_zone, isKnown: false, isPrivate: false },
  )

const typedFor = (c: AppContext, { content, published_at, status }: EditedPost): TypedPost =>
  typedOf(content, {
    zone: c.var.settings.time_zone,
    isKnown: status === 'published' || published_at !== null,
    isPrivate: status === 'private',
  })

interface Shown {
  base?: number
  mark?: string
  problems?: PostProblems
  done?: (typeof dones)[number] | null
  overtaken?: EditorProps['overtaken']
}

async function sendEditor(
  c: AppContext,
  post: EditedPost | null,
  typed: TypedPost,
  { base = post?.base ?? 0, mark, problems = {}, done = null, overtaken = null }: Shown,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { settings, services } = c.var
  const writer = writerOf(c)
  const window = mark ?? crypto.randomUUID()
  const view = (
    <EditorPage
      shell={adminShellOf(c)}
      post={post}
      typed={typed}
      base={base}
      mark={window}
      turn={mark === undefined ? 0 : await lastTurn(services.db, mark)}
      others={
        post === null || post.status === 'trash'
          ? ''
          : await othersAt(c, post.id, window, { isOpening: true })
      }
      problems={problems}
      done={done}
      overtaken={overtaken}
      zone={settings.time_zone}
      siteDays={settings.close_after_days}
      tags={(await listTags(services.db)).map(({ name }) => name)}
      opened={opennessWord(post?.comments ?? asNew.comments)}
      linkSince={post === null ? null : await previewLinkSince(services.db, post.id)}
      linked={post === null ? [] : await linkedWith(services.db, post.id)}
      pictures={await lastPictures(services.db, services.config.mediaDir, [typed.cover])}
      authors={writer.all ? await listAuthors(services.db) : []}
    />
  )
  return sendPrivatePage(c, view, status)
}
