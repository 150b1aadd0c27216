import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { PostArticle, type PostArticleProps } from './post-article.tsx'

/** An article that is not published by this, without the comments under it. */
export function SecretPreviewPage({
  shell,
  post,
  facts,
}: { shell: Shell } & Pick<PostArticleProps, 'post' | 'facts'>) {
  return (
    <Page shell={shell} title={post.title}>
      <p class="hint preview-note">{shell.t.presence.previewLink.shown}</p>
      <PostArticle shell={shell} post={post} facts={facts} toForm={false} />
    </Page>
  )
}
