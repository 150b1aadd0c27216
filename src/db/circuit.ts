import { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { connected, isUnavailable } from './unavailable.ts'

/** After so long without an answer somebody asks whether the database is there at all. */
const doubtAfterMs = 500
/** How long it has for the plainest of answers. */
const patienceMs = 1_000
const pauseMs = 200
/** A slow query has nobody asked more often than that. */
const askedAgainMs = 1_000

/** Whether the database answers. Who knows that it is away does not wait for it. */
export interface Circuit {
  isAway(): boolean
  /** Whether it is away, or being asked because something went unanswered. */
  isSilent(): boolean
  /** Something went unanswered, or a connection broke: asks the database itself, unless that is being done. */
  doubt(): void
  /** To be called when something is asked of the database; returns the function to call when it has answered. */
  expect(): () => void
  /** To be called when the database has answered something that may have changed it. */
  wrote(): void
  /** A socket for a connection, which breaks as soon as the database is known to be away. */
  socket(): Socket
  /** Tells of the beginning of an outage with its reason, of its end, and of changes, until the returned function is called. */
  watch(watcher: CircuitWatcher): () => void
  close(): void
}

export interface CircuitWatcher {
  away(reason: unknown): void
  back(): void
  wrote(): void
}

/** Thrown, as a connection's error, at whoever asks while the database is away. */
class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  readonly code = 'ECONNRESET'
}

/** The circuit of a Postgres. Nothing is asked while nobody doubts; during an outage, one connection at a time. */
export function watchDatabase(url: string): Circuit {
  const stop = new AbortController()
  const sockets = new Set<Socket>()
  const watchers = new Set<CircuitWatcher>()
  let isAway = false
  let isAsking = false
  let answeredAt = -Infinity

  async function ask(): Promise<void> {
    let problem = await findProblem(url)
    answeredAt = performance.now()
    if (problem === null || stop.signal.aborted) return
    isAway = true
    // Frozen or half open, none of them can be told from a good one: what waits on them is told now.
    for (const socket of sockets) socket.destroy(new DatabaseAway('The database is away'))
    for (const watcher of watchers) watcher.away(problem)
    while (problem !== null) {
      await wait(pauseMs, undefined, { signal: stop.signal })
      problem = await findProblem(url)
    }
    isAway = false
    for (const watcher of watchers) watcher.back()
  }

  function doubt(): void {
    if (isAsking || stop.signal.aborted) return
    isAsking = true
    ask()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error
      })
      .finally(() => {
        isAsking = false
      })
  }

  return {
    isAway: () => isAway,
    isSilent: () => isAway || isAsking,
    doubt,
    expect() {
      const timer = setInterval(() => {
        if (performance.now() - answeredAt > askedAgainMs) doubt()
      }, doubtAfterMs)
      return () => clearInterval(timer)
    },
    wrote: () => watchers.forEach(watcher => watcher.wrote()),
    socket() {
      const socket = new Socket()
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      // It is only opened after this: a socket can't refuse before.
      if (isAway) process.nextTick(() => socket.destroy(new DatabaseAway('The database is away')))
      return socket
    },
    watch(watcher) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    close: () => stop.abort(),
  }
}

/** The circuit of a database inside the process, which is never away. */
export const alwaysThere: Circuit = {
  isAway: () => false,
  isSilent: () => false,
  doubt: () => undefined,
  expect: () => () => undefined,
  wrote: () => undefined,
  socket: () => new Socket(),
  watch: () => () => undefined,
  close: () => undefined,
}

/** Asks over a connection of its own; null when anything but "not now" is answered in time. */
async function findProblem(url: string): Promise<unknown> {
  const socket = new Socket()
  const client = new pg.Client({ connectionString: url, stream: () => socket, application_name: 'afterword' })
  client.on('error', () => undefined) // what breaks is said by the query
  const answered = new AbortController()
  try {
    await Promise.race([
      connected(client.connect()).then(() => client.query('select 1')),
      runOut(patienceMs, answered.signal).then(() => {
        throw new Error('timeout exceeded when trying to connect')
      }),
    ])
    return null
  } catch (error) {
    // A server that has no connection left for this one answers on those it gave.
    const isFull = error instanceof Error && 'code' in error && error.code === '53300'
    return isUnavailable(error) && !isFull ? error : null
  } finally {
    answered.abort()
    socket.destroySoon()
    socket.setTimeout(patienceMs, () => socket.destroy())
  }
}

/**
 * Waits, unless it is called off; then it throws. In ten steps: a process that could not look for a while counts it as one of them, and does not take its own
 * pause for the database's.
 */
export async function runOut(ms: number, signal: AbortSignal): Promise<void> {
  for (let step = 0; step < 10; step++) {
    await wait(ms / 10, undefined, { signal })
    await turn() // what has arrived meanwhile is read first
  }
}
