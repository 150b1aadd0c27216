import type { TabCounts } from '../../../src/moderation/counts.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { type QueueQuery, tabs } from './queue-query.ts'

interface TabsProps {
  t: Messages
  query: QueueQuery
  counts: TabCounts
}

/** The queue's lists with how many comments each has. */
export function Tabs({ t, query, counts }: TabsProps) {
  const { pending = 0, likely = 0, reported = 0, approved = 0, spam = 0, trash = 0 } = counts
  const numbers = {
    pending,
    likely,
    reported,
    approved,
    spam,
    trash,
    all: pending + likely + approved + spam + trash,
  }
  return (
    <nav class="queue-tabs" aria-label={t.admin.heading}>
      <ul>
        {tabs.map(tab => (
          <li data-empty={numbers[tab] === 0 && tab !== query.status ? '' : undefined}>
            <a
              href={urls.admin.queue({ ...query, status: tab, before: null })}
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

interface SearchProps {
  t: Messages
  query: QueueQuery
  words: string
}

/** What narrows the list: words, a person, days. It is posted, since it may be an address. */
export function Search({ t, query, words }: SearchProps) {
  return (
    <form class="queue-search" method="post" action={urls.admin.queue()} role="search">
      <input type="hidden" name="status" value={query.status} />
      {(['post', 'by', 'near'] as const).map(name =>
        query[name] === null ? null : <input type="hidden" name={name} value={query[name]} />,
      )}
      <label class="visually-hidden" for="queue-search">
        {t.admin.filter}
      </label>
      <input
        type="search"
        id="queue-search"
        name="search"
        value={words}
        dir="auto"
        maxlength={500}
        placeholder={t.admin.filterExample}
        title={t.admin.filterHint}
      />
      <button class="quiet-button" type="submit">
        {t.admin.filterSubmit}
      </button>
      <details class="queue-days">
        <summary>{t.admin.byDay}</summary>
        <p>
          <label>
            {t.admin.fromDay} <input type="date" name="since" value={query.since ?? ''} />
          </label>{' '}
          <label>
            {t.admin.toDay} <input type="date" name="until" value={query.until ?? ''} />
          </label>
        </p>
      </details>
    </form>
  )
}
