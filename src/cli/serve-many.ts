import type { Config } from '../config.ts'
import { connectionsOf, readConnectionLimit } from '../db/connections.ts'
import { openLog } from '../log.ts'
import { lookAtFolder } from '../media/places.ts'
import { announce, type Announced } from './announce.ts'
import type { Output } from './command.ts'
import { firstAdministratorLink } from './create-admin.ts'
import { type Crew, startCrew } from './crew.ts'
import { type Door, openDoor } from './door.ts'
import { type OpenServices, openServices } from './services.ts'
import { hearStopSignals } from './signals.ts'
import { welcome } from './welcome.ts'

/**
 * Serves the blog by several processes behind one port until SIGINT or SIGTERM; returns the exit code. This one makes the
 * database ready, lets connections in and leads them on; it answers none itself.
 */
export async function serveMany(config: Config, output: Output): Promise<number> {
  const begun = performance.now()
  const toldToStop = hearStopSignals()
  const log = openLog(config.logLevel)
  const crew = startCrew(config.webWorkers, log)
  process.once('exit', () => crew.kill())
  const { site, door } = await start(config, crew, output)
  announce(site, config, output)
  log.info({
    ...{ process: 'started', url: site.url, database: config.database.kind },
    ...{ workers: config.webWorkers, ms: since(begun) },
  })

  const signal = await Promise.race([toldToStop(), crew.allRefused])
  const told = performance.now()
  log.info({ process: 'stopping', signal: signal ?? null })
  // The door first: what stood there is on its way to them before they are told.
  await door.close()
  const cut = await crew.stop()
  log.info({ process: 'stopped', cut, ms: since(told) })
  return signal ? 0 : 1
}

const since = (begun: number) => Math.round(performance.now() - begun)

interface Started {
  site: Announced
  door: Door
}

async function start(config: Config, crew: Crew, output: Output): Promise<Started> {
  try {
    const { services, close } = await openServices(config, 'prepare')
    try {
      await welcome(services)
      await tellOfTooFewConnections(config, services, output)
      await crew.open()
      const door = await openDoor(config, connection => crew.lead(connection))
      const url = config.baseUrlIsPinned ? config.baseUrl : `http://localhost:${door.port}`
      crew.begin(url)
      const firstLink = await firstAdministratorLink(services, url)
      return { site: { url, firstLink, media: await lookAtFolder(services.db, config.mediaDir) }, door }
    } finally {
      await close()
    }
  } catch (error) {
    crew.kill()
    throw error
  }
}

/** Said when there is time, not when the first reader finds none left. */
async function tellOfTooFewConnections(
  { database, webWorkers }: Config,
  { db }: OpenServices['services'],
  output: Output,
): Promise<void> {
  if (database.kind !== 'postgres') return
  const wanted = webWorkers * connectionsOf(database.poolSize)
  const limit = await readConnectionLimit(db)
  if (wanted > limit) output.problem(output.texts.starts.tooFewConnections(webWorkers, wanted, limit))
}
