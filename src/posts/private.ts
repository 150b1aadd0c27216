import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { slugFrom } from '../urls.ts'
import type { PostContent } from './form.ts'
import { readContent } from './revisions.ts'

/** A private article, as the people of the blog read it. */
export interface PrivatePost {
  id: number
  html: string
  content: PostContent
}

/** The private article at a slug, however it is written; null for any other. For who is signed in alone. */
export async function findPrivate(db: Kysely<Database>, asked: string): Promise<PrivatePost | null> {
  const found = await db
    .selectFrom('posts')
    .select(['id', 'html'])
    .where('slug', '=', slugFrom(asked))
    .where('status', '=', 'private')
    .executeTakeFirst()
  return found ? { ...found, content: await readContent(db, found.id) } : null
}
