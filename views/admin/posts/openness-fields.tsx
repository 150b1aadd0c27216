import type { Openness } from '../../../src/db/post-tables.ts'
import type { Messages } from '../../../src/i18n/messages.ts'

interface OpennessProps {
  t: Messages
  id: string
  /** Of the choice: null where a label stands beside it. */
  labels: { until: string | null; days: string }
  until: Openness['until']
  /** As it was typed. */
  days: string
  /** Days until comments close where an article says nothing; 0: never. */
  siteDays: number
  error: string | null
}

const choices = ['site', 'always', 'days', 'closed'] as const

/** Until when an article takes comments: a choice, and the days for one of them. */
export function OpennessFields({ t, id, labels, until, days, siteDays, error }: OpennessProps) {
  const { articles } = t.admin
  const text = {
    ...articles.until,
    site: siteDays === 0 ? articles.siteNever : articles.siteDays(siteDays),
  }
  return (
    <>
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      <select id={id} name="until" aria-label={labels.until ?? undefined}>
        {choices.map(choice => (
          <option value={choice} selected={choice === until}>
            {text[choice]}
          </option>
        ))}
      </select>
      <span class="article-days">
        <input
          class="number-input"
          type="text"
          inputmode="numeric"
          name="days"
          value={days}
          aria-label={labels.days}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          autofocus={error !== null}
        />{' '}
        <span aria-hidden="true">{articles.days}</span>
      </span>
    </>
  )
}
