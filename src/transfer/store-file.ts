import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Saved, savePost } from '../posts/save.ts'
import { slugFrom } from '../urls.ts'
import { authorsNamed } from './authors-named.ts'
import { leadFromOld } from './lead-from-old.ts'
import type { MarkdownFile } from './markdown-file.ts'

/** Stores what a file of Markdown says of an article of this blog, its authors and its old addresses as well. */
export async function storeFile(db: Kysely<Database>, file: MarkdownFile): Promise<Saved> {
  const { authorNames, aliases = [], ...post } = file
  const authors = authorNames && (await transact(db, trx => authorsNamed(trx, authorNames)))
  const saved = await savePost(db, { ...post, ...(authors ? { authors } : {}) })
  if (aliases.length > 0)
    await transact(db, async trx => {
      const slug = slugFrom(post.slug)
      const found = await trx
        .selectFrom('posts')
        .select('id')
        .where('slug', '=', slug)
        .forUpdate()
        .executeTakeFirst()
      if (found) await leadFromOld(trx, aliases, { post: found.id, slug }, 'person')
    })
  return saved
}
