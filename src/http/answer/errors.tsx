import { HTTPException } from 'hono/http-exception'
import type { Messages } from '../../i18n/messages.ts'
import { mayPass } from '../../db/unavailable.ts'
import { BytesMissing } from '../../media/folder.ts'
import { errorFacts } from '../../log.ts'
import { foundPosts } from '../../posts/found.ts'
import { type ListedPost, listPosts } from '../../posts/read.ts'
import { findAbout, meantBy } from '../../search/find.ts'
import { pathWords } from '../../search/path-words.ts'
import { ProblemPage } from '../../../views/site/problem.tsx'
import type { AppContext } from '../context.ts'
import { takeSearch } from '../input/take-attempt.ts'
import { leadElsewhere } from './leads.ts'
import { Elsewhere, HttpProblem } from './problems.ts'
import { types } from './body.ts'
import { representationOf } from './representation.ts'
import { sendPrivate } from './send-body.ts'
import { sendOld } from './send-kept.ts'
import { sendPrivatePage, shellOf } from './send-page.ts'
import { showUnsaved } from './unsaved.tsx'

/** How long a client should wait before it asks again for what may be done in a while. */
const retryAfterSeconds = 5

/**
 * Says what stopped a request, in the reader's language and in what was asked for: a page, with all that was typed where
 * a form came with it; `application/problem+json`; or a text. What nobody foresaw is logged, never shown.
 */
export async function showError(error: unknown, c: AppContext): Promise<Response> {
  if (error instanceof Elsewhere) return c.redirect(error.to, 302)
  const { t, requestId, services } = c.var
  const lead = statusOf(error) === 404 ? await leadOf(c) : null
  if (lead instanceof Response) return lead
  const status = lead === 'gone' ? 410 : statusOf(error)
  if (status === 500) services.log.error({ request: requestId, ...errorFacts(error) })
  const old = status === 503 ? await sendOld(c) : null
  if (old) return old
  if (status === 503) {
    if (error instanceof BytesMissing) services.lostFiles.asked(c.req.path, error)
    else services.outages.failed(error)
    c.header('Retry-After', String(retryAfterSeconds))
  }
  if (status === 413) c.header('Connection', 'close')
  const retryAfter = error instanceof HttpProblem ? error.retryAfter : null
  if (retryAfter !== null) c.header('Retry-After', String(retryAfter))
  const words = ownWords(error, t) ?? wordsFor(status, t, requestId, retryAfter ?? 0)
  const representation = representationOf(c)
  if (representation !== 'page') return sendWords(c, representation, words, status)
  const unsaved = status === 500 || status === 503 ? await showUnsaved(c, words, status) : null
  if (unsaved) return unsaved
  const meant = status === 404 || status === 410 ? await readMeant(c) : null
  return sendPrivatePage(c, <ProblemPage shell={shellOf(c)} {...words} {...meant} />, status)
}

function sendWords(
  c: AppContext,
  representation: 'problem' | 'text',
  { title, hint }: Words,
  status: Status,
): Promise<Response> {
  const { language, requestId } = c.var
  const content =
    representation === 'text'
      ? `${title}\n${hint}\n`
      : JSON.stringify({
          type: 'about:blank',
          title,
          status,
          detail: hint,
          ...(status === 500 ? { instance: `urn:uuid:${requestId}` } : {}),
        })
  return sendPrivate(c, { type: types[representation], content, language }, status)
}

type Status = HttpProblem['status'] | 410 | 500

function statusOf(error: unknown): Status {
  if (error instanceof HttpProblem) return error.status
  if (error instanceof HTTPException && error.status === 403) return 403
  return mayPass(error) || error instanceof BytesMissing ? 503 : 500
}

interface Words {
  title: string
  hint: string
}

/** What its number says too little of. */
function ownWords(error: unknown, { admin, problems }: Messages): Words | null {
  if (error instanceof BytesMissing) return { title: problems.unavailable, hint: problems.filesAwayHint }
  const isForbidden = error instanceof HttpProblem && error.status === 403
  return isForbidden ? { title: admin.forbidden, hint: admin.forbiddenHint } : null
}

function wordsFor(status: Status, t: Messages, requestId: string, wait: number): Words {
  const { problems } = t
  const words = {
    400: { title: problems.badRequest, hint: problems.badRequestHint },
    403: { title: problems.foreignOrigin, hint: problems.foreignOriginHint },
    404: { title: problems.notFound, hint: problems.notFoundHint },
    410: { title: t.addresses.gone, hint: t.addresses.goneHint },
    413: { title: problems.tooLarge, hint: problems.tooLargeHint },
    429: { title: t.refusals.tooFast, hint: t.refusals.tooFastHint(wait) },
    500: { title: problems.failed, hint: problems.failedHint(requestId) },
    503: { title: problems.unavailable, hint: problems.unavailableHint },
  }
  return words[status]
}

/** What was here once; while the database is away nobody knows. */
async function leadOf(c: AppContext): Promise<Response | 'gone' | null> {
  try {
    return await leadElsewhere(c)
  } catch (error) {
    if (!mayPass(error)) throw error
    return null
  }
}

/**
 * What may have been meant by an address that leads nowhere, or else the newest articles; none while the database is
 * away, which is no reason not to say that there is no such page.
 */
async function readMeant(
  c: AppContext,
): Promise<{ words: string; posts: readonly ListedPost[]; isMeant: boolean }> {
  const words = pathWords(c.req.path)
  const { publicDb } = c.var.services
  try {
    const posts = await postsMeantBy(c, words)
    if (posts.length > 0) return { words, posts, isMeant: true }
    return {
      words,
      posts: (await listPosts(publicDb, { page: 1, size: 3, tag: null })).posts,
      isMeant: false,
    }
  } catch (error) {
    if (!mayPass(error)) throw error
    return { words, posts: [], isMeant: false }
  }
}

/** Articles about the words of an address, also where one is slipped; none for somebody who asks too much. */
async function postsMeantBy(c: AppContext, words: string): Promise<readonly ListedPost[]> {
  const { publicDb } = c.var.services
  if (words === '' || takeSearch(c) > 0) return []
  const ids = await findAbout(publicDb, words, 3)
  if (ids.length > 0) return foundPosts(publicDb, ids)
  const meant = await meantBy(publicDb, words)
  return meant === null ? [] : foundPosts(publicDb, await findAbout(publicDb, meant, 3))
}
