import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { termQueries } from '../text/terms.ts'

/**
 * As many comments as are named one by one. Of a million, a word that more have is found often enough by looking at one
 * after the other: fifty are soon together.
 */
const mostNamed = 1_500
const shown: CommentStatus[] = ['pending', 'approved', 'spam', 'trash']

/** The comments of a state that have all words of a search; null when there are too many to name. */
export async function commentsWith(
  db: Kysely<Database>,
  text: string,
  status: CommentStatus | null,
): Promise<number[] | null> {
  const words = termQueries(text)
  if (words.length === 0) return []
  const states = status === null ? shown : [status]
  const { rows } = await sql<{ ids: number[] | null }>`
    select private.comments_with(${words}::tsquery[], ${states}::text[], ${mostNamed}::int) as ids`.execute(
    db,
  )
  const ids = rows[0]?.ids ?? null
  return ids !== null && ids.length < mostNamed ? ids : null
}

/** The newest comments of a state, before an id, that have all words of a search; for words that many have. */
export async function newestWith(
  db: Kysely<Database>,
  text: string,
  status: CommentStatus | null,
  { before, limit }: { before: number | null; limit: number },
): Promise<number[]> {
  const newest = db
    .selectFrom('private.comment_terms')
    .select(['comment_id', 'terms'])
    .$if(status !== null, terms => terms.where('status', '=', status))
    .$if(status === null, terms => terms.where('status', '<>', 'withdrawn'))
    .$if(before !== null, terms => terms.where('comment_id', '<', before))
    .orderBy('comment_id', 'desc')
    // Looked at in this order: each state's own newest would be looked for down to its oldest.
    .offset(0)
  const rows = await db
    .selectFrom(newest.as('newest'))
    .select('comment_id')
    .where(sql<boolean>`terms @@ ${allOf(text)}::tsquery`)
    .limit(limit)
    .execute()
  return rows.map(({ comment_id }) => comment_id)
}

/** Whether the comment `c` of a query has all words of a search. */
export function hasTerms(text: string) {
  return sql<boolean>`exists (
    select from private.comment_terms t
    where t.comment_id = c.id and t.status = c.status and t.terms @@ ${allOf(text)}::tsquery)`
}

/** As a `tsquery`; without a word, one that nothing has. */
const allOf = (text: string): string => termQueries(text).join(' & ')
