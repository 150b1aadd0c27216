import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Asking, bringVideos, withVideos } from '../media/videos.ts'
import { keepPostTerms } from '../search/post-terms.ts'
import { madePost } from '../text/post-thread.ts'
import type { VideoAddress } from '../text/videos.ts'
import { newestRevision, readContent } from './revisions.ts'

/**
 * Brings the pictures of an article's videos here, and puts them where readers see their addresses. What is being written
 * ahead of what they see is looked through as well, so that its preview has them. `asking` null: no site is asked.
 */
export async function bringVideoPictures(
  db: Kysely<Database>,
  post: number,
  asking: Omit<Asking, 'account'> | null,
): Promise<'done' | 'unfinished'> {
  const there = await db.selectFrom('posts').select('id').where('id', '=', post).executeTakeFirst()
  if (!there) return 'done'
  const isDone = asking === null || (await bringAll(db, post, asking))
  await showVideos(db, post)
  return isDone ? 'done' : 'unfinished'
}

async function bringAll(db: Kysely<Database>, post: number, asking: Omit<Asking, 'account'>) {
  const newest = await newestRevision(db, post)
  const shown = await readContent(db, post)
  const ahead = newest === null || newest.content.source === shown.source ? [] : [newest.content]
  const found = new Map<string, VideoAddress>()
  for (const content of [shown, ...ahead])
    for (const video of (await madePost(content, 'videos')).videos) found.set(video.key, video)
  return bringVideos(db, [...found.values()], { ...asking, account: newest?.account ?? null })
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
