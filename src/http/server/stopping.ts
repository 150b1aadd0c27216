import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A connection that was used so short a time ago may have its next request on the way. */
const recentMs = 1_000
/** For so long that request is still answered. */
const graceMs = 300
/** Who is at the door when it closes is let in, one in each turn of the loop; but a flood does not keep it open. */
const doorMs = 1_000
/** Whoever came during a turn of the loop that took longer has not been seen yet. */
const quietTurnMs = 0.2
/** For so long a turn like that is waited for, which a busy process may not have. */
const quietWithinMs = 300
/** A request's own limit: whoever is not answered by then is cut off. */
const longestMs = 10_000

interface Connection {
  usedAt: number
  answering: Set<ServerResponse>
}

/**
 * Watches the connections of a server that does not listen yet, or never does and is handed its connections by another
 * process. Returns the function that stops it without cutting an answer, and returns how many connections had to be cut
 * after ten seconds.
 *
 * Node's own `close` waits for every connection that was never used, and goes on answering on busy ones for as long as
 * their clients ask.
 */
export function watchConnections(server: Server): () => Promise<number> {
  const connections = new Map<Socket, Connection>()
  let opened = 0
  let isStopping = false
  let isGraceOver = false
  const emptied = Promise.withResolvers<void>()
  const look = () => {
    if (isStopping && connections.size === 0) emptied.resolve()
  }

  server.on('connection', socket => {
    opened++
    connections.set(socket, { usedAt: performance.now(), answering: new Set() })
    socket.once('close', () => {
      connections.delete(socket)
      look()
    })
  })
  // After the answer was made, where it was at once, as most are: those cost nothing here that is not needed.
  server.on('request', ({ socket }, response) => {
    const connection = connections.get(socket)
    if (!connection) return
    connection.usedAt = performance.now()
    if (response.writableEnded) return
    connection.answering.add(response)
    response.on('close', answered)
  })

  /** One for all answers: a function for each of them would be made only to be collected. */
  function answered(this: ServerResponse): void {
    const { socket } = this.req
    const connection = connections.get(socket)
    if (!connection) return
    connection.answering.delete(this)
    connection.usedAt = performance.now()
    if (isGraceOver && connection.answering.size === 0) socket.destroySoon()
  }

  const closeIdle = (unusedSince: number) => {
    for (const [socket, { answering, usedAt }] of connections)
      if (answering.size === 0 && usedAt <= unusedSince) socket.destroySoon()
  }

  return async () => {
    // Nobody is sent off before: who was told that an answer is the last would come to the door as it closes.
    if (server.listening) await letInWhoStandsThere(() => opened)
    // The close of `http` would close connections on which a request is just coming.
    if (server.listening) NetServer.prototype.close.call(server)
    isStopping = true
    look()
    server.prependListener('request', (_request, response) => sayLast(response))
    for (const { answering } of connections.values()) answering.forEach(sayLast)
    closeIdle(performance.now() - recentMs)
    const grace = setTimeout(() => {
      isGraceOver = true
      closeIdle(performance.now())
    }, graceMs)
    let cut = 0
    const limit = setTimeout(() => {
      cut = connections.size
      server.closeAllConnections()
    }, longestMs)
    await emptied.promise
    clearTimeout(grace)
    clearTimeout(limit)
    return cut
  }
}

/** Says in the answer that it is the connection's last, if its beginning is not on its way already. */
function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close')
}

/**
 * Waits until nobody stands at a door that is to be closed: a connection that the system has taken, and nobody here has,
 * would be reset. `opened` returns how many were let in so far.
 */
export async function letInWhoStandsThere(opened: () => number): Promise<void> {
  const begun = performance.now()
  for (;;) {
    const before = opened()
    await nextTurn()
    const looked = performance.now()
    await nextTurn() // the turn between the two has looked at the door
    const now = performance.now()
    const isQuiet = now - looked < quietTurnMs || now > begun + quietWithinMs
    if ((isQuiet && opened() === before) || now > begun + doorMs) return
  }
}
