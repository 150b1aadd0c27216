import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Asking, bringVideos, withVideos } from '../media/videos.ts'
import { keepPostTerms } from '../search/post-terms.ts'
import { madePost } from '../text/post-thread.ts'
import { newestRevision, readContent } from './revisions.ts'

/**
 * Brings the pictures of an article's videos here, and puts them where readers see their addresses. What is being written
 * ahead of what they see is looked through as well, so that its preview has them.
 */
export async function bringVideoPictures(
  db: Kysely<Database>,
  post: number,
  asking: Omit<Asking, 'account'>,
): Promise<'done' | 'unfinished'> {
  const there = await db.selectFrom('posts').select('id').where('id', '=', post).executeTakeFirst()
  if (!there) return 'done'
  const newest = await newestRevision(db, post)
  const { source } = await readContent(db, post)
  const all =
    newest === null || newest.content.source === source ? source : `${source}\n${newest.content.source}`
  const isDone = await bringVideos(db, all, { ...asking, account: newest?.account ?? null })
  await showVideos(db, post)
  return isDone ? 'done' : 'unfinished'
}

/** Makes the article anew as it stands: nobody has written anything, so that it is not said to be updated. */
async function showVideos(db: Kysely<Database>, post: number): Promise<void> {
  const content = await readContent(db, post)
  const made = await madePost(await withVideos(db, content), 'videos')
  if (made.isPlain) return // it could not be read just now: what readers have is better
  await transact(db, async trx => {
    const changed = await trx
      .updateTable('posts')
      .set({ html: made.html, excerpt: made.excerpt })
      .where('id', '=', post)
      // Saved meanwhile, it was made with what is known by now.
      .where('source', '=', content.source)
      .where('language', '=', content.language)
      .where('html', '<>', made.html)
      .returning('id')
      .executeTakeFirst()
    if (changed) await keepPostTerms(trx, post, made)
  })
}
