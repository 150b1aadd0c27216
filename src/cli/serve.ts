import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import type { Config } from '../config.ts'
import type { Services } from '../http/context.ts'
import { lookAtFolder } from '../media/places.ts'
import { startWork } from '../work.ts'
import { announce, type Announced } from './announce.ts'
import { makeAnswering } from './answering.ts'
import type { Output } from './command.ts'
import { firstAdministratorLink } from './create-admin.ts'
import { listenForCommands } from './control.ts'
import { listen } from './listen.ts'
import { openServices } from './services.ts'
import { hearStopSignals } from './signals.ts'
import { welcome } from './welcome.ts'

/** Serves the blog until SIGINT or SIGTERM; returns the exit code. */
export async function serve(config: Config, output: Output): Promise<number> {
  const begun = performance.now()
  const toldToStop = hearStopSignals()
  const site = await startSite(config, output)
  const { log } = site
  announce(site, config, output)
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
interface RunningSite {
  url: string
  /** Makes the first administrator; null once somebody has an account. */
  firstLink: string | null
  media: Announced['media']
  log: Services['log']
  /** Answers what has been asked, then closes everything. Returns how many connections had to be cut. */
  stop(): Promise<number>
}

/** Opens the database, fills an empty blog, and serves it. */
async function startSite(config: Config, { line, texts }: Output): Promise<RunningSite> {
  const opened = await openServices(config, 'prepare', { sayMaking: () => line(texts.starts.making) })
  const { services } = opened
  const answering = makeAnswering(opened)
  try {
    await welcome(services)
    await answering.begin()
    await listen(answering.server, config)
    const url = urlOf(answering.server, config)
    services.config = { ...config, baseUrl: url } // with PORT=0 the port is known only now
    if (config.database.kind === 'pglite') answering.endWith(await listenForCommands(config, services))
    answering.endWith(await startWork(services))
    const firstLink = await firstAdministratorLink(services, url)
    const media = await lookAtFolder(services.db, config.mediaDir)
    return { url, firstLink, media, log: services.log, stop: () => answering.stop() }
  } catch (error) {
    await answering.stop()
    throw error
  }
}

function urlOf(server: Server, config: Config): string {
  if (config.baseUrlIsPinned) return config.baseUrl
  const address: AddressInfo | string | null = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : config.port}`
}
