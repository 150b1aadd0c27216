import { fairQueue } from './fair-queue.ts'
import { type AskedPost, type MadePost, makePost, type WrittenPost } from './make-post.ts'
import { askingThread } from './thread.ts'

/** As long as that an article costs less than to ask a thread: no Markdown of it takes 50 ms. In UTF-16 code units. */
const short = 1_500
/** What an article may take, in ms. The longest that people write takes one second. */
const usualDeadlineMs = 8_000
const lettersPerMs = 1_000

const ask = askingThread<MadePost>('post-worker', 512)
/** Whoever writes waits for it: a turn comes in the end. */
const turns = fairQueue({ ofOne: 16, ofAll: 256, patienceMs: 120_000 })

/**
 * Makes an article's HTML, its excerpt and its terms, a long one in a thread of its own: to be asked before a
 * transaction begins. One whose Markdown is not read within the deadline is made as it was typed. `client` says who
 * asks: each has a share of the thread. Throws when there is no making it at all.
 */
export async function madePost(
  post: WrittenPost,
  client: string,
  deadlineMs = usualDeadlineMs,
): Promise<MadePost> {
  if (post.source.length <= short) return makePost({ post, isPlain: false })
  const turn = (isPlain: boolean, ms: number) =>
    turns.wait(client, post.source.length / lettersPerMs, () => {
      const asked: AskedPost = { post, isPlain }
      return ask(asked, ms)
    })
  const made = (await turn(false, deadlineMs)) ?? (await turn(true, usualDeadlineMs))
  if (made === null) throw new Error('an article could not be made in time')
  return made
}
