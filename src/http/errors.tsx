import { HTTPException } from 'hono/http-exception'
import type { Messages } from '../i18n/messages.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { errorFacts } from '../log.ts'
import { listPosts } from '../posts/read.ts'
import { ProblemPage } from '../../views/site/problem.tsx'
import type { AppContext } from './context.ts'
import { HttpProblem } from './problems.ts'
import { sendPrivatePage, shellOf } from './send-page.ts'

/** How long a client should wait before it asks a database again that is away. */
export const retryAfterSeconds = 5

/** Makes a page of whatever stopped a request, in the reader's language. What nobody foresaw is logged, never shown. */
export async function showError(error: unknown, c: AppContext): Promise<Response> {
  const { t, requestId, services } = c.var
  const status = statusOf(error)
  if (status === 500) services.log.error({ request: requestId, ...errorFacts(error) })
  if (status === 503) {
    services.log.warn({ request: requestId, ...errorFacts(error) })
    c.header('Retry-After', String(retryAfterSeconds))
  }
  if (status === 413) c.header('Connection', 'close')
  const { title, hint } =
    error instanceof HttpProblem && status === 403
      ? { title: t.admin.forbidden, hint: t.admin.forbiddenHint }
      : wordsFor(status, t, requestId)
  const posts = status === 404 ? await latestPosts(c) : []
  return sendPrivatePage(
    c,
    <ProblemPage shell={shellOf(c)} title={title} hint={hint} posts={posts} />,
    status,
  )
}

type Status = HttpProblem['status'] | 500

function statusOf(error: unknown): Status {
  if (error instanceof HttpProblem) return error.status
  if (error instanceof HTTPException && error.status === 403) return 403
  return isUnavailable(error) ? 503 : 500
}

function wordsFor(status: Status, t: Messages, requestId: string): { title: string; hint: string } {
  const { problems } = t
  const words = {
    400: { title: problems.badRequest, hint: problems.badRequestHint },
    403: { title: problems.foreignOrigin, hint: problems.foreignOriginHint },
    404: { title: problems.notFound, hint: problems.notFoundHint },
    413: { title: problems.tooLarge, hint: problems.tooLargeHint },
    500: { title: problems.failed, hint: problems.failedHint(requestId) },
    503: { title: problems.unavailable, hint: problems.unavailableHint },
  }
  return words[status]
}

async function latestPosts(c: AppContext) {
  const { posts } = await listPosts(c.var.services.publicDb, { page: 1, size: 3, tag: null })
  return posts
}
