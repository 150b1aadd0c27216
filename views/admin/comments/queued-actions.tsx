import type { QueuedComment as Queued } from '../../../src/moderation/queue.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { Decided } from '../../../src/moderation/states.ts'
import { urls } from '../../../src/urls.ts'
import { MarkButtons } from '../../components/mark-buttons.tsx'
import { actionsOf } from '../../components/decision-actions.ts'
import type { QueueQuery } from './queue-query.ts'

/** The key that moves a comment to a state; see public/js/queue-keys.js. */
export const keyTo: Record<Decided, string> = { approved: 'a', pending: 'p', spam: 's', trash: 'd' }

interface ActionsProps {
  t: Messages
  comment: Queued
  query: QueueQuery
  hasKeys: boolean
  /** Whoever looks may block. */
  mayBlock: boolean
}

/** What can be done with a comment, the likeliest first. */
export function Actions({ t, comment, query, hasKeys, mayBlock }: ActionsProps) {
  const name = comment.name || t.comments.anonymous
  const list = query.status === 'likely' && comment.status === 'pending' ? 'likely' : comment.status
  return (
    <p class="queued-actions">
      {actionsOf(list).map(({ to, word }, place) => (
        <button
          class={place === 0 && list !== 'approved' ? 'action-button is-first' : 'action-button'}
          type="submit"
          name="one"
          value={`${to} ${comment.id} ${comment.step}`}
          aria-label={t.admin.actionOn(t.admin.actions[word], name)}
          title={hasKeys ? t.queue.withKey(t.admin.actions[word], keyTo[to]) : undefined}
          aria-keyshortcuts={hasKeys ? keyTo[to] : undefined}
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
          name="seen"
          value={Math.max(...comment.reports.map(({ last }) => last))}
          aria-label={t.admin.actionOn(t.reports.settle, name)}
        >
          {t.reports.settle}
        </button>
      ) : null}
      {comment.isFirst ? <MarkButtons t={t} {...comment} isSeen={comment.status === 'approved'} /> : null}
      <Further t={t} comment={comment} query={query} hasKeys={hasKeys} />
      {mayBlock ? (
        <a class="queued-more" href={urls.admin.commentBlock(comment.id, query)}>
          {t.blocks.block}
        </a>
      ) : null}
    </p>
  )
}

/** What leads to another page, or opens in place. */
function Further({ t, comment, query, hasKeys }: Omit<ActionsProps, 'mayBlock'>) {
  if (comment.status === 'trash' || comment.status === 'spam')
    return (
      <a class="queued-more" href={urls.admin.commentErasure(comment.id)}>
        {t.admin.erase}
      </a>
    )
  return (
    <>
      <a
        class="queued-more"
        href={urls.admin.commentReply(comment.id, query)}
        title={hasKeys ? t.queue.withKey(t.comments.reply, 'r') : undefined}
        aria-keyshortcuts={hasKeys ? 'r' : undefined}
        data-reply-to
      >
        {t.comments.reply}
      </a>
      <a
        class="queued-more"
        href={urls.admin.commentText(comment.id, query)}
        title={hasKeys ? t.queue.withKey(t.comments.edit, 'e') : undefined}
        aria-keyshortcuts={hasKeys ? 'e' : undefined}
        data-edit
      >
        {t.comments.edit}
      </a>
    </>
  )
}

/** What can be done with a comment that was just decided on. */
export function DecidedActions({ t, comment, query }: Omit<ActionsProps, 'hasKeys' | 'mayBlock'>) {
  return (
    <p class="queued-actions">
      <button
        class="action-button"
        type="submit"
        formaction={urls.admin.stepReversal(comment.step)}
        aria-label={t.admin.actionOn(t.admin.undo, comment.name || t.comments.anonymous)}
        data-undo
      >
        {t.admin.undo}
      </button>
      {comment.status === 'approved' ? (
        <a class="queued-more" href={urls.admin.commentReply(comment.id, query)} data-reply-to>
          {t.comments.reply}
        </a>
      ) : null}
    </p>
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
