import type { AppContext } from '../http/context.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { readAuthors } from '../posts/authors.ts'
import { asWritten, textFacts } from '../posts/article.ts'
import { findPrivate } from '../posts/private.ts'
import { withAnchors } from '../text/headings.ts'
import { isSlug, slugFrom } from '../urls.ts'
import { SecretPreviewPage } from '../../views/site/secret-preview.tsx'
import { editOf } from './edit-of.ts'

/**
 * A private article at its address, to whoever of the blog is signed in; null where there is none, which for everybody
 * else is so as well. Nobody keeps or lists it.
 */
export async function showPrivate(c: AppContext, slug: string): Promise<Response | null> {
  if (!c.var.person || !isSlug(slugFrom(slug))) return null
  const { db } = c.var.services
  const post = await findPrivate(db, slug)
  if (post === null) return null
  const { content, html } = post
  const view = (
    <SecretPreviewPage
      shell={shellOf(c)}
      post={asWritten(
        content,
        withAnchors(html, c.var.t.article.anchor),
        await readAuthors(db, content.authors),
      )}
      facts={textFacts(html)}
      edit={await editOf(c, post.id)}
      note={c.var.t.panel.visibility.shown}
    />
  )
  return sendPrivatePage(c, view)
}
