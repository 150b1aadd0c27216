import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { makeApp } from '../app.ts'
import type { Config } from '../config.ts'
import { both } from '../http/cache/announcements.ts'
import type { Services } from '../http/context.ts'
import { makeServer } from '../http/server/make-server.ts'
import { watchConnections } from '../http/server/stopping.ts'
import { startWork } from '../work.ts'
import type { Output } from './command.ts'
import { firstAdministratorLink } from './create-admin.ts'
import { listenForCommands } from './control.ts'
import { listen } from './listen.ts'
import { listeningLog } from './listening-log.ts'
import { openServices } from './services.ts'
import { hearStopSignals } from './signals.ts'
import { welcome } from './welcome.ts'

/** Serves the blog until SIGINT or SIGTERM; returns the exit code. */
export async function serve(config: Config, output: Output): Promise<number> {
  const begun = performance.now()
  const toldToStop = hearStopSignals()
  const site = await startSite(config)
  const { log } = site
  announce(site.url, config, output)
  if (site.firstLink) {
    output.line('  Nobody can moderate yet. Make yourself an administrator (once, within an hour):')
    output.line(`  ${site.firstLink}\n`)
  }
  log.info({ process: 'started', url: site.url, database: config.database.kind, ms: since(begun) })

  const signal = await toldToStop()
  const told = performance.now()
  log.info({ process: 'stopping', signal })
  const cut = await site.stop()
  log.info({ process: 'stopped', cut, ms: since(told) })
  return 0
}

const since = (begun: number) => Math.round(performance.now() - begun)

/** A site that is being served. */
export interface RunningSite {
  url: string
  /** Makes the first administrator; null once somebody has an account. */
  firstLink: string | null
  log: Services['log']
  /** Answers what has been asked, then closes everything. Returns how many connections had to be cut. */
  stop(): Promise<number>
}

/** Opens the database, fills an empty blog, and serves it. */
export async function startSite(config: Config): Promise<RunningSite> {
  const { services, database, close } = await openServices(config, 'prepare')
  // What is open so far: whatever stays open keeps a process from ending, one that could not start too.
  const toClose = [close]
  const toEnd = [async () => services.announcements.end()]
  let cut = 0
  const stop = async () => {
    await Promise.all(toEnd.map(end => end()))
    await services.underWay.settled()
    for (const each of toClose.splice(0).toReversed()) await each()
    return cut
  }
  try {
    await welcome(services)
    const { pages, announcements, log } = services
    const listening = listeningLog(log, () => announcements.hasEnded())
    toClose.push(await database.listen(both(both(pages, announcements), listening)))
    const server = makeServer(makeApp(services), services)
    const stopServer = watchConnections(server)
    await listen(server, config)
    toEnd.push(async () => {
      cut = await stopServer()
    })
    const url = urlOf(server, config)
    services.config = { ...config, baseUrl: url } // with PORT=0 the port is known only now
    if (config.database.kind === 'pglite') toEnd.push(await listenForCommands(config, services))
    toEnd.push(await startWork(services))
    const firstLink = await firstAdministratorLink(services, url)
    return { url, firstLink, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function urlOf(server: Server, config: Config): string {
  if (config.baseUrlIsPinned) return config.baseUrl
  const address: AddressInfo | string | null = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : config.port}`
}

function announce(url: string, config: Config, output: Output): void {
  output.line(`\n  Afterword is at ${url}\n`)
  if (config.database.kind === 'postgres') {
    output.line('  Data: Postgres (DATABASE_URL)')
  } else {
    output.line(`  Data: PGlite in ${join(config.dataDir, 'database')}`)
    output.line(
      '  PGlite does not survive every power cut: what was written last may be lost, or the folder damaged.',
    )
    output.line(
      '  Only one process may use the folder. For a blog that matters, set DATABASE_URL to a Postgres.',
    )
  }
  if (config.secretKey === null)
    output.line(`  Key:  ${join(config.dataDir, 'secret-key')} (keep a copy apart from the data)`)
  output.line('')
}
