import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../../http/context.ts'
import { pathId } from '../../http/input/params.ts'
import { readForm } from '../../http/input/form-body.ts'
import { few } from '../../http/input/form-limits.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { linkedWith, linkTranslation, othersToLink, unlinkTranslation } from '../../posts/translations.ts'
import { type EditedPost, openPost } from '../../posts/writer.ts'
import { isSlug, slugFrom, urls } from '../../urls.ts'
import { TranslationsPage } from '../../../views/admin/posts/translations.tsx'
import { adminShellOf } from '../shell.ts'
import { writerOf } from './writer.ts'

/** GET /admin/posts/:id/translations: in which languages an article can be had. */
export const showTranslations = async (c: AppContext): Promise<Response> =>
  send(c, await postIn(c), null, 200)

/** POST /admin/posts/:id/translations: says which other article it is a translation of. */
export async function postTranslation(c: AppContext): Promise<Response> {
  const post = await postIn(c)
  const body = await readForm(c, few)
  const typed = body.field('other')
  // As somebody copies it: an address, or what stands behind its last stroke.
  const other = slugFrom(
    typed
      .trim()
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .replace(/^.*\//, ''),
  )
  const isLinked =
    isSlug(other) && (await linkTranslation(c.var.services.db, writerOf(c), { id: post.id, other }))
  if (!isLinked) return send(c, post, typed, 422)
  return c.redirect(urls.admin.translations(post.id), 303)
}

/** POST /admin/posts/:id/translations/removal */
export async function postTranslationRemoval(c: AppContext): Promise<Response> {
  const post = await postIn(c)
  await unlinkTranslation(c.var.services.db, post.id)
  return c.redirect(urls.admin.translations(post.id), 303)
}

async function postIn(c: AppContext): Promise<EditedPost> {
  const post = await openPost(c.var.services.db, writerOf(c), pathId(c))
  if (!post || post.status === 'trash') throw notFound()
  return post
}

/** `refused`: what was typed and is no article. */
async function send(
  c: AppContext,
  { id, content }: EditedPost,
  refused: string | null,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { db } = c.var.services
  const post = { id, title: content.title, language: content.language }
  const view = (
    <TranslationsPage
      shell={adminShellOf(c)}
      post={post}
      linked={await linkedWith(db, id)}
      choices={await othersToLink(db, writerOf(c), post)}
      refused={refused}
    />
  )
  return sendPrivatePage(c, view, status)
}
