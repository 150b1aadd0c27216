import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { PostArticle, type PostArticleProps } from './post-article.tsx'

/** An article that is not public by this, without the comments under it; the note says why it is shown. */
export function SecretPreviewPage({
  shell,
  post,
  facts,
  note,
  edit = null,
}: { shell: Shell; note: string; edit?: string | null } & Pick<PostArticleProps, 'post' | 'facts'>) {
  return (
    <Page shell={shell} title={post.title} edit={edit}>
      <p class="hint preview-note">{note}</p>
      <PostArticle shell={shell} post={post} facts={facts} toForm={false} />
    </Page>
  )
}
