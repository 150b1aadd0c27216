import type { AdminShell } from '../../layouts/admin.tsx'
import { Page } from '../../layouts/page.tsx'
import { isolated } from '../../../src/i18n/direction.ts'
import { PostArticle, type PostArticleProps } from '../../site/post-article.tsx'

/** An article that is not published by this, in the frame that readers will see it in. */
export function PreviewPage({ shell, ...article }: { shell: AdminShell } & Omit<PostArticleProps, 'shell'>) {
  const { form } = shell.t.writing
  return (
    <Page shell={shell} title={`${form.previewHeading}: ${isolated(article.post.title)}`}>
      <p class="told" role="status">
        {form.previewNote}
      </p>
      <PostArticle shell={shell} {...article} />
    </Page>
  )
}
