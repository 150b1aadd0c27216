import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { hasAccounts } from '../accounts/accounts.ts'
import { makeApp } from '../app.tsx'
import type { Config } from '../config.ts'
import { both } from '../http/announcements.ts'
import { makeServer } from '../http/server.ts'
import { startWork } from '../work.ts'
import type { Output } from './command.ts'
import { administratorLink } from './create-admin.ts'
import { listenForCommands } from './control.ts'
import { openServices } from './services.ts'
import { welcome } from './welcome.ts'

/** Serves the blog until SIGINT or SIGTERM; gives the exit code. */
export async function serve(config: Config, output: Output): Promise<number> {
  const site = await startSite(config)
  announce(site.url, config, output)
  if (site.firstLink) {
    output.line('  Nobody can moderate yet. Make yourself an administrator (once, within an hour):')
    output.line(`  ${site.firstLink}\n`)
  }
  await new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await site.stop()
  return 0
}

/** A site that is being served. */
export interface RunningSite {
  url: string
  /** Makes the first administrator; null once somebody has an account. */
  firstLink: string | null
  /** Answers what has been asked, then closes everything. */
  stop(): Promise<void>
}

/** Opens the database, fills an empty blog, and serves it. */
export async function startSite(config: Config): Promise<RunningSite> {
  const { services, database, close } = await openServices(config)
  // What is open so far: whatever stays open keeps a process from ending, one that could not start too.
  const toClose = [close]
  const stop = async () => {
    for (const each of toClose.splice(0).toReversed()) await each()
  }
  try {
    await welcome(services)
    toClose.push(await database.listen(both(services.pages, services.announcements)))
    const server = makeServer(makeApp(services), services)
    await listen(server, config)
    toClose.push(() => closeServer(server))
    const url = urlOf(server, config)
    services.config = { ...config, baseUrl: url } // with PORT=0 the port is known only now
    if (config.database.kind === 'pglite') toClose.push(await listenForCommands(config, services))
    toClose.push(startWork(services))
    toClose.push(async () => services.announcements.end())
    const firstLink = (await hasAccounts(services.db)) ? null : await administratorLink(services, url)
    return { url, firstLink, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The host set an address or a port at which this process can't be. */
export class CannotListen extends Error {
  override name = 'CannotListen'
}

const ownAddress =
  'HOST must be one of this machine’s own addresses, such as 127.0.0.1, or 0.0.0.0 for all of them.'

const whatToDo = new Map([
  ['EADDRINUSE', 'Another program listens there; set PORT to another one.'],
  ['EACCES', 'This user may not listen there; set PORT to a number above 1023.'],
  ...['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND', 'EAI_AGAIN'].map(
    code => [code, ownAddress] as const,
  ),
])

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const advice = 'code' in error && typeof error.code === 'string' && whatToDo.get(error.code)
      reject(advice ? new CannotListen(`${error.message}. ${advice}`) : error)
    })
    server.listen(port, host, () => resolve())
  })
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  // Whoever keeps a connection open has had their answer; ten seconds are a request's own limit.
  const timer = setTimeout(() => server.closeAllConnections(), 10_000)
  await closed
  clearTimeout(timer)
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
