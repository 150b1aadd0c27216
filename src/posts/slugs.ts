import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { slugOf } from '../urls.ts'

/** An address for an article of this title that no other article has: numbered, if need be. */
export async function freeSlug(db: Kysely<Database>, title: string, id: number | null): Promise<string> {
  const slug = slugOf(title) || 'untitled'
  const rows = await db
    .selectFrom('posts')
    .select('slug')
    .where(eb => eb.or([eb('slug', '=', slug), eb('slug', 'like', `${slug}-%`)]))
    .$if(id !== null, query => query.where('id', '<>', id))
    .execute()
  const taken = new Set(rows.map(row => row.slug))
  let free = slug
  for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`
  return free
}

/** Whether an address is one that was made from a title. */
export const isMadeFrom = (title: string, slug: string): boolean => {
  const made = slugOf(title) || 'untitled'
  return slug === made || (slug.startsWith(`${made}-`) && /^\d+$/.test(slug.slice(made.length + 1)))
}
