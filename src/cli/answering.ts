import type { Server } from 'node:http'
import { makeApp } from '../app.ts'
import { both } from '../http/cache/announcements.ts'
import { makeServer } from '../http/server/make-server.ts'
import { watchConnections } from '../http/server/stopping.ts'
import { startUpkeep } from '../work.ts'
import { listeningLog } from './listening-log.ts'
import type { OpenServices } from './services.ts'

/** What answers readers in this process; connections come to it by its port or from another process. */
export interface Answering {
  server: Server
  /** Hears of changes from now on. */
  begin(): Promise<void>
  /** Something else that ends when the answering does. */
  endWith(end: () => Promise<unknown>): void
  /** Answers what has been asked, then closes everything. Returns how many connections had to be cut. */
  stop(): Promise<number>
}

/** Makes what answers over services that are open, which it closes when it stops. */
export function makeAnswering({ services, database, close }: OpenServices): Answering {
  const { pages, announcements, log } = services
  const server = makeServer(makeApp(services), services)
  const stopServer = watchConnections(server)
  let cut = 0
  const toEnd: (() => Promise<unknown>)[] = [
    async () => announcements.end(),
    async () => {
      cut = await stopServer()
    },
  ]
  // What is open so far: whatever stays open keeps a process from ending, one that could not start too.
  const toClose = [close]
  return {
    server,
    async begin() {
      const listening = listeningLog(log, () => announcements.hasEnded())
      toClose.push(await database.listen(both(both(pages, announcements), listening)))
      toEnd.push(startUpkeep(services))
    },
    endWith: end => void toEnd.push(end),
    async stop() {
      await Promise.all(toEnd.map(end => end()))
      await services.underWay.settled()
      for (const each of toClose.splice(0).toReversed()) await each()
      return cut
    },
  }
}
