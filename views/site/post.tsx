import { raw } from 'hono/html'
import type { PublishedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { TagList } from '../components/tag-list.tsx'
import { Page, type Shell } from '../layouts/page.tsx'
import { CommentForm, type FormState } from './comment-form.tsx'
import { CommentThread, type ThreadProps } from './comment-thread.tsx'
import { RefusedText } from './refused-text.tsx'

interface PostPageProps {
  shell: Shell
  post: PublishedPost
  thread: Omit<ThreadProps, 't' | 'post' | 'form'>
  form: FormState
  /** False for what one reader alone sees. */
  isPublic: boolean
}

/** An article and the conversation under it. */
export function PostPage({ shell, post, thread, form, isPublic }: PostPageProps) {
  const { t } = shell
  const published = post.published_at
  const isUpdated = published !== null && post.updated_at.getTime() - published.getTime() > 86_400_000
  const title = Object.keys(form.errors).length > 0 ? t.form.errorTitle(post.title) : post.title
  const canonical = isPublic ? { canonical: urls.post(post.slug) } : {}
  return (
    <Page shell={shell} title={title} description={post.excerpt} {...canonical} scripts hasComments>
      <article class="post" lang={post.language}>
        <header class="post-header">
          <h1>{post.title}</h1>
          <p class="post-facts" lang={shell.language}>
            {published ? <time datetime={published.toISOString()}>{t.date(published)}</time> : null}
            {isUpdated ? <span>{t.posts.updated(t.date(post.updated_at))}</span> : null}
            {post.comment_count > 0 ? <a href="#comments">{t.comments.count(post.comment_count)}</a> : null}
          </p>
        </header>
        <div class="prose">{raw(post.html)}</div>
        <footer class="post-footer">
          <TagList t={t} tags={post.tags} language={post.language} />
        </footer>
      </article>
      <section class="comments" id="comments" aria-labelledby="comments-heading" tabindex={-1}>
        <h2 id="comments-heading">{t.comments.heading}</h2>
        <CommentThread {...thread} t={t} post={post} form={form} />
        {post.comments_open && form.under === null ? (
          <CommentForm t={t} slug={post.slug} state={form} />
        ) : null}
        {post.comments_open ? null : <p class="comments-closed">{t.comments.closed}</p>}
        {post.comments_open ? null : <RefusedText t={t} state={form} />}
      </section>
    </Page>
  )
}
