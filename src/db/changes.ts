import { setTimeout as wait } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

const channel = 'afterword'
const heartbeatMs = 5_000

/** What hears of changes: `post:7`, `comments:7`, `posts`, `site`, and whether it can be relied on to hear of all. */
export interface ChangeListener {
  changed(what: string): void
  /** Listening from now on. */
  connected(): void
  /** Deaf until `connected` is called: whatever happens in between will not be told. */
  lost(): void
}

/** Hears of changes from Postgres until the returned function is called; reconnects by itself. */
export function listenOnPostgres(url: string, listener: ChangeListener): () => Promise<void> {
  const stop = new AbortController()
  const ended = keepListening(url, listener, stop.signal)
  return async () => {
    stop.abort()
    await ended
  }
}

async function keepListening(url: string, listener: ChangeListener, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await listenOnce(url, listener, stop).catch(() => undefined) // any failure means: connect again
    listener.lost()
    if (!stop.aborted) await wait(1_000, undefined, { signal: stop }).catch(() => undefined)
  }
}

async function listenOnce(url: string, listener: ChangeListener, stop: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
  })
  const ended = new Promise<void>(resolve => {
    client.once('error', () => resolve())
    client.once('end', () => resolve())
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  try {
    await client.connect()
    client.on('notification', notice => listener.changed(notice.payload ?? ''))
    await client.query(`listen ${channel}`)
    listener.connected()
    await Promise.race([ended, heartbeat(client, stop)])
  } finally {
    client.end().catch(() => undefined) // it may be broken already
  }
}

/** A connection can die without a word; a query that is not answered in time is that word. */
async function heartbeat(client: pg.Client, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await wait(heartbeatMs, undefined, { signal: stop })
    await client.query('select 1')
  }
}

/** Hears of changes from PGlite, which has no connection to lose. */
export async function listenOnPglite(lite: PGlite, listener: ChangeListener): Promise<() => Promise<void>> {
  const stop = await lite.listen(channel, payload => listener.changed(payload))
  listener.connected()
  return async () => {
    listener.lost()
    await stop()
  }
}
