import type { AppContext } from '../../http/context.ts'
import { nameOf, type QueuedComment } from '../../moderation/queue.ts'
import { networkBehind } from '../../readers/background.ts'
import type { FilterNames } from '../../../views/admin/comments/chips.tsx'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { scopeOf } from '../guard.ts'
import { wordsOf } from '../searches.ts'

/** What the filters of a list are called: a question at most for each that there is, none for a list without. */
export async function filterNames(
  c: AppContext,
  asked: QueueQuery,
  found: readonly QueuedComment[],
): Promise<FilterNames> {
  const { db } = c.var.services
  const { post, by, near } = asked
  return {
    words: await wordsOf(c, asked),
    post: post === null ? null : (found[0]?.post.title ?? post),
    by: by === null ? null : await nameOf(db, by, scopeOf(c)),
    near: near === null ? null : await networkBehind(db, near, scopeOf(c)),
  }
}
