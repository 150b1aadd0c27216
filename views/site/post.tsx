import type { End } from '../../src/settings/declared.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { ArticleFacts } from '../../src/posts/article.ts'
import type { PublishedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import type { StructuredData } from '../layouts/document.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { CommentForm, type FormState } from './comment-form.tsx'
import { Onward } from './onward.tsx'
import { PostArticle } from './post-article.tsx'
import { ToldNote, type ToldProps } from './told.tsx'
import { CommentThread, type ThreadProps } from './comment-thread.tsx'
import { RefusedText } from './refused-text.tsx'

interface PostPageProps {
  shell: Shell
  post: PublishedPost
  facts: ArticleFacts
  thread: Omit<ThreadProps, 't' | 'post'>
  sorts: readonly Sort[]
  form: FormState
  /** Where this person may edit it. */
  edit: string | null
  /** The whole address of its first picture. */
  image: string | null
  /** For search engines; none of what one reader alone sees. */
  data: readonly StructuredData[]
  /** False for what one reader alone sees. */
  isPublic: boolean
  /** What this reader is told of a comment that is gone; of any other the comment itself says it. */
  told: ToldProps | null
}

/** An order of the conversations, and the way to it. */
interface Sort {
  end: End
  href: string
  isCurrent: boolean
}

/** An article and the conversation under it. */
export function PostPage({
  shell,
  post,
  facts,
  thread,
  sorts,
  form,
  edit,
  image,
  data,
  isPublic,
  told,
}: PostPageProps) {
  const { t } = shell
  const title = Object.keys(form.errors).length > 0 ? t.form.errorTitle(post.title) : post.title
  const canonical = isPublic ? { canonical: post.canonical ?? urls.post(post.slug) } : {}
  return (
    <Page
      shell={shell}
      title={title}
      description={post.description ?? post.excerpt}
      {...canonical}
      translations={facts.translations.map(({ slug, language }) => ({ language, path: urls.post(slug) }))}
      edit={edit}
      about={{
        site: shell.site.title,
        title: post.title,
        type: 'article',
        image,
        ...(post.cover ? { imageAlt: post.cover.alt } : {}),
        published: post.published_at,
        updated: post.updated_at,
        tags: post.tags.map(({ name }) => name),
        data,
      }}
      feeds={[{ title: t.feeds.comments(post.title), path: urls.postFeed(post.slug, 'atom') }]}
      scripts
      hasComments
    >
      <PostArticle
        shell={shell}
        post={post}
        facts={facts}
        translations={facts.translations}
        toForm={post.comments_open}
      />
      <Onward t={t} facts={facts} />
      <section class="comments" id="comments" aria-labelledby="comments-heading" tabindex={-1}>
        <div class="comments-head">
          <h2 id="comments-heading">
            {post.comment_count > 0 ? t.comments.count(post.comment_count) : t.comments.heading}
          </h2>
          {post.comments_open && thread.count > 0 ? (
            <a href="#comment-form" data-write>
              {t.form.heading}
            </a>
          ) : null}
          {post.comment_count > 1 ? <Sorts t={t} sorts={sorts} /> : null}
        </div>
        {told ? <ToldNote t={t} told={told} isAlone /> : null}
        <p
          class="comment-news"
          role="status"
          hidden
          data-news={urls.news(post.slug)}
          data-count={String(post.comment_count)}
          data-words={JSON.stringify(t.conversation.news)}
        >
          <a href={`${urls.post(post.slug)}#comments`}>{t.comments.heading}</a>
        </p>
        <CommentThread {...thread} t={t} post={post} />
        {post.comments_open && form.under === null ? (
          <CommentForm t={t} slug={post.slug} state={form} />
        ) : null}
        {post.comments_open ? null : <p class="comments-closed">{t.comments.closed}</p>}
        {post.comments_open ? null : <RefusedText t={t} state={form} />}
      </section>
    </Page>
  )
}

function Sorts({ t, sorts }: { t: Messages; sorts: readonly Sort[] }) {
  return (
    <nav class="sorts" aria-label={t.conversation.order}>
      {sorts.map(({ end, href, isCurrent }) => (
        <a href={href} rel="nofollow" aria-current={isCurrent ? 'true' : undefined}>
          {t.conversation[end]}
        </a>
      ))}
    </nav>
  )
}
