import { createServer, type Socket } from 'node:net'
import type { Config } from '../config.ts'
import { letInWhoStandsThere } from '../http/server/stopping.ts'
import { listen } from './listen.ts'

/** The port of several processes, at which one of them lets in whoever comes and leads them to another. */
export interface Door {
  port: number
  /** Lets in whoever stands there, and nobody after. */
  close(): Promise<void>
}

/**
 * Opens the configured port; nothing is read from a connection before it is led on. Throws CannotListen, with what to do,
 * where that can't be had.
 */
export async function openDoor(config: Config, lead: (connection: Socket) => void): Promise<Door> {
  let opened = 0
  const server = createServer({ pauseOnConnect: true, noDelay: true }, connection => {
    opened++
    lead(connection)
  })
  await listen(server, config)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    async close() {
      await letInWhoStandsThere(() => opened)
      // Its own end waits for all connections, wherever they were led.
      server.close()
    },
  }
}
