import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { type Circuit, runOut } from './circuit.ts'

/** A notice comes back in a millisecond or two. */
const heardWithinMs = 900
/** After how long somebody who was deaf tries again to hear. */
const deafAgainMs = 10_000

/** What hears of changes: `post:7`, `comments:7`, `posts`, `site`, and whether it can be relied on to hear of all. */
export interface ChangeListener {
  changed(what: string): void
  /**
   * Listening from now on. `prove` returns whether that still holds: all that changed before it was called has been
   * told by then.
   */
  connected(prove: () => Promise<boolean>): void
  /** Deaf until `connected` is called: whatever happens in between will not be told. */
  lost(): void
  /** It was deaf without knowing: the database answers, and its notices do not come. `lost` follows. */
  deaf?(): void
}

/** How to hear from a Postgres. */
export interface Ear {
  /** Where to listen: the server itself, not a pooler. */
  url: string
  circuit: Circuit
  /** On which notices come: its name is the owner's alone. */
  channel: string
  /**
   * Sends a notice, over another connection than the one that listens: behind a pooler that hears nothing else, a
   * connection is told of what it has sent itself.
   */
  tell(what: string): Promise<void>
}

/** Hears of changes from Postgres until the returned function is called; reconnects by itself. */
export function listenOnPostgres(ear: Ear, listener: ChangeListener): () => Promise<void> {
  const stop = new AbortController()
  const ended = keepListening(ear, listener, stop.signal)
  return async () => {
    stop.abort()
    await ended
  }
}

async function keepListening(ear: Ear, listener: ChangeListener, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const end = await listenOnce(ear, listener, stop).catch(() => 'broken' as const)
    if (end === 'deaf') listener.deaf?.()
    listener.lost()
    if (stop.aborted) return
    // Whatever ended it may have ended more than this one connection.
    ear.circuit.doubt()
    if (end === 'deaf') await pause(deafAgainMs, stop)
    else await pause(connectAgainMs, stop)
    while (ear.circuit.isAway() && !stop.aborted) await pause(connectAgainMs, stop)
  }
}

const connectAgainMs = 250

const pause = (ms: number, stop: AbortSignal) => wait(ms, undefined, { signal: stop }).catch(() => undefined)

async function listenOnce(ear: Ear, listener: ChangeListener, stop: AbortSignal): Promise<'broken' | 'deaf'> {
  const client = new pg.Client({
    connectionString: ear.url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    stream: () => ear.circuit.socket(),
    application_name: 'afterword',
  })
  const ended = Promise.withResolvers<'broken' | 'deaf'>()
  client.on('error', () => ended.resolve('broken'))
  client.once('end', () => ended.resolve('broken'))
  stop.addEventListener('abort', () => ended.resolve('broken'), { once: true })
  const waiting = new Map<string, (isHeard: true) => void>()

  /** Nothing else may be asked on the connection that listens: an answer could bring a notice that comes to nobody else. */
  async function prove(): Promise<boolean> {
    const beat = `${beatPrefix}${randomUUID()}`
    const heard = Promise.withResolvers<boolean>()
    waiting.set(beat, heard.resolve)
    try {
      await ear.tell(beat)
      void runOut(heardWithinMs, stop).then(
        () => heard.resolve(false),
        () => heard.resolve(false),
      )
      if (await heard.promise) return true
      ended.resolve('deaf')
      return false
    } catch {
      return false // it could not be sent: the circuit says why
    } finally {
      waiting.delete(beat)
    }
  }

  try {
    await client.connect()
    client.on('notification', ({ payload = '' }) => {
      if (!payload.startsWith(beatPrefix)) return listener.changed(payload)
      waiting.get(payload)?.(true)
    })
    await client.query(`listen ${client.escapeIdentifier(ear.channel)}`)
    if (await prove()) listener.connected(prove)
    else ended.resolve('broken')
    return await ended.promise
  } finally {
    client.connection.stream.destroy()
  }
}

/** Of a notice that somebody sent to themselves; to everybody else it says nothing. */
const beatPrefix = 'beat:'

/** Hears of changes from PGlite, which has no connection to lose. */
export async function listenOnPglite(
  lite: PGlite,
  channel: string,
  listener: ChangeListener,
): Promise<() => Promise<void>> {
  const stop = await lite.listen(channel, payload => listener.changed(payload))
  // In the process there is nothing between who tells and who hears.
  listener.connected(() => Promise.resolve(true))
  return async () => {
    listener.lost()
    await stop()
  }
}
