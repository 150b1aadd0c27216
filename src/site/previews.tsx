import type { AppContext } from '../http/context.ts'
import { pathText } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { asWritten, textFacts } from '../posts/article.ts'
import { readAuthors } from '../posts/authors.ts'
import { openPreview } from '../posts/preview-links.ts'
import { withVideos } from '../media/videos.ts'
import { madePost } from '../text/post-thread.ts'
import { SecretPreviewPage } from '../../views/site/secret-preview.tsx'

/** GET /previews/:token: an article as it was written last, for who has its secret. Nobody keeps or lists it. */
export async function showSecretPreview(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const content = await openPreview(db, pathText(c, 'token'))
  if (!content) throw notFound()
  // The address is the secret: no page that is led to from here hears of it.
  c.header('Referrer-Policy', 'no-referrer')
  const { html } = await madePost(await withVideos(db, content), 'previews')
  const view = (
    <SecretPreviewPage
      shell={shellOf(c)}
      post={asWritten(content, html, await readAuthors(db, content.authors))}
      facts={textFacts(html)}
      note={c.var.t.presence.previewLink.shown}
    />
  )
  return sendPrivatePage(c, view)
}
