import type { Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { addAuthor } from '../posts/authors.ts'
import { tidyLine } from './tidy.ts'

/** The ids of authors by their names, in that order; whom nobody knows yet is added. */
export async function authorsNamed(trx: Transaction<Database>, names: readonly string[]): Promise<number[]> {
  const ids: number[] = []
  for (const given of names) {
    const name = tidyLine(given, 100)
    if (name === '') continue
    const found = await trx
      .selectFrom('authors')
      .select('id')
      .where('name', '=', name)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    ids.push(found?.id ?? (await addAuthor(trx, name)))
  }
  return [...new Set(ids)]
}
