import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readAttackDesk } from '../../moderation/attack-steps.ts'
import { countTabs, type TabCounts, countFew } from '../../moderation/counts.ts'
import { readHorizon } from '../../moderation/horizon.ts'
import { readQueue } from '../../moderation/queue.ts'
import { isFiltered, narrow } from '../../moderation/queue-filter.ts'
import { summarize } from '../../moderation/decisions.ts'
import type { Overtaken } from '../../moderation/states.ts'
import type { QueueFilter } from '../../db/tables.ts'
import { addressBehind, backgroundsOf, personBehind, personIn } from '../../readers/background.ts'
import { postsTitled } from '../../search/find-titles.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, type Params, query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { urls } from '../../urls.ts'
import { QueuePage } from '../../../views/admin/comments/queue.tsx'
import { type QueueQuery, statusOf, tabs } from '../../../views/admin/comments/queue-query.ts'
import { personOf, scopeOf } from '../guard.ts'
import { filterNames } from './filter-names.ts'
import { named, wordsOf } from '../searches.ts'
import { adminShellOf } from '../shell.ts'

const commentsPerPage = 50
/** Of a search that finds more nobody is told how many: to count on would take longer than to show it. */
const countedAtMost = 2_500

/** GET /admin/comments: what waits for a decision, or whatever the query asks for. */
export async function showQueue(c: AppContext): Promise<Response> {
  const params = query(c)
  const asked = queryIn(params)
  const safe = await named(c, asked)
  if (safe !== asked) return c.redirect(urls.admin.queue(safe), 303)
  return sendQueue(c, asked, { decided: params.uuid('decided'), isUndo: params.isThere('undone') })
}

/** POST /admin/comments: leads to what a search finds, under an address that tells nothing of whom it is for. */
export async function postSearch(c: AppContext): Promise<Response> {
  const asked = queryIn(fields(await readForm(c)))
  return c.redirect(urls.admin.queue(await named(c, asked)), 303)
}

interface Told {
  /** A decision that was just taken, to be told of and taken back. */
  decided?: string | null
  /** It took another back. */
  isUndo?: boolean
  overtaken?: readonly Overtaken[]
  /** How many of those that were decided on are no longer there. */
  gone?: number
  nothingSelected?: boolean
  /** As many are pinned under the article as may be. */
  isFull?: boolean
}

/** Sends the queue as a query asks for it, with what there is to tell of the last step. */
export async function sendQueue(
  c: AppContext,
  asked: QueueQuery,
  { decided = null, isUndo = false, overtaken = [], gone = 0, nothingSelected = false, isFull = false }: Told,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { db, keys } = c.var.services
  const horizon = await readHorizon(db)
  const filter = await filterOf(c, asked)
  const narrowed = await narrow(db, filter)
  const page = await readQueue(db, narrowed, { before: asked.before, size: commentsPerPage })
  const [counts, backgrounds, decision] = [
    await countTabs(db, filter.scope),
    await backgroundsOf(
      db,
      keys,
      page.comments.map(comment => comment.id),
      { scope: filter.scope, trustAfter: c.var.settings.trust_after },
    ),
    decided === null ? null : await summarize(db, decided),
  ]
  const view = (
    <QueuePage
      shell={adminShellOf(c)}
      desk={personOf(c).desk}
      trustAfter={c.var.settings.trust_after}
      query={asked}
      names={await filterNames(c, asked, page.comments)}
      counts={counts}
      page={page}
      backgrounds={backgrounds}
      decision={decision}
      isUndo={isUndo}
      overtaken={overtaken}
      gone={gone}
      nothingSelected={nothingSelected}
      isFull={isFull}
      matching={isFiltered(filter) ? await countFew(db, narrowed, countedAtMost) : countAll(filter, counts)}
      horizon={horizon}
      attack={scopeOf(c) === null ? await readAttackDesk(db, c.var.settings) : null}
    />
  )
  return sendPrivatePage(c, view, status)
}

/** How many comments a list has that nothing but its state narrows. */
function countAll({ status, likely, reported }: QueueFilter, counts: TabCounts): number {
  if (likely) return counts.likely ?? 0
  if (reported) return counts.reported ?? 0
  const { withdrawn: _, reported: _reported, ...all } = counts
  if (status !== null) return counts[status] ?? 0
  return Object.values(all).reduce((sum, count) => sum + count, 0)
}

/** Reads what the queue is to show, from an address or from the form that was on its page. */
export const queryIn = (params: Params): QueueQuery => ({
  status: params.oneOf('status', tabs) ?? 'pending',
  post: params.slug('post'),
  search: params.words('search', 500),
  find: params.uuid('find'),
  by: params.id('by'),
  near: params.id('near'),
  since: params.day('since'),
  until: params.day('until'),
  before: params.id('before'),
})

/** The list that a page was opened from; null where it was opened from elsewhere. */
export const listIn = (params: Params): QueueQuery | null =>
  params.isThere('status') ? queryIn(params) : null

/** Which comments a query asks for; none, once the search that it names has ended. */
export async function filterOf(c: AppContext, asked: QueueQuery): Promise<QueueFilter> {
  const { status, post, since, until } = asked
  const filter: QueueFilter = {
    status: statusOf(status),
    post,
    ...(await wantedOf(c, asked)),
    from: since,
    to: until,
    zone: c.var.settings.time_zone,
    scope: scopeOf(c),
  }
  // Who looks for something among those that wait finds it wherever it is.
  if (status === 'pending' && !isFiltered(filter)) return { ...filter, likely: false }
  if (status === 'reported') return { ...filter, reported: true }
  return status === 'likely' ? { ...filter, likely: true } : filter
}

async function wantedOf(
  c: AppContext,
  asked: QueueQuery,
): Promise<Pick<QueueFilter, 'person' | 'text' | 'also'>> {
  const { db, keys } = c.var.services
  const words = await wordsOf(c, asked)
  if (words === null) return { person: { nobody: true }, text: null }
  const text = words === '' ? null : words
  if (asked.by !== null) return { person: await personBehind(db, asked.by, scopeOf(c)), text }
  if (asked.near !== null) return { person: await addressBehind(db, asked.near, scopeOf(c)), text }
  if (text === null) return { person: null, text }
  const meant = await personIn(db, keys, text)
  if (meant && 'person' in meant) return { person: meant.person, text: null }
  return { person: null, text, also: { posts: await postsTitled(db, text), contacts: meant?.contacts ?? [] } }
}
