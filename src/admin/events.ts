import { setTimeout as wait } from 'node:timers/promises'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { countByStatus, countNewer } from '../comments/counts.ts'
import type { AppContext } from '../http/context.ts'
import { whoIsSignedIn } from '../sign-in/session-cookie.ts'
import { scopeOf } from './guard.ts'

/** Proxies end a connection that is silent for long. */
const heartbeatMs = 25_000
/** However many comments come at once, a queue hears of them a few times a second. */
const pauseMs = 300

/** GET /admin/events?since=ID: tells an open queue how many wait, and how many came after the newest it shows. */
export function streamEvents(c: AppContext): Response {
  const text = c.req.query('since') ?? ''
  const since = /^\d{1,15}$/.test(text) ? Number(text) : 0
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, stream => tellNews(c, stream, since))
}

async function tellNews(c: AppContext, stream: SSEStreamingApi, since: number): Promise<void> {
  const { announcements } = c.var.services
  let hear = () => {}
  const unsubscribe = announcements.subscribe('queue', () => hear())
  stream.onAbort(() => hear())
  try {
    while (!stream.aborted && !announcements.hasEnded()) {
      const news = new Promise<void>(resolve => {
        hear = resolve
      })
      // A session that was ended elsewhere hears nothing more.
      if (!(await whoIsSignedIn(c))) return
      await stream.writeSSE({ event: 'queue', data: JSON.stringify(await newsSince(c, since)) })
      await Promise.race([news, wait(heartbeatMs, undefined, { ref: false })])
      await wait(pauseMs)
    }
  } finally {
    unsubscribe()
  }
}

async function newsSince(c: AppContext, since: number) {
  const { t, services } = c.var
  const counts = await countByStatus(services.db, scopeOf(c))
  const fresh = await countNewer(services.db, scopeOf(c), since)
  return {
    counts: Object.fromEntries(Object.entries(counts).map(([status, count]) => [status, t.number(count)])),
    message: fresh > 0 ? t.admin.newComments(fresh) : '',
  }
}
