import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { articleAt } from './find-article.ts'
import { leadFromOld } from './lead-from-old.ts'

/** Lets readers who come by an old address of a map find the article that it names, if that is here. */
export async function leadByMap(db: Kysely<Database>, mapped: ReadonlyMap<string, string>): Promise<void> {
  for (const [old, now] of mapped) {
    const found = await articleAt(db, now)
    if (found !== null)
      await transact(db, async trx => {
        const article = await trx
          .selectFrom('posts')
          .select('slug')
          .where('id', '=', found.post)
          .executeTakeFirst()
        if (article) await leadFromOld(trx, [old], { post: found.post, slug: article.slug })
      })
  }
}
