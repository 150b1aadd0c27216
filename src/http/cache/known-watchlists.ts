import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { readWatchlists, type Watchlists } from '../../moderation/watchlists.ts'
import type { PageCache } from './page-cache.ts'

/** The watchlists as this process knows them: read again once a setting, one of the blog's people, or a block has changed. */
export function knowWatchlists(db: Kysely<Database>, pages: PageCache): () => Promise<Watchlists> {
  let last: Watchlists | null = null
  let readAt = -1
  const isCurrent = () =>
    pages.isListening() && ['settings', 'people', 'blocks'].every(what => readAt >= pages.changedLast(what))
  return async () => {
    if (last && isCurrent()) return last
    const begun = pages.begin()
    const read = await readWatchlists(db)
    // Of two that read at once, one may have begun before a change.
    if (begun >= readAt) [last, readAt] = [read, begun]
    return read
  }
}
