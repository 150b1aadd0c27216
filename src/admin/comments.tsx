import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { countByStatus, newestComment, type QueueFilter, readQueue } from '../comments/queue.ts'
import { type DecisionSummary, summarize } from '../comments/decisions.ts'
import type { Overtaken } from '../comments/decide.ts'
import { backgroundsOf, personBehind, personIn } from '../readers/background.ts'
import type { AppContext } from '../http/context.ts'
import { badRequest } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { urls } from '../urls.ts'
import { isQueueStatus, QueuePage, type QueueQuery } from '../../views/admin/queue.tsx'
import { scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

const commentsPerPage = 50

/** GET /admin/comments: what waits for a decision, or whatever the query asks for. */
export function showQueue(c: AppContext): Promise<Response> {
  return sendQueue(
    c,
    queryIn(name => c.req.query(name)),
    { decided: c.req.query('decided') ?? null },
  )
}

interface Told {
  /** A decision that was just taken, to be told of and taken back. */
  decided?: string | null
  overtaken?: readonly Overtaken[]
  nothingSelected?: boolean
}

/** Sends the queue as a query asks for it, with what there is to tell of the last step. */
export async function sendQueue(
  c: AppContext,
  query: QueueQuery,
  { decided = null, overtaken = [], nothingSelected = false }: Told,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { db, keys } = c.var.services
  const filter = await filterOf(c, query)
  const before = query.before === '' ? null : Number(query.before)
  const page = await readQueue(db, filter, { before, size: commentsPerPage })
  const [counts, backgrounds, decision] = [
    await countByStatus(db, filter.scope),
    await backgroundsOf(
      db,
      keys,
      page.comments.map(comment => comment.id),
    ),
    decided === null ? null : await summaryOf(c, decided),
  ]
  const view = (
    <QueuePage
      shell={adminShellOf(c)}
      query={query}
      counts={counts}
      page={page}
      backgrounds={backgrounds}
      decision={decision}
      overtaken={overtaken}
      nothingSelected={nothingSelected}
      newest={await newestComment(db)}
    />
  )
  return sendPrivatePage(c, view, status)
}

/** Reads what the queue is to show. Throws badRequest for what no link of ours says. */
export function queryIn(get: (name: string) => string | undefined): QueueQuery {
  const status = get('status') ?? 'pending'
  const before = get('before') ?? ''
  const by = get('by') ?? ''
  if (!isQueueStatus(status) || !isIdOrEmpty(before) || !isIdOrEmpty(by)) throw badRequest()
  const search = (get('search') ?? '').trim().slice(0, 500)
  return { status, post: get('post') ?? '', search, by, before }
}

const isIdOrEmpty = (text: string) => /^([1-9]\d{0,14})?$/.test(text)

async function filterOf(c: AppContext, query: QueueQuery): Promise<QueueFilter> {
  const { db, keys } = c.var.services
  const person =
    query.by === '' ? await personIn(db, keys, query.search) : await personBehind(db, Number(query.by))
  return {
    status: query.status === 'all' ? null : query.status,
    post: query.post || null,
    person,
    text: query.search !== '' && (person === null || query.by !== '') ? query.search : null,
    scope: scopeOf(c),
  }
}

function summaryOf(c: AppContext, decision: string): Promise<DecisionSummary | null> {
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(decision)
  return isUuid ? summarize(c.var.services.db, decision) : Promise.resolve(null)
}

/** GET /admin leads to the queue. */
export const showAdmin = (c: AppContext): Response => c.redirect(urls.admin.queue(), 303)
