import { type RawBuilder, sql } from 'kysely'

/** A year, or one of its months (1–12), in a zone (an IANA name). */
export interface Period {
  year: number
  month: number | null
  zone: string
}

/** Which articles a list has: those of a tag, of an author or of a period, by their ids; all, where nothing is said. */
export interface Which {
  tag?: number | null
  author?: number | null
  period?: Period | null
}

/** Whether the article `p` of a query is among them. */
export function isAmong({ tag = null, author = null, period = null }: Which): RawBuilder<boolean> {
  if (tag !== null) return sql<boolean>`p.id in (select post_id from post_tags where tag_id = ${tag})`
  if (author !== null)
    return sql<boolean>`p.id in (select post_id from post_authors where author_id = ${author})`
  if (period === null) return sql<boolean>`true`
  const { year, month, zone } = period
  const begin = sql`make_timestamp(${year}::int, ${month ?? 1}::int, 1, 0, 0, 0)`
  const length = sql.lit(month === null ? '1 year' : '1 month')
  return sql<boolean>`p.published_at >= (${begin} at time zone ${zone})
    and p.published_at < ((${begin} + ${length}::interval) at time zone ${zone})`
}
