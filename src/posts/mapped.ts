import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { isPublished } from './published.ts'
import { type Translation, translationsIn } from './translations.ts'

/** Articles are mapped in parts, so many numbers each: a part is one range of the index, and the same tomorrow. */
const partSize = 10_000

/** The parts that have a published article, counted from 1, with when the last of each was changed. */
export async function mappedParts(
  db: ReadonlyKysely<PublicDatabase>,
): Promise<{ part: number; updated: Date }[]> {
  return db
    .selectFrom('posts as p')
    .select(sql<number>`((id - 1) / ${sql.lit(partSize)} + 1)::integer`.as('part'))
    .select(lastChange.as('updated'))
    .where(isPublished)
    .where('canonical', 'is', null)
    .groupBy('part')
    .orderBy('part')
    .execute()
}

const lastChange = sql<Date>`max(greatest(updated_at, published_at))`

/** The published articles of a part; not those that belong to an address elsewhere. */
export async function mappedPosts(
  db: ReadonlyKysely<PublicDatabase>,
  part: number,
): Promise<{ slug: string; updated: Date; translations: Translation[] }[]> {
  const [above, upTo] = [(part - 1) * partSize, part * partSize]
  const posts = await db
    .selectFrom('posts as p')
    .select(['id', 'slug', sql<Date>`greatest(updated_at, published_at)`.as('updated')])
    .where(isPublished)
    .where('canonical', 'is', null)
    .where('id', '>', above)
    .where('id', '<=', upTo)
    .orderBy('id')
    .execute()
  const translations = await translationsIn(db, { above, upTo })
  return posts.map(({ id, ...post }) => ({ ...post, translations: translations.get(id) ?? [] }))
}
