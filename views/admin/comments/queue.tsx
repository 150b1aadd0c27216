import type { AttackDesk } from '../../../src/moderation/attack-steps.ts'
import type { DecisionSummary } from '../../../src/moderation/decisions.ts'
import type { Horizon } from '../../../src/moderation/horizon.ts'
import type { QueuePage as Comments } from '../../../src/moderation/queue.ts'
import type { Overtaken } from '../../../src/moderation/states.ts'
import type { TabCounts } from '../../../src/moderation/counts.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { Background } from '../../../src/readers/background.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { type AdminShell, AdminPage } from '../../layouts/admin.tsx'
import { AttackBanner } from './attack-banner.tsx'
import { Search, Tabs } from './queue-head.tsx'
import { SpamNote } from './spam-note.tsx'
import type { QueueQuery, QueueStatus } from './queue-query.ts'
import { queueTitle } from './queue-title.ts'
import { QueuedComment } from './queued-comment.tsx'
import { overtakenText } from './step-actor.ts'
import { actionsOf } from '../../components/decision-actions.ts'

interface QueueProps {
  shell: AdminShell
  query: QueueQuery
  /** What it looks for; null once that has ended. */
  words: string | null
  counts: TabCounts
  page: Comments
  backgrounds: ReadonlyMap<number, Background>
  decision: DecisionSummary | null
  overtaken: readonly Overtaken[]
  gone: number
  nothingSelected: boolean
  /** As many are pinned under the article as may be. */
  isFull: boolean
  /** How many comments all pages have; null: more than were counted. */
  matching: number | null
  /** What there was before the page was read. */
  horizon: Horizon
  /** Null while nothing unusual goes on, and for who may do nothing about it. */
  attack: AttackDesk | null
}

/** Where moderators decide: one list, each comment with what is needed to judge it. */
export function QueuePage(props: QueueProps) {
  const { shell, query, counts, page, backgrounds } = props
  const { t } = shell
  const { search, find, post, by, near, since, until } = query
  const isFiltered = [search || null, find, post, by, near, since, until].some(part => part !== null)
  return (
    <AdminPage shell={shell} title={queueTitle(t, counts.pending ?? 0)} here="queue" scripts>
      <h1 class="visually-hidden">{t.admin.heading}</h1>
      <div class="queue-head">
        <Tabs t={t} query={query} counts={counts} />
        <Search t={t} query={query} words={props.words ?? ''} isFiltered={isFiltered} />
      </div>
      {props.attack ? <AttackBanner t={t} desk={props.attack} /> : null}
      <Told {...props} />
      <SpamNote {...props} />
      <p class="queue-news" id="queue-news" role="status" data-since={props.horizon.newest} hidden>
        <a href={urls.admin.queue({ ...query, status: 'pending', before: null })} />
      </p>
      {page.comments.length === 0 ? (
        <EmptyQueue t={t} query={query} isFiltered={isFiltered} hasEnded={props.words === null} />
      ) : (
        <form
          class="queue"
          method="post"
          action={urls.admin.decisions}
          id="queue"
          data-failed={t.browser.notDecided}
        >
          {hiddenFields(query)}
          <input type="hidden" name="newest" value={props.horizon.newest} />
          <input type="hidden" name="step" value={props.horizon.step} />
          <input type="hidden" name="snapshot" value={props.horizon.snapshot} />
          <ol class="queue-list">
            {page.comments.map(comment => (
              <QueuedComment
                t={t}
                comment={comment}
                background={backgrounds.get(comment.id) ?? null}
                query={query}
              />
            ))}
          </ol>
          <p class="queue-more" id="queue-more" hidden>
            {t.admin.allDecided} <a href={urls.admin.queue({ ...query, before: null })}>{t.admin.showMore}</a>
          </p>
          <Bulk t={t} status={query.status} every={every(props)} />
        </form>
      )}
      <Keys t={t} />
      <Pager
        label={t.admin.queuePages}
        previous={
          query.before === null
            ? null
            : { href: urls.admin.queue({ ...query, before: null }), text: t.admin.newest }
        }
        next={
          page.next === null
            ? null
            : {
                href: urls.admin.queue({ ...query, before: page.next }),
                text: t.admin.earlier,
              }
        }
      />
    </AdminPage>
  )
}

