import type { AppContext } from '../http/context.ts'
import { findSearch, isPlain, keepSearch } from '../readers/searches.ts'
import { personOf } from './guard.ts'

/** What an address says of a search: its words, or the name under which they are kept. */
export interface Search {
  search: string
  find: string | null
}

/** Takes out of a query what no address may hold, and puts a name in its place. */
export async function named<Q extends Search>(c: AppContext, query: Q): Promise<Q> {
  const { db, keys } = c.var.services
  if (isPlain(query.search)) return query
  return { ...query, search: '', find: await keepSearch(db, keys, personOf(c).id, query.search) }
}

/** The words that a query looks for; null once the search that it names has ended. */
export async function wordsOf(c: AppContext, { search, find }: Search): Promise<string | null> {
  const { db, keys } = c.var.services
  return find === null ? search : findSearch(db, keys, personOf(c).id, find)
}
