import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId, pathNumber, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { editPost } from '../../posts/edit.ts'
import { type EditedPost, openPost } from '../../posts/writer.ts'
import { listRevisions, readRevision, type Revision } from '../../posts/revisions.ts'
import { differenceOf } from '../../text/difference.ts'
import { urls } from '../../urls.ts'
import { RevisionPage, RevisionsPage } from '../../../views/admin/posts/revisions.tsx'
import { adminShellOf } from '../shell.ts'
import { writerOf } from './writer.ts'

const revisionsPerPage = 50

/** GET /admin/posts/:id/revisions */
export async function showRevisions(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const post = await postIn(c)
  const before = query(c).number('before')
  const page = await listRevisions(db, post.id, { before, size: revisionsPerPage })
  const isToCome = post.published_at !== null && post.published_at > post.asked_at
  const view = (
    <RevisionsPage shell={adminShellOf(c)} post={post} shown={post.shown} isToCome={isToCome} {...page} />
  )
  return sendPrivatePage(c, view)
}

/** GET /admin/posts/:id/revisions/:number */
export async function showPostRevision(c: AppContext): Promise<Response> {
  const { post, revision } = await revisionIn(c)
  const pieces = differenceOf(revision.content.source, post.content.source)
  const view = <RevisionPage shell={adminShellOf(c)} post={post} revision={revision} pieces={pieces} />
  return sendPrivatePage(c, view)
}

/** POST /admin/posts/:id/revisions/:number: goes on from it, in a new revision. */
export async function postPostRevision(c: AppContext): Promise<Response> {
  const { post, revision } = await revisionIn(c)
  const base = fields(await readForm(c)).number('base') ?? 0
  // An address may have been given away since, and who closed the comments meant it.
  const { slug, comments } = post.content
  const edited = await editPost(c.var.services.db, writerOf(c), {
    id: post.id,
    base,
    mark: crypto.randomUUID(),
    act: 'save',
    content: { ...revision.content, slug, comments },
  })
  if (edited.outcome === 'missing') throw notFound()
  // Somebody has saved meanwhile: what they wrote is looked at first.
  if (edited.outcome !== 'saved') return c.redirect(urls.admin.revisions(post.id), 303)
  return c.redirect(`${urls.admin.post(post.id)}?done=restored`, 303)
}

async function revisionIn(c: AppContext): Promise<{ post: EditedPost; revision: Revision }> {
  const post = await postIn(c)
  const revision = await readRevision(c.var.services.db, post.id, pathNumber(c))
  if (!revision) throw notFound()
  return { post, revision }
}

async function postIn(c: AppContext): Promise<EditedPost> {
  const post = await openPost(c.var.services.db, writerOf(c), pathId(c))
  if (!post) throw notFound()
  return post
}
