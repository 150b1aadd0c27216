import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import type { QueueQuery } from './queue-query.ts'

/** What a list is narrowed by, in words. Null: it is not, or nobody knows what it is called. */
export interface FilterNames {
  words: string | null
  post: string | null
  /** The name of the comment whose author's others are asked for. */
  by: string | null
  /** The network that comments are to come from. */
  near: string | null
}

interface ChipsProps {
  t: Messages
  query: QueueQuery
  names: FilterNames
}

/** Everything that narrows the list, each to be taken off by itself. */
export function Chips({ t, query, names }: ChipsProps) {
  const chips = chipsOf(t, query, names)
  if (chips.length === 0) return null
  return (
    <ul class="queue-chips" aria-label={t.queue.filters}>
      {chips.map(({ text, without }) => (
        <li class="queue-chip">
          <bdi>{text}</bdi>
          <a
            href={urls.admin.queue({ ...query, before: null, ...without })}
            aria-label={t.queue.takeOff(text)}
            title={t.queue.takeOff(text)}
          >
            ×
          </a>
        </li>
      ))}
      <li>
        <a href={urls.admin.queue({ status: query.status })}>{t.admin.filterClear}</a>
      </li>
    </ul>
  )
}

function chipsOf(
  t: Messages,
  { post, search, find, by, near, since, until }: QueueQuery,
  names: FilterNames,
) {
  const { queue } = t
  const chip = (isThere: boolean, text: string, without: Partial<QueueQuery>) =>
    isThere ? [{ text, without }] : []
  const day = (text: string | null) => (text === null ? '' : t.date(new Date(`${text}T12:00:00Z`)))
  return [
    ...chip(search !== '' || find !== null, queue.quoted(names.words ?? '…'), { search: '', find: null }),
    ...chip(post !== null, names.post ?? post ?? '', { post: null }),
    ...chip(by !== null, queue.byPerson(names.by || t.comments.anonymous), { by: null }),
    ...chip(near !== null, queue.fromNetwork(names.near ?? '…'), { near: null }),
    ...chip(since !== null, queue.since(day(since)), { since: null }),
    ...chip(until !== null, queue.until(day(until)), { until: null }),
  ]
}
