import type { QueuedComment as Queued } from '../../../src/moderation/queue.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { Background } from '../../../src/readers/background.ts'
import { urls } from '../../../src/urls.ts'
import { actionsOf } from '../../components/decision-actions.ts'
import { EvidenceList } from './evidence.tsx'
import { MarkButtons } from '../../components/mark-buttons.tsx'
import type { QueueQuery } from './queue-query.ts'
import { reasonText } from './reasons.ts'
import { Named } from '../../components/named.tsx'
import { directionWithin } from '../../../src/i18n/direction.ts'
import { CommentText } from '../../components/comment-text.tsx'

interface QueuedCommentProps {
  t: Messages
  comment: Queued
  background: Background | null
  query: QueueQuery
  /** It was moved just now, which its last step takes back; false where it is still to be decided on. */
  isDecided?: boolean
}

/** A comment in the queue: who, where, what they said, what is known of them, and what can be done. */
export function QueuedComment({ t, comment, background, query, isDecided = false }: QueuedCommentProps) {
  if (isDecided) return <DecidedComment t={t} comment={comment} />
  const name = comment.name || t.comments.anonymous
  const choice = `${comment.id} ${comment.step}`
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
            <a href={urls.admin.queue({ status: query.status, post: comment.post.slug })}>
              <bdi lang={comment.post.language} dir={directionWithin(comment.post.language, t.tag)}>
                {comment.post.title}
              </bdi>
            </a>{' '}
            <Time t={t} comment={comment} />
          </p>
          {query.status === 'all' ? (
            <span class="queued-status">{t.admin.statuses[comment.status]}</span>
          ) : null}
        </header>
        {comment.answers ? <Answered t={t} answers={comment.answers} /> : null}
        <CommentText html={comment.html} language={comment.language} />
        <Facts t={t} comment={comment} background={background} />
        <details class="queued-source">
          <summary>{t.admin.source}</summary>
          <pre dir="auto" lang={comment.language}>
            {comment.source}
          </pre>
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
          {comment.reports.length > 0 ? (
            <button
              class="action-button"
              type="submit"
              formaction={urls.admin.reportSettlement(comment.id)}
              aria-label={t.admin.actionOn(t.reports.settle, name)}
            >
              {t.reports.settle}
            </button>
          ) : null}
          {comment.status === 'approved' && comment.isFirst ? <MarkButtons t={t} {...comment} /> : null}
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

function DecidedComment({ t, comment }: Pick<QueuedCommentProps, 't' | 'comment'>) {
  const name = comment.name || t.comments.anonymous
  return (
    <li class="queued is-decided" id={`comment-${comment.id}`} tabindex={-1}>
      <p class="queued-decided">
        <bdi>{name}</bdi>: <strong>{t.admin.statuses[comment.status]}</strong>{' '}
        <button
          class="action-button"
          type="submit"
          formaction={urls.admin.stepReversal(comment.step)}
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

/** What a script puts beside the sentence that tells of a decision about several: a button of the queue's form. */
export function UndoAll({ t, decision }: { t: Messages; decision: string }) {
  return (
    <button class="quiet-button" type="submit" form="queue" formaction={urls.admin.reversal(decision)}>
      {t.told.undoAll}
    </button>
  )
}

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

/** Why it waits; links by their number, and what is like spam by its words, where there are some. */
const reasonsOf = (t: Messages, { reasons, links, evidence }: Queued) =>
  reasons
    .filter(reason => reason !== 'like spam' || evidence.length === 0)
    .map(reason => (reason === 'links' && links > 0 ? t.admin.links(links) : reasonText(t, reason)))

/** The words by which it is like spam. */
function LikeSpam({ t, comment: { evidence } }: Pick<QueuedCommentProps, 't' | 'comment'>) {
  if (evidence.length === 0) return null
  return (
    <li class="queued-reasons">
      <EvidenceList t={t} evidence={evidence} />
    </li>
  )
}

function Facts({ t, comment, background }: Pick<QueuedCommentProps, 't' | 'comment' | 'background'>) {
  const reasons = reasonsOf(t, comment)
  const history = background?.history ?? {}
  const { approved = 0, spam = 0 } = history
  const others = Object.values(history).reduce((sum, count) => sum + count, 0) - 1
  return (
    <ul class="queued-facts">
      {comment.reports.length > 0 ? (
        <li class="queued-reasons">
          {t.reports.told(comment.reports.reduce((sum, { count }) => sum + count, 0))}:{' '}
          {comment.reports
            .map(({ reason, count }) => t.reports.counted(t.reports.reasons[reason], count))
            .join(', ')}
        </li>
      ) : null}
      {reasons.length > 0 ? <li class="queued-reasons">{reasons.join(', ')}</li> : null}
      <LikeSpam t={t} comment={comment} />
      <li>
        {others > 0 ? (
          <a href={urls.admin.queue({ status: 'all', by: comment.id })}>{t.admin.history(approved, spam)}</a>
        ) : (
          t.admin.firstComment
        )}
      </li>
      <li>{background?.address ?? t.admin.noAddress}</li>
      {comment.website ? (
        <li>
          <a href={comment.website} rel="ugc nofollow noopener noreferrer">
            <bdi>{comment.website}</bdi>
          </a>
        </li>
      ) : null}
      {background?.ip ? (
        <li>
          <a href={urls.admin.queue({ status: 'all', near: comment.id })}>{background.ip}</a>
        </li>
      ) : null}
      {background?.userAgent ? <li class="queued-agent">{background.userAgent}</li> : null}
    </ul>
  )
}
