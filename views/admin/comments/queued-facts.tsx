import type { Messages } from '../../../src/i18n/messages.ts'
import type { QueuedComment as Queued } from '../../../src/moderation/queue.ts'
import type { Background } from '../../../src/readers/background.ts'
import { urls } from '../../../src/urls.ts'
import { EvidenceList } from './evidence.tsx'
import { reasonText } from './reasons.ts'

interface FactsProps {
  t: Messages
  comment: Queued
  background: Background | null
  trustAfter: number
}

/** Why a comment waits, and what is known of who wrote it. */
export function Facts(props: FactsProps) {
  const { t, comment, background } = props
  const reasons = reasonsOf(props)
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
      {background?.hasNotes ? (
        <li class="queued-reasons">
          <a href={urls.admin.person(comment.id)}>{t.person.hasNotes}</a>
        </li>
      ) : null}
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
      {background?.device ? <li title={background.userAgent ?? undefined}>{background.device}</li> : null}
    </ul>
  )
}

/** Why it waits; links by their number, what is like spam by its words, and who is not trusted by what is missing. */
function reasonsOf({ t, comment: { status, reasons, links, evidence }, background, trustAfter }: FactsProps) {
  const toTrust = (here: number | null) =>
    here === null ? t.queue.noMark : t.queue.notTrusted(t.number(here), t.number(trustAfter))
  return reasons
    .filter(reason => reason !== 'like spam' || evidence.length === 0)
    .map(reason => {
      if (reason === 'links' && links > 0) return t.admin.links(links)
      if (reason === 'first comment' && status === 'pending' && trustAfter > 0 && background)
        return toTrust(background.approvedHere)
      return reasonText(t, reason)
    })
}

/** The words by which it is like spam. */
function LikeSpam({ t, comment: { evidence } }: Pick<FactsProps, 't' | 'comment'>) {
  if (evidence.length === 0) return null
  return (
    <li class="queued-reasons">
      <EvidenceList t={t} evidence={evidence} />
    </li>
  )
}
