import type { PublishedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { Page, type Shell } from '../layouts/page.tsx'
import { CommentThread, type ThreadProps } from './comment-thread.tsx'

interface ThreadPageProps {
  shell: Shell
  post: PublishedPost
  thread: Omit<ThreadProps, 't' | 'post' | 'form'>
}

/** One long conversation on a page of its own. */
export function ThreadPage({ shell, post, thread }: ThreadPageProps) {
  const { t } = shell
  return (
    <Page shell={shell} title={post.title} hasComments scripts>
      <section class="comments single-thread" id="comments" aria-labelledby="comments-heading" tabindex={-1}>
        <h1 class="thread-title" lang={post.language}>
          <a href={urls.post(post.slug)}>{post.title}</a>
        </h1>
        <h2 id="comments-heading">{t.comments.wholeThread}</h2>
        <CommentThread {...thread} t={t} post={post} form={null} />
        <p>
          <a href={`${urls.post(post.slug)}#comments`}>{t.comments.backToArticle}</a>
        </p>
      </section>
    </Page>
  )
}
