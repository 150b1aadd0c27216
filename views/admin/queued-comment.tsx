import { raw } from 'hono/html'
import type { QueuedComment as Queued } from '../../src/comments/queue.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { Background } from '../../src/readers/background.ts'
import { urls } from '../../src/urls.ts'
import { actionsOf } from '../components/decision-actions.ts'
import { asLink, type QueueQuery } from './queue-query.ts'
import { reasonText } from './reasons.ts'

interface QueuedCommentProps {
  t: Messages
  comment: Queued
  background: Background | null
  query: QueueQuery
  /** What moved it just now, and takes it back; null where it is still to be decided on. */
  decision?: string | null
}

/** A comment in the queue: who, where, what they said, what is known of them, and what can be done. */
export function QueuedComment({ t, comment, background, query, decision = null }: QueuedCommentProps) {
  if (decision !== null) return <DecidedComment t={t} comment={comment} decision={decision} />
  const name = comment.name || t.comments.anonymous
  const choice = `${comment.id} ${comment.step?.id ?? ''}`
  return (
    <li class={`queued is-${comment.status}`} id={`comment-${comment.id}`} tabindex={-1}>
      <input
        class="queued-select"
        type="checkbox"
        name="comment"
        value={choice}
        aria-label={t.admin.select(name)}
      />
      <article class="queued-body" aria-labelledby={`author-${comment.id}`}>
        <header class="queued-head">
          <img
            class="avatar"
            src={urls.avatar(comment.avatar)}
            alt=""
            width="24"
            height="24"
            loading="lazy"
          />
          <p>
            <strong id={`author-${comment.id}`}>
              <bdi>{name}</bdi>
            </strong>{' '}
            {t.admin.onPost}{' '}
            <a href={urls.admin.queue(asLink({ status: query.status, post: comment.post.slug }))}>
              <bdi lang={comment.post.language}>{comment.post.title}</bdi>
            </a>{' '}
            <Time t={t} comment={comment} />
          </p>
          {query.status === 'all' ? (
            <span class="queued-status">{t.admin.statuses[comment.status]}</span>
          ) : null}
        </header>
        {comment.answers ? <Answered t={t} answers={comment.answers} /> : null}
        <div class="comment-text" lang={comment.language}>
          {raw(comment.html)}
        </div>
        <Facts t={t} comment={comment} background={background} />
        <details class="queued-source">
          <summary>{t.admin.source}</summary>
          <pre>{comment.source}</pre>
        </details>
        <p class="queued-actions">
          {actionsOf(comment.status).map(({ to, word }) => (
            <button
              class={`action-button is-to-${to}`}
              type="submit"
              name="one"
              value={`${to} ${choice}`}
              aria-label={t.admin.actionOn(t.admin.actions[word], name)}
              data-to={to}
            >
              {t.admin.actions[word]}
            </button>
          ))}
          <Further t={t} comment={comment} />
        </p>
      </article>
    </li>
  )
}

/** What leads to another page. */
function Further({ t, comment }: Pick<QueuedCommentProps, 't' | 'comment'>) {
  if (comment.status === 'trash' || comment.status === 'spam')
    return (
      <a class="queued-more" href={urls.admin.commentErasure(comment.id)}>
        {t.admin.erase}
      </a>
    )
  return (
    <>
      <a class="queued-more" href={urls.admin.commentReply(comment.id)} data-reply-to>
        {t.comments.reply}
      </a>
      <a class="queued-more" href={urls.admin.commentText(comment.id)} data-edit>
        {t.comments.edit}
      </a>
    </>
  )
}

function DecidedComment({
  t,
  comment,
  decision,
}: Pick<QueuedCommentProps, 't' | 'comment'> & { decision: string }) {
  const name = comment.name || t.comments.anonymous
  return (
    <li class="queued is-decided" id={`comment-${comment.id}`} tabindex={-1}>
      <p class="queued-decided">
        <bdi>{name}</bdi>: <strong>{t.admin.statuses[comment.status]}</strong>{' '}
        <button
          class="action-button"
          type="submit"
          formaction={urls.admin.reversal(decision)}
          aria-label={t.admin.actionOn(t.admin.undo, name)}
          data-undo
        >
          {t.admin.undo}
        </button>{' '}
        {comment.status === 'approved' ? (
          <a class="queued-more" href={urls.admin.commentReply(comment.id)} data-reply-to>
            {t.comments.reply}
          </a>
        ) : null}
      </p>
    </li>
  )
}

function Time({ t, comment }: Pick<QueuedCommentProps, 't' | 'comment'>) {
  const time = <time datetime={comment.created_at.toISOString()}>{t.dateTime(comment.created_at)}</time>
  return comment.status === 'approved' ? <a href={urls.comment(comment.id)}>{time}</a> : time
}

function Answered({ t, answers }: { t: Messages; answers: NonNullable<Queued['answers']> }) {
  return (
    <details class="queued-answers">
      <summary>{t.admin.inReplyTo(answers.name || t.comments.anonymous)}</summary>
      <div class="comment-text">{raw(answers.html)}</div>
    </details>
  )
}

/** Why it waits; links by their number. */
const reasonsOf = (t: Messages, { reasons, links }: Queued) =>
  reasons.map(reason => (reason === 'links' && links > 0 ? t.admin.links(links) : reasonText(t, reason)))

function Facts({ t, comment, background }: Pick<QueuedCommentProps, 't' | 'comment' | 'background'>) {
  const history = background?.history ?? {}
  const { approved = 0, spam = 0 } = history
  const others = Object.values(history).reduce((sum, count) => sum + count, 0) - 1
  return (
    <ul class="queued-facts">
      {comment.reasons.length > 0 ? <li class="queued-reasons">{reasonsOf(t, comment).join(', ')}</li> : null}
      <li>
        {others > 0 ? (
          <a href={urls.admin.queue({ status: 'all', by: String(comment.id) })}>
            {t.admin.history(approved, spam)}
          </a>
        ) : (
          t.admin.firstComment
        )}
      </li>
      <li>{background?.address ?? t.admin.noAddress}</li>
      {comment.website ? (
        <li>
          <a href={comment.website} rel="ugc nofollow noopener noreferrer">
            {comment.website}
          </a>
        </li>
      ) : null}
      {background?.ip ? (
        <li>
          <a href={urls.admin.queue({ status: 'all', search: background.ip })}>{background.ip}</a>
        </li>
      ) : null}
      {background?.userAgent ? <li class="queued-agent">{background.userAgent}</li> : null}
    </ul>
  )
}
