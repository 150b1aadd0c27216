import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What stands between a blog and its Postgres, and can behave as a server does that is frozen, gone or cut off. */
export interface DatabaseProxy {
  /** The address of the same database, by way of this. */
  url: string
  /** Takes connections and what is sent, and answers nothing: on all of them, or on those that a text was sent over. */
  freeze(only?: string): void
  /** Passes on all that has waited. */
  thaw(): void
  /** Ends every connection and takes none. */
  leave(): Promise<void>
  /** Takes connections again. */
  comeBack(): Promise<void>
  /** How many connections were taken so far. */
  taken(): number
  close(): Promise<void>
}

interface Pair {
  near: Socket
  far: Socket
  sent: string
}

/** Stands before the Postgres that an address names. */
export async function proxyTo(address: string): Promise<DatabaseProxy> {
  const target = new URL(address)
  const pairs = new Set<Pair>()
  let isFrozen = false
  let taken = 0
  const server = createServer(near => {
    taken++
    const pair: Pair = { near, far: connect(Number(target.port || 5432), target.hostname), sent: '' }
    pairs.add(pair)
    near.on('data', chunk => void (pair.sent += chunk.toString('latin1')))
    for (const [from, to] of [
      [near, pair.far],
      [pair.far, near],
    ] as const) {
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        to.destroy()
        pairs.delete(pair)
      })
    }
    if (isFrozen) pause(pair)
  })
  const pause = ({ near, far }: Pair) => {
    near.unpipe(far)
    far.unpipe(near)
    near.pause()
    far.pause()
  }
  const resume = ({ near, far }: Pair) => {
    near.pipe(far)
    far.pipe(near)
  }
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const leave = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy()
    await closed
  }
  await listen(0)
  const bound: AddressInfo | string | null = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the proxy has no port')
  const url = new URL(address)
  url.host = `127.0.0.1:${bound.port}`
  return {
    url: url.href,
    freeze(only) {
      if (only === undefined) isFrozen = true
      for (const pair of pairs) if (only === undefined || pair.sent.includes(only)) pause(pair)
    },
    thaw() {
      isFrozen = false
      for (const pair of pairs) resume(pair)
    },
    leave,
    comeBack: () => listen(bound.port),
    taken: () => taken,
    close: async () => {
      if (server.listening) await leave()
    },
  }
}
