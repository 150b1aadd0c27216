import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { MapLine } from './address-map.ts'
import { articleAt, leadingHere } from './find-article.ts'
import { leadFromOld } from './lead-from-old.ts'
import type { Run } from './run.ts'

/**
 * Lets readers who come by an old address of a map find the article that it names, if that is here; until the import is
 * taken back that it is for, if it is for one.
 */
export async function leadByMap(
  db: Kysely<Database>,
  mapped: Iterable<MapLine>,
  importId: number | null,
): Promise<void> {
  for (const { old, now } of mapped) {
    const found = await articleAt(db, now)
    if (found !== null)
      await transact(db, async trx => {
        const article = await trx
          .selectFrom('posts')
          .select('slug')
          .where('id', '=', found.post)
          .executeTakeFirst()
        if (article) await leadFromOld(trx, [old], { post: found.post, slug: article.slug }, importId)
      })
  }
}

/** The lines of a map at whose new addresses no article is, neither here nor in the file. */
export async function leadingNowhere({
  db,
  mapped,
  addresses,
}: Pick<Run, 'db' | 'mapped' | 'addresses'>): Promise<MapLine[]> {
  const lines: MapLine[] = []
  const asked = [...mapped.values()].filter(({ now }) => !addresses.has(now))
  for (let at = 0; at < asked.length; at += portion) {
    const some = asked.slice(at, at + portion)
    const here = await leadingHere(
      db,
      some.map(({ now }) => now),
    )
    lines.push(...some.filter(({ now }) => !here.has(now)))
  }
  return lines
}

/** As many are asked about at once. */
const portion = 1_000