function hiddenFields(query: QueueQuery) {
  return Object.entries(query).map(([name, value]) =>
    value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
  )
}

/** What became of the last step, with the way to take it back. */
function Told({ shell, query, decision, overtaken, gone, nothingSelected, isFull }: QueueProps) {
  const { t } = shell
  return (
    <div class="told" id="told" role="status" tabindex={-1} autofocus={decision !== null}>
      {nothingSelected ? <p>{t.admin.noneSelected}</p> : null}
      {isFull ? <p class="notice">{t.conversation.pinnedFull}</p> : null}
      {gone > 0 ? <p class="notice">{t.told.gone(gone)}</p> : null}
      {decision ? (
        <form class="told-decision" method="post" action={urls.admin.reversal(decision.decision)}>
          {hiddenFields(query)}
          <p>
            {decision.marking
              ? `${t.conversation.marked[decision.marking]}.`
              : decision.to
                ? t.admin.decided(decision.comments, t.admin.statuses[decision.to])
                : t.admin.reversed(decision.comments)}
          </p>
          <button class="quiet-button" type="submit">
            {t.admin.undo}
          </button>
        </form>
      ) : null}
      {overtaken.length > 0 ? (
        <div class="notice">
          <p class="notice-title">{t.admin.overtaken(overtaken.length)}</p>
          <ul>
            {overtaken.map(one => (
              <li>{overtakenText(t, one)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

/** What to call all comments of all pages; null while this page has them all. */
function every({ shell, query, page, matching }: QueueProps): string | null {
  const { t } = shell
  if (page.next === null && query.before === null) return null
  return matching === null ? t.admin.everyOfMany : t.admin.every(matching)
}

function Bulk({ t, status, every }: { t: Messages; status: QueueStatus; every: string | null }) {
  return (
    <div class="queue-bulk">
      <label class="queue-all" hidden>
        <input type="checkbox" data-select-all /> {t.admin.selectAll}
      </label>
      {every === null ? null : (
        <label class="queue-every">
          <input type="checkbox" name="every" value="yes" /> {every}
        </label>
      )}
      <span class="queue-count" role="status" data-words={t.queue.selectedNow} />
      <span class="visually-hidden">{t.admin.selected}</span>
      {actionsOf(status).map(({ to, word }) => (
        <button class="quiet-button" type="submit" name="to" value={to}>
          {t.admin.actions[word]}
        </button>
      ))}
      <button class="quiet-button" type="reset" hidden data-clear-selection>
        {t.queue.clear}
      </button>
    </div>
  )
}

function EmptyQueue({ t, query, isFiltered, hasEnded }: EmptyQueueProps) {
  const { empty } = t.admin
  if (hasEnded) return <p class="queue-empty">{empty.ended}</p>
  if (query.status === 'likely' && !isFiltered) return <p class="queue-empty">{t.spam.noneLikely}</p>
  return (
    <div class="queue-empty">
      <p>{isFiltered ? empty.filtered : query.status === 'pending' ? empty.pending : empty.other}</p>
      {isFiltered ? null : <p class="hint">{t.admin.emptyHint}</p>}
    </div>
  )
}

interface EmptyQueueProps {
  t: Messages
  query: QueueQuery
  isFiltered: boolean
  /** What was looked for is kept no longer. */
  hasEnded: boolean
}

/** What each key does; a script opens it. */
function Keys({ t }: { t: Messages }) {
  const { keys } = t.admin
  return (
    <dialog class="queue-keys" id="queue-keys" aria-labelledby="queue-keys-heading">
      <h2 id="queue-keys-heading">{keys.heading}</h2>
      <dl>
        {(['j', 'k', 'a', 'p', 's', 'd', 'u', 'e', 'r', 'x', '/', '?'] as const).map(key => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{keys[key]}</dd>
          </>
        ))}
      </dl>
      <form method="dialog">
        <button class="quiet-button" type="submit">
          {keys.close}
        </button>
      </form>
    </dialog>
  )
}
