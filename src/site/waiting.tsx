import { findComment } from '../comments/place.ts'
import type { SubmissionResult } from '../comments/submit.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import type { AppContext } from '../http/context.ts'
import { pathText } from '../http/input/params.ts'
import { slugFrom } from '../urls.ts'
import { WaitingPage } from '../../views/site/waiting.tsx'
import { readPost } from './find-post.ts'

/**
 * GET /:slug/comments/waiting: where somebody is led whose comment waits and who keeps no cookies: the article's page is
 * theirs as it is everyone's, and would not say a word of it.
 */
export async function showWaiting(c: AppContext): Promise<Response> {
  const post = await readPost(c, slugFrom(pathText(c, 'slug')))
  if (!post) throw notFound()
  return sendPrivatePage(c, <WaitingPage shell={shellOf(c)} post={post} />)
}

/** Whether readers don't see yet what somebody has just sent. */
export async function isWaiting(
  c: AppContext,
  result: Extract<SubmissionResult, { id: number }>,
): Promise<boolean> {
  if (result.outcome === 'accepted') return result.status !== 'approved'
  return (await findComment(c.var.services.publicDb, result.id)) === undefined
}
