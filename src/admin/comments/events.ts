import { setTimeout as wait } from 'node:timers/promises'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { countNewer, countTabs } from '../../moderation/counts.ts'
import { movedByOthers } from '../../moderation/colleagues.ts'
import type { AppContext } from '../../http/context.ts'
import { query } from '../../http/input/params.ts'
import { isolated } from '../../i18n/direction.ts'
import { queueTitle } from '../../../views/admin/comments/queue-title.ts'
import { whoIsSignedIn } from '../../sign-in/session-cookie.ts'
import { personOf, scopeOf } from '../guard.ts'

/** Proxies end a connection that is silent for long. */
const heartbeatMs = 25_000
/** However many comments come at once, a queue hears of them a few times a second. */
const pauseMs = 300

/** Streams that a session may have open on this node: a person's tabs, not a way to hold connections without end. */
const mostStreams = 6
const open = new Map<number, number>()

/**
 * GET /admin/events?since=ID&step=ID: tells an open queue how many wait, how many came after the newest it shows, and
 * which comments colleagues changed after the last step that it knows.
 */
export function streamEvents(c: AppContext): Response {
  // Whoever asks for the head alone waits for no news, and nobody would end the stream.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
  const since = { comment: query(c).count('since') ?? 0, step: query(c).count('step') ?? 0 }
  const { session } = personOf(c)
  const before = open.get(session) ?? 0
  // An EventSource does not ask again after this: the page is as it would be without a script.
  if (before >= mostStreams) return c.body(null, 429)
  open.set(session, before + 1)
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, stream => {
    const told = tellNews(c, stream, since).finally(() => close(session))
    c.var.services.underWay.add(told)
    return told
  })
}

function close(session: number): void {
  const left = (open.get(session) ?? 1) - 1
  if (left > 0) open.set(session, left)
  else open.delete(session)
}

async function tellNews(c: AppContext, stream: SSEStreamingApi, since: Since): Promise<void> {
  const { announcements } = c.var.services
  let hear = () => {}
  let mayHaveEnded = false
  const unsubscribe = [
    announcements.subscribe('queue', () => hear()),
    announcements.subscribe('people', () => {
      mayHaveEnded = true
      hear()
    }),
  ]
  stream.onAbort(() => hear())
  try {
    while (!stream.aborted && !announcements.hasEnded()) {
      const news = new Promise<void>(resolve => {
        hear = resolve
      })
      if (!(await isStillAllowed(c))) return
      mayHaveEnded = false
      await stream.writeSSE({ event: 'queue', data: JSON.stringify(await newsSince(c, since)) })
      await Promise.race([news, wait(heartbeatMs, undefined, { ref: false })])
      if (!mayHaveEnded) await wait(pauseMs)
    }
  } finally {
    for (const each of unsubscribe) each()
  }
}

/** A session that was ended elsewhere hears nothing more; one whose role has changed asks again with the new one. */
async function isStillAllowed(c: AppContext): Promise<boolean> {
  const now = await whoIsSignedIn(c)
  return now !== null && now.role === personOf(c).role
}

interface Since {
  comment: number
  step: number
}

async function newsSince(c: AppContext, { comment, step }: Since) {
  const { t, services } = c.var
  // In this order what the message tells of is in the counts, also where a comment comes in between.
  const fresh = await countNewer(services.db, scopeOf(c), comment)
  const counts = await countTabs(services.db, scopeOf(c))
  const asked = { after: step, account: personOf(c).id, scope: scopeOf(c) }
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([status, count]) => [status, t.number(count)])),
    title: t.titleOf(isolated(queueTitle(t, counts.pending ?? 0)), isolated(c.var.settings.title)),
    moved: await movedByOthers(services.db, asked),
    message: fresh > 0 ? t.admin.newComments(fresh) : '',
  }
}
