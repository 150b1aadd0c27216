import type { QueuedComment as Queued } from '../../../src/moderation/queue.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { Background } from '../../../src/readers/background.ts'
import { urls } from '../../../src/urls.ts'
import { CommentText } from '../../components/comment-text.tsx'
import { Named } from '../../components/named.tsx'
import { Facts } from './queued-facts.tsx'
import { Actions, DecidedActions } from './queued-actions.tsx'
import { Words } from './queued-words.tsx'
import { PostLinks } from './post-links.tsx'
import type { QueueQuery } from './queue-query.ts'

export interface QueuedCommentProps {
  t: Messages
  comment: Queued
  background: Background | null
  query: QueueQuery
  /** Single keys decide, and the buttons say which. */
  hasKeys: boolean
  /** Whoever looks may block. */
  mayBlock: boolean
  /** Approved comments that make somebody trusted. */
  trustAfter: number
  /** It was moved just now, which its last step takes back; false where it is still to be decided on. */
  isDecided?: boolean
  /** Who moved it, where somebody else did. */
  by?: string | null
}

/** A comment in the queue: who, where, what is known of them, what they said, and what can be done. */
export function QueuedComment(props: QueuedCommentProps) {
  const { t, comment, background, query, mayBlock, isDecided = false } = props
  if (isDecided) return <DecidedComment {...props} />
  const name = comment.name || t.comments.anonymous
  return (
    <li class={`queued is-${comment.status}`} id={`comment-${comment.id}`} tabindex={-1}>
      <input
        class="queued-select"
        type="checkbox"
        name="comment"
        value={`${comment.id} ${comment.step}`}
        aria-label={t.admin.select(name)}
      />
      <article class="queued-body" aria-labelledby={`author-${comment.id}`}>
        <div class="queued-main">
          <header class="queued-head">
            <Avatar comment={comment} />
            <p>
              <strong id={`author-${comment.id}`}>
                {mayBlock ? (
                  <a href={urls.admin.person(comment.id)} title={t.person.of(name)}>
                    <bdi>{name}</bdi>
                  </a>
                ) : (
                  <bdi>{name}</bdi>
                )}
              </strong>{' '}
              {t.admin.onPost} <PostLinks t={t} post={comment.post} status={query.status} />{' '}
              <Time t={t} comment={comment} />
            </p>
            {query.status === 'all' ? (
              <span class="queued-status">{t.admin.statuses[comment.status]}</span>
            ) : null}
          </header>
          <Facts t={t} comment={comment} background={background} trustAfter={props.trustAfter} />
          {comment.answers ? <Answered t={t} answers={comment.answers} /> : null}
          <Words t={t} html={comment.html} language={comment.language} />
          <details class="queued-source">
            <summary>{t.admin.source}</summary>
            <pre dir="auto" lang={comment.language}>
              {comment.source}
            </pre>
          </details>
        </div>
        <Actions {...props} />
      </article>
    </li>
  )
}

/** What was decided stands where it stood, with its words: nothing below it moves. */
function DecidedComment({ t, comment, query, by = null }: QueuedCommentProps) {
  const name = comment.name || t.comments.anonymous
  const status = t.admin.statuses[comment.status]
  return (
    <li class="queued is-decided" id={`comment-${comment.id}`} tabindex={-1}>
      <article class="queued-body" aria-labelledby={`author-${comment.id}`}>
        <div class="queued-main">
          <header class="queued-head">
            <Avatar comment={comment} />
            <p>
              <strong id={`author-${comment.id}`}>
                <bdi>{name}</bdi>
              </strong>{' '}
              <span class="queued-status">{by === null ? status : t.queue.byWhom(status, by)}</span>
            </p>
          </header>
          <Words t={t} html={comment.html} language={comment.language} />
        </div>
        <DecidedActions t={t} comment={comment} query={query} />
      </article>
    </li>
  )
}

const Avatar = ({ comment }: { comment: Queued }) => (
  <img class="avatar" src={urls.avatar(comment.avatar)} alt="" width="24" height="24" loading="lazy" />
)

function Time({ t, comment }: Pick<QueuedCommentProps, 't' | 'comment'>) {
  const time = <time datetime={comment.created_at.toISOString()}>{t.dateTime(comment.created_at)}</time>
  return comment.status === 'approved' ? <a href={urls.comment(comment.id)}>{time}</a> : time
}

function Answered({ t, answers }: { t: Messages; answers: NonNullable<Queued['answers']> }) {
  return (
    <details class="queued-answers">
      <summary>
        <Named text={t.admin.inReplyTo} name={answers.name || t.comments.anonymous} />
      </summary>
      <CommentText html={answers.html} language="" />
    </details>
  )
}
