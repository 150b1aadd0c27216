import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import { termQueries } from '../text/terms.ts'

/** As many articles as a title may mean: words that more have are no title. */
const mostMeant = 5

/**
 * The articles of whose title a search has several words, or the only one; none where many have them. One word of a
 * longer title is a word like any other.
 */
export async function postsTitled(db: Kysely<Database>, search: string): Promise<number[]> {
  const words = termQueries(search).map(inTitle)
  if (words.length === 0) return []
  const rows = await db
    .selectFrom('private.post_terms')
    .select('post_id')
    .where(sql<boolean>`about @@ ${words.join(' & ')}::tsquery`)
    .$if(words.length === 1, query => query.where(sql<boolean>`length(ts_filter(about, '{a}')) = 1`))
    .limit(mostMeant + 1)
    .execute()
  return rows.length > mostMeant ? [] : rows.map(({ post_id }) => post_id)
}

/** A title's terms have the weight A. */
const inTitle = (word: string) =>
  word.replace(/('[^']*')(:\*)?/g, (_, term: string, more?: string) => `${term}:${more ? '*' : ''}A`)
