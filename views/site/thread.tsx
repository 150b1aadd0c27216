import type { PublishedPost } from '../../src/posts/read.ts'
import { directionWithin, isolated } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { CommentForm, type FormState } from './comment-form.tsx'
import { CommentThread, type ThreadProps } from './comment-thread.tsx'
import { RefusedText } from './refused-text.tsx'
import { type ToldProps, ToldNote } from './told.tsx'

interface ThreadPageProps {
  shell: Shell
  post: PublishedPost
  thread: Omit<ThreadProps, 't' | 'post'>
  /** What this moderator is told of a comment that is gone. */
  told: ToldProps | null
  /** Null where the first comment is gone. */
  begunBy: string | null
  /** It takes no more replies. */
  isClosed: boolean
  /** Null where it stands under a comment, or where nothing more is said. */
  form: FormState | null
  /** What was typed where nothing more is said. */
  refused: FormState | null
}

/** One long conversation on a page of its own. */
export function ThreadPage(props: ThreadPageProps) {
  const { shell, post, thread, told, begunBy, isClosed, form, refused } = props
  const { t } = shell
  const { begun, begunOn } = t.conversation
  const title = begunBy === null ? t.comments.wholeThread : begunOn(isolated(begunBy), isolated(post.title))
  return (
    <Page shell={shell} title={title} hasComments scripts>
      <section class="comments single-thread" id="comments" aria-labelledby="comments-heading" tabindex={-1}>
        <h1 class="thread-title" lang={post.language} dir={directionWithin(post.language, shell.language)}>
          <a href={urls.post(post.slug)}>{post.title}</a>
        </h1>
        <h2 id="comments-heading">
          {begunBy === null ? t.comments.wholeThread : <Named text={begun} name={begunBy} />}
        </h2>
        {told ? <ToldNote t={t} told={told} isAlone /> : null}
        <CommentThread {...thread} t={t} post={post} />
        {form ? <CommentForm t={t} slug={post.slug} state={form} /> : null}
        {post.comments_open ? null : <p class="comments-closed">{t.comments.closed}</p>}
        {post.comments_open && isClosed ? (
          <p class="comments-closed">{t.refusals.conversationClosed}</p>
        ) : null}
        {refused ? <RefusedText t={t} state={refused} /> : null}
        <p>
          <a href={`${urls.post(post.slug)}#comments`}>{t.comments.backToArticle}</a>
        </p>
      </section>
    </Page>
  )
}
