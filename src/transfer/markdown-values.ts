import type { Cover, Openness } from '../db/post-tables.ts'

/** A picture at an article's head, its path alone or with its parts; undefined when it is none. */
export function coverIn(value: unknown): Cover | null | undefined {
  if (value === null) return null
  if (typeof value === 'string') return { address: textOf(value), alt: '', x: 50, y: 50 }
  if (typeof value !== 'object') return undefined
  const parts: Record<string, unknown> = { x: 50, y: 50, ...value }
  const { x, y } = parts
  if (typeof x !== 'number' || typeof y !== 'number') return undefined
  return { address: textOf(parts['image']), alt: textOf(parts['alt']), x, y }
}

/** One line of text; empty for anything else. */
export function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : ''
  // YAML can spell out, as "\0" and "\ud800", what the bytes of a file can't be.
  return /\p{Cc}/u.test(text) || !text.isWellFormed() ? '' : text
}

/** Names of tags, in a list or between commas; null when they are none. */
export function tagsIn(value: unknown): string[] | null {
  if (value === null) return []
  const list: unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : [value]
  const tags = list.map(textOf)
  return tags.includes('') ? null : tags
}

/** Names in a list, or one; null when they are none. */
export function namesIn(value: unknown): string[] | null {
  if (value === null) return []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const names = list.map(textOf)
  return names.includes('') ? null : names
}

/** A text that may have several lines, or none; undefined when it is no text. */
export function linesIn(value: unknown): string | null | undefined {
  if (value === null) return null
  return typeof value === 'string' ? value.trim() || null : undefined
}

/** Until when an article takes comments: yes or no, `always`, or `30 days`; undefined when it is none of these. */
export function opennessIn(value: unknown): Openness | undefined {
  if (typeof value === 'boolean') return { until: value ? 'site' : 'closed' }
  if (typeof value !== 'string') return undefined
  if (value === 'always') return { until: 'always' }
  const [, days] = /^(\d{1,9}) days?$/.exec(value) ?? []
  return days === undefined ? undefined : { until: 'days', days: Number(days) }
}

/** A day counts from midnight UTC; undefined when it is no date. */
export function dateIn(value: unknown): Date | null | undefined {
  if (value === null) return null
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value)
  )
    return undefined
  if (!isDay(value.slice(0, 10))) return undefined
  const time = value.replace(' ', 'T')
  const date = new Date(/T/.test(time) && !/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? `${time}Z` : time)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Date takes the 31st of February for the 3rd of March. */
function isDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
