import type { DecisionSummary } from '../../src/comments/decisions.ts'
import type { Overtaken } from '../../src/comments/decide.ts'
import type { QueuePage as Comments } from '../../src/comments/queue.ts'
import type { CommentStatus } from '../../src/db/tables.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { Background } from '../../src/readers/background.ts'
import { urls } from '../../src/urls.ts'
import { Pager } from '../components/pager.tsx'
import { type AdminShell, AdminPage } from '../layouts/admin.tsx'
import { QueuedComment } from './queued-comment.tsx'
import { actionsOf } from '../components/decision-actions.ts'

const tabs = ['pending', 'approved', 'spam', 'trash', 'all'] as const

export type QueueStatus = (typeof tabs)[number]

/** Whether a word names one of the queue's lists. */
export const isQueueStatus = (text: string): text is QueueStatus => tabs.some(tab => tab === text)

/** What the queue shows, as its address says it. Empty means: not asked for. */
export interface QueueQuery {
  status: QueueStatus
  /** An article's slug. */
  post: string
  search: string
  /** A comment, whose author's others are asked for. */
  by: string
  /** The id of the comment that the page before ended with. */
  before: string
}

interface QueueProps {
  shell: AdminShell
  query: QueueQuery
  counts: Partial<Record<CommentStatus, number>>
  page: Comments
  backgrounds: ReadonlyMap<number, Background>
  decision: DecisionSummary | null
  overtaken: readonly Overtaken[]
  nothingSelected: boolean
  /** The id of the newest comment there is; 0 when there is none. */
  newest: number
}

/** Where moderators decide: one list, each comment with what is needed to judge it. */
export function QueuePage(props: QueueProps) {
  const { shell, query, counts, page, backgrounds } = props
  const { t } = shell
  const isFiltered = query.search !== '' || query.post !== '' || query.by !== ''
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
          <Bulk t={t} status={query.status} />
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

/** A query as the parts of an address that say something. */
export function asLink(query: Partial<QueueQuery> & { decided?: string }): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
}

function hiddenFields(query: QueueQuery) {
  return Object.entries(asLink(query)).map(([name, value]) => (
    <input type="hidden" name={name} value={value} />
  ))
}

interface TabsProps {
  t: Messages
  query: QueueQuery
  counts: QueueProps['counts']
}

function Tabs({ t, query, counts }: TabsProps) {
  const { pending = 0, approved = 0, spam = 0, trash = 0 } = counts
  const numbers = { pending, approved, spam, trash, all: pending + approved + spam + trash }
  return (
    <nav class="queue-tabs" aria-label={t.admin.heading}>
      <ul>
        {tabs.map(tab => (
          <li>
            <a
              href={urls.admin.queue(asLink({ ...query, status: tab, before: '' }))}
              aria-current={tab === query.status ? 'page' : undefined}
            >
              {t.admin.statuses[tab]}{' '}
              <span class="count" data-count={tab === 'all' ? undefined : tab}>
                {t.number(numbers[tab])}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Search({ t, query, isFiltered }: { t: Messages; query: QueueQuery; isFiltered: boolean }) {
  return (
    <form class="queue-search" method="get" action={urls.admin.queue()} role="search">
      <input type="hidden" name="status" value={query.status} />
      {query.post ? <input type="hidden" name="post" value={query.post} /> : null}
      <label class="visually-hidden" for="queue-search">
        {t.admin.filter}
      </label>
      <input
        type="search"
        id="queue-search"
        name="search"
        value={query.search}
        maxlength={500}
        placeholder={t.admin.filterHint}
        title={t.admin.filterHint}
      />
      <button class="quiet-button" type="submit">
        {t.admin.filterSubmit}
      </button>
      {isFiltered ? (
        <a href={urls.admin.queue(asLink({ status: query.status }))}>{t.admin.filterClear}</a>
      ) : null}
    </form>
  )
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

function Bulk({ t, status }: { t: Messages; status: QueueStatus }) {
  return (
    <div class="queue-bulk">
      <label class="queue-all" hidden>
        <input type="checkbox" data-select-all /> {t.admin.selectAll}
      </label>
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
