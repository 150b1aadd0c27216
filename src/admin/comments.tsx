import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { countByStatus, countFew } from '../comments/counts.ts'
import { newestComment, readQueue } from '../comments/queue.ts'
import { isFiltered, narrow } from '../comments/queue-filter.ts'
import { type DecisionSummary, summarize } from '../comments/decisions.ts'
import type { Overtaken } from '../comments/decide.ts'
import type { CommentStatus, QueueFilter } from '../db/tables.ts'
import { backgroundsOf, personBehind, personIn } from '../readers/background.ts'
import type { AppContext } from '../http/context.ts'
import { badRequest } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { urls } from '../urls.ts'
import { QueuePage } from '../../views/admin/queue.tsx'
import { isQueueStatus, type QueueQuery } from '../../views/admin/queue-query.ts'
import { scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

const commentsPerPage = 50
/** Of a search that finds more nobody is told how many: to count on would take longer than to show it. */
const countedAtMost = 2_500

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
  const narrowed = await narrow(db, filter)
  const page = await readQueue(db, narrowed, { before, size: commentsPerPage })
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
      matching={isFiltered(filter) ? await countFew(db, narrowed, countedAtMost) : countAll(filter, counts)}
      newest={await newestComment(db)}
    />
  )
  return sendPrivatePage(c, view, status)
}

/** How many comments a list has that nothing but its state narrows. */
function countAll({ status }: QueueFilter, counts: Partial<Record<CommentStatus, number>>): number {
  const { withdrawn: _, ...all } = counts
  if (status !== null) return counts[status] ?? 0
  return Object.values(all).reduce((sum, count) => sum + count, 0)
}

/** Reads what the queue is to show. Throws badRequest for what no link of ours says. */
export function queryIn(get: (name: string) => string | undefined): QueueQuery {
  const status = get('status') ?? 'pending'
  const before = get('before') ?? ''
  const by = get('by') ?? ''
  const [since = '', until = ''] = [get('since'), get('until')]
  if (!isQueueStatus(status) || !isIdOrEmpty(before) || !isIdOrEmpty(by)) throw badRequest()
  if (!isDayOrEmpty(since) || !isDayOrEmpty(until)) throw badRequest()
  const search = (get('search') ?? '').trim().slice(0, 500)
  return { status, post: get('post') ?? '', search, by, since, until, before }
}

const isIdOrEmpty = (text: string) => /^([1-9]\d{0,14})?$/.test(text)

const isDayOrEmpty = (text: string) =>
  text === '' || (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)))

/** Which comments a query asks for. */
export async function filterOf(c: AppContext, query: QueueQuery): Promise<QueueFilter> {
  const { db, keys } = c.var.services
  const person =
    query.by === '' ? await personIn(db, keys, query.search) : await personBehind(db, Number(query.by))
  return {
    status: query.status === 'all' ? null : query.status,
    post: query.post || null,
    person,
    text: query.search !== '' && (person === null || query.by !== '') ? query.search : null,
    from: query.since || null,
    to: query.until || null,
    scope: scopeOf(c),
  }
}

function summaryOf(c: AppContext, decision: string): Promise<DecisionSummary | null> {
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(decision)
  return isUuid ? summarize(c.var.services.db, decision) : Promise.resolve(null)
}

/** GET /admin leads to the queue. */
export const showAdmin = (c: AppContext): Response => c.redirect(urls.admin.queue(), 303)
