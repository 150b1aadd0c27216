import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields } from '../../http/input/params.ts'
import { article } from '../../http/input/form-limits.ts'
import { htmlOf, sendPrivatePage } from '../../http/answer/send-page.ts'
import { asWritten, textFacts } from '../../posts/article.ts'
import { ownAuthor, readAuthors } from '../../posts/authors.ts'
import type { Author } from '../../posts/read.ts'
import { contentOf } from '../../posts/typed.ts'
import { openPost } from '../../posts/writer.ts'
import { withAnchors } from '../../text/headings.ts'
import { isLanguageTag } from '../../i18n/messages.ts'
import { escapeHtml } from '../../text/html.ts'
import { withVideos } from '../../media/videos.ts'
import { madePost } from '../../text/post-thread.ts'
import { PreviewPage } from '../../../views/admin/posts/preview.tsx'
import { PostArticle } from '../../../views/site/post-article.tsx'
import { personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { typedIn } from './typed-in.ts'
import { writerOf } from './writer.ts'

/** POST /admin/post-previews: what is typed, as readers would see it; to a script the article alone, as JSON. */
export async function previewPost(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const body = await readForm(c, article)
  const { content } = await contentOf(services.db, typedIn(body), { zone: settings.time_zone, had: null })
  const language = isLanguageTag(content.language) ? content.language : settings.language
  const isLined = c.req.header('accept') === 'application/json'
  const { html, isPlain } = await madePost(
    await withVideos(services.db, { ...content, language, isLined }),
    `account ${personOf(c).id}`,
  )
  const title = content.title || t.writing.form.untitled
  const post = asWritten(
    { ...content, title, language },
    withAnchors(isPlain ? tangled(c) + html : html, t.article.anchor),
    await authorsNamed(c, content.authors, fields(body).number('post')),
  )
  const shown = { post, facts: textFacts(html), toForm: content.comments.until !== 'closed' }
  const shell = adminShellOf(c)
  if (!isLined) return sendPrivatePage(c, <PreviewPage shell={shell} {...shown} />)
  return c.json({ html: await htmlOf(<PostArticle shell={shell} {...shown} />) })
}

/** Who will be named: as a save decides it. */
async function authorsNamed(c: AppContext, typed: number[], post: number | null): Promise<Author[]> {
  const { db } = c.var.services
  const writer = writerOf(c)
  if (typed.length > 0 && writer.all) return readAuthors(db, typed)
  const there = post === null ? null : await openPost(db, writer, post)
  return there ? readAuthors(db, there.content.authors) : [await ownAuthor(db, writer)]
}

/** Why the text below stands as it was typed. */
const tangled = ({ var: { t, language } }: AppContext) =>
  `<p class="field-error" lang="${language}">${escapeHtml(t.writing.form.problems.tangled)}</p>\n`
