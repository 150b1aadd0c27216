import type { DecisionSummary } from '../../src/comments/decisions.ts'
import type { Overtaken } from '../../src/comments/decide.ts'
import type { QueuePage as Comments } from '../../src/comments/queue.ts'
import type { CommentStatus } from '../../src/db/tables.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { Background } from '../../src/readers/background.ts'
import { urls } from '../../src/urls.ts'
import { Pager } from '../components/pager.tsx'
import { type AdminShell, AdminPage } from '../layouts/admin.tsx'
import { Search, Tabs } from './queue-head.tsx'
import { asLink, type QueueQuery, type QueueStatus } from './queue-query.ts'
import { QueuedComment } from './queued-comment.tsx'
import { actionsOf } from '../components/decision-actions.ts'

interface QueueProps {
  shell: AdminShell
  query: QueueQuery
  counts: Partial<Record<CommentStatus, number>>
  page: Comments
  backgrounds: ReadonlyMap<number, Background>
  decision: DecisionSummary | null
  overtaken: readonly Overtaken[]
  nothingSelected: boolean
  /** How many comments all pages have; null: more than were counted. */
  matching: number | null
  /** The id of the newest comment there is; 0 when there is none. */
  newest: number
}

/** Where moderators decide: one list, each comment with what is needed to judge it. */
export function QueuePage(props: QueueProps) {
  const { shell, query, counts, page, backgrounds } = props
  const { t } = shell
  const isFiltered = [query.search, query.post, query.by, query.since, query.until].some(part => part !== '')
  return (
    <AdminPage shell={shell} title={t.admin.heading} here="queue" scripts>
      <h1 class="visually-hidden">{t.admin.heading}</h1>
      <div class="queue-head">
        <Tabs t={t} query={query} counts={counts} />
        <Search t={t} query={query} isFiltered={isFiltered} />
      </div>
      <Told {...props} />
      <p class="queue-news" id="queue-news" role="status" data-since={props.newest} hidden>
        <a href={urls.admin.queue(asLink({ ...query, status: 'pending', before: '' }))} />
      </p>
      {page.comments.length === 0 ? (
        <EmptyQueue t={t} query={query} isFiltered={isFiltered} />
      ) : (
        <form class="queue" method="post" action={urls.admin.decisions} id="queue">
          {hiddenFields(query)}
          <input type="hidden" name="newest" value={props.newest} />
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
            {t.admin.allDecided}{' '}
            <a href={urls.admin.queue(asLink({ ...query, before: '' }))}>{t.admin.showMore}</a>
          </p>
          <Bulk t={t} status={query.status} every={every(props)} />
        </form>
      )}
      <Keys t={t} />
      <Pager
        label={t.admin.queuePages}
        previous={
          query.before === ''
            ? null
            : { href: urls.admin.queue(asLink({ ...query, before: '' })), text: t.admin.newest }
        }
        next={
          page.next === null
            ? null
            : {
                href: urls.admin.queue(asLink({ ...query, before: String(page.next) })),
                text: t.admin.earlier,
              }
        }
      />
    </AdminPage>
  )
}

function hiddenFields(query: QueueQuery) {
  return Object.entries(asLink(query)).map(([name, value]) => (
    <input type="hidden" name={name} value={value} />
  ))
}

/** What became of the last step, with the way to take it back. */
function Told({ shell, query, decision, overtaken, nothingSelected }: QueueProps) {
  const { t } = shell
  return (
    <div class="told" id="told" role="status" tabindex={-1} autofocus={decision !== null}>
      {nothingSelected ? <p>{t.admin.noneSelected}</p> : null}
      {decision ? (
        <form class="told-decision" method="post" action={urls.admin.reversal(decision.decision)}>
          {hiddenFields(query)}
          <p>
            {decision.to
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
            {overtaken.map(({ actor, status, at }) => (
              <li>{t.admin.overtakenBy(actor, t.admin.statuses[status], t.dateTime(at))}</li>
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
  if (page.next === null && query.before === '') return null
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
      <span>{t.admin.selected}</span>
      {actionsOf(status).map(({ to, word }) => (
        <button class="quiet-button" type="submit" name="to" value={to}>
          {t.admin.actions[word]}
        </button>
      ))}
    </div>
  )
}

function EmptyQueue({ t, query, isFiltered }: { t: Messages; query: QueueQuery; isFiltered: boolean }) {
  const { empty } = t.admin
  return (
    <div class="queue-empty">
      <p>{isFiltered ? empty.filtered : query.status === 'pending' ? empty.pending : empty.other}</p>
      {isFiltered ? null : <p class="hint">{t.admin.emptyHint}</p>}
    </div>
  )
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
