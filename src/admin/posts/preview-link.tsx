import type { AppContext } from '../../http/context.ts'
import { pathId } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { type EditedPost, openPost } from '../../posts/writer.ts'
import { endPreviewLink, makePreviewLink, previewLinkSince } from '../../posts/preview-links.ts'
import { urls } from '../../urls.ts'
import { PreviewLinkPage } from '../../../views/admin/posts/preview-link.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { writerOf } from './writer.ts'

/** GET /admin/posts/:id/preview-link: whether there is one. Its secret is shown only once. */
export const showPreviewLink = async (c: AppContext): Promise<Response> => send(c, await postIn(c), null)

/** POST /admin/posts/:id/preview-link: makes one, in place of the one before. */
export async function postPreviewLink(c: AppContext): Promise<Response> {
  const post = await postIn(c)
  const { db, config } = c.var.services
  const token = await makePreviewLink(db, actorOf(c), post.id)
  return send(c, post, config.baseUrl + urls.secretPreview(token))
}

/** POST /admin/posts/:id/preview-link/removal */
export async function postPreviewLinkRemoval(c: AppContext): Promise<Response> {
  const post = await postIn(c)
  await endPreviewLink(c.var.services.db, actorOf(c), post.id)
  return c.redirect(urls.admin.previewLink(post.id), 303)
}

async function postIn(c: AppContext): Promise<EditedPost> {
  const post = await openPost(c.var.services.db, writerOf(c), pathId(c))
  if (!post || post.status === 'trash') throw notFound()
  return post
}

async function send(c: AppContext, { id, content }: EditedPost, link: string | null): Promise<Response> {
  const since = await previewLinkSince(c.var.services.db, id)
  const post = { id, title: content.title, language: content.language }
  return sendPrivatePage(c, <PreviewLinkPage shell={adminShellOf(c)} post={post} since={since} link={link} />)
}
