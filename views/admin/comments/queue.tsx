import type { AttackDesk } from '../../../src/moderation/attack-steps.ts'
import type { Desk } from '../../../src/accounts/desk.ts'
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
import { Chips, type FilterNames } from './chips.tsx'
import { HiddenFields } from './hidden-fields.tsx'
import { Bulk } from './queue-bulk.tsx'
import { Search, Tabs } from './queue-head.tsx'
import { DeskSwitch, Keys, KeysHint } from './queue-keys.tsx'
import { SpamNote } from './spam-note.tsx'
import type { QueueQuery } from './queue-query.ts'
import { queueTitle } from './queue-title.ts'
import { Told } from './queue-told.tsx'
import { QueuedComment } from './queued-comment.tsx'

interface QueueProps {
  shell: AdminShell
  /** How who asks likes the list. */
  desk: Desk
  /** Approved comments that make somebody trusted. */
  trustAfter: number
  query: QueueQuery
  /** What it is narrowed by; no words once what was looked for has ended. */
  names: FilterNames
  counts: TabCounts
  page: Comments
  backgrounds: ReadonlyMap<number, Background>
  decision: DecisionSummary | null
  /** What was done last took something back. */
  isUndo: boolean
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
  const { shell, desk, query, counts, page, backgrounds, horizon } = props
  const { t } = shell
  const { search, find, post, by, near, since, until } = query
  const isFiltered = [search || null, find, post, by, near, since, until].some(part => part !== null)
  return (
    <AdminPage shell={shell} title={queueTitle(t, counts.pending ?? 0)} here="queue" scripts>
      <h1 class="visually-hidden">{t.admin.heading}</h1>
      <div class="queue-head">
        <Tabs t={t} query={query} counts={counts} />
        <Search t={t} query={query} words={props.names.words ?? ''} />
      </div>
      {props.attack ? <AttackBanner t={t} desk={props.attack} /> : null}
      <Chips t={t} query={query} names={props.names} />
      <div class="queue-line">
        <Told {...props} t={t} />
        <DeskSwitch t={t} desk={desk} query={query} />
      </div>
      <KeysHint t={t} desk={desk} query={query} />
      <SpamNote {...props} />
      <p
        class="queue-news"
        id="queue-news"
        role="status"
        data-since={horizon.newest}
        data-step={horizon.step}
        hidden
      >
        <a href={urls.admin.queue({ ...query, status: 'pending', before: null })} />
      </p>
      {page.comments.length === 0 ? (
        <EmptyQueue t={t} query={query} isFiltered={isFiltered} hasEnded={props.names.words === null} />
      ) : (
        <form
          class={desk.dense ? 'queue is-dense' : 'queue'}
          method="post"
          action={urls.admin.decisions}
          id="queue"
          data-failed={t.browser.notDecided}
          data-signed-out={t.browser.signedOut}
          data-sign-in={urls.signIn()}
          data-rows={urls.admin.rows}
          data-nothing-to-undo={t.queue.nothingToUndo}
          data-keys={desk.keys ? 'on' : undefined}
        >
          <HiddenFields query={query} />
          <input type="hidden" name="newest" value={horizon.newest} />
          <input type="hidden" name="step" value={horizon.step} />
          <input type="hidden" name="snapshot" value={horizon.snapshot} />
          <ol class="queue-list">
            {page.comments.map(comment => (
              <QueuedComment
                t={t}
                comment={comment}
                background={backgrounds.get(comment.id) ?? null}
                query={query}
                hasKeys={desk.keys}
                mayBlock={shell.rights.includes('moderate all')}
                trustAfter={props.trustAfter}
              />
            ))}
          </ol>
          <p class="queue-more" id="queue-more" hidden>
            {t.admin.allDecided} <a href={urls.admin.queue({ ...query, before: null })}>{t.admin.showMore}</a>
          </p>
          <Bulk t={t} status={query.status} every={every(props)} hasKeys={desk.keys} />
        </form>
      )}
      {desk.keys ? <Keys t={t} /> : null}
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

/** What to call all comments of all pages; null while this page has them all. */
function every({ shell, query, page, matching }: QueueProps): string | null {
  const { t } = shell
  if (page.next === null && query.before === null) return null
  return matching === null ? t.admin.everyOfMany : t.admin.every(matching)
}

function EmptyQueue({ t, query, isFiltered, hasEnded }: EmptyQueueProps) {
  const { empty } = t.admin
  if (hasEnded) return <p class="queue-empty">{empty.ended}</p>
  if (query.status === 'likely' && !isFiltered) return <p class="queue-empty">{t.spam.noneLikely}</p>
  return (
    <div class="queue-empty">
      <p>{isFiltered ? empty.filtered : query.status === 'pending' ? empty.pending : empty.other}</p>
      {!isFiltered && comesTo(query.status) && <p class="hint">{t.admin.emptyHint}</p>}
    </div>
  )
}

/** Whether a comment may be in such a list as soon as it is written: into others somebody moves it. */
const comesTo = (status: QueueQuery['status']) => status !== 'trash' && status !== 'reported'

interface EmptyQueueProps {
  t: Messages
  query: QueueQuery
  isFiltered: boolean
  /** What was looked for is kept no longer. */
  hasEnded: boolean
}
