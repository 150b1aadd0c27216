import { countHits } from '../addresses/hits.ts'
import type { Config } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../db/open.ts'
import { loadAssets } from '../http/answer/assets.ts'
import { makeAnnouncements } from '../http/cache/announcements.ts'
import { countAttempts } from '../http/input/attempts.ts'
import { clientAddress } from '../http/client/client-address.ts'
import type { Services } from '../http/context.ts'
import { hearingSettings, knowSettings } from '../http/cache/known-settings.ts'
import { readiness } from '../http/answer/machines.ts'
import { watchOutages } from '../db/outages.ts'
import { knowWatchlists } from '../http/cache/known-watchlists.ts'
import { createPageCache } from '../http/cache/page-cache.ts'
import { startMeters } from '../http/server/meters.ts'
import { countUnderWay } from '../http/server/under-way.ts'
import type { Purpose } from '../db/standing.ts'
import type { KeyRing } from '../keys.ts'
import { type Log, openLog } from '../log.ts'
import { watchLostFiles } from '../media/lost-files.ts'
import { readyFolder } from '../media/places.ts'
import { opensContacts } from '../readers/contacts.ts'
import { keySource } from '../secret-file.ts'
import { readSettings } from '../settings/settings.ts'

const cacheBytes = 64 * 1024 * 1024

export interface OpenServices {
  services: Services
  database: OpenDatabase
  close: () => Promise<void>
}

interface Opening {
  /** The key that the database was used with is lost, and the one that is here takes its place. */
  isNewKey?: boolean
  log?: Log
  /** Called before a database is made in the folder for the data, which takes seconds. */
  sayMaking?: () => void
}

/** Opens the configured database and all that is made of it. */
export async function openServices(
  config: Config,
  purpose: Purpose,
  { isNewKey = false, log, sayMaking }: Opening = {},
): Promise<OpenServices> {
  const keysFor = { ...keySource(config), open: opensContacts, isNew: isNewKey }
  const database = await openDatabase(config, keysFor, purpose, sayMaking)
  await readyFolder(database.db, config.mediaDir, purpose)
  const services = await makeServices(config, database.keys, database, log)
  return { services, database, close: () => database.close() }
}

/** What a process has, over a database that is open. */
export async function makeServices(
  config: Config,
  keys: KeyRing,
  database: OpenDatabase,
  log = openLog(config.logLevel),
): Promise<Services> {
  const { db, publicDb, circuit } = database
  const outages = watchOutages(log)
  circuit.watch(outages)
  const pages = hearingSettings(createPageCache(cacheBytes, { isSilent: () => circuit.isSilent() }))
  circuit.watch({ away: () => undefined, back: () => undefined, wrote: () => pages.wrote() })
  const settings = knowSettings(publicDb, pages, await readSettings(publicDb))
  return {
    config,
    keys,
    db,
    publicDb,
    circuit,
    outages,
    lostFiles: watchLostFiles(log),
    isReady: readiness(database),
    pages,
    readings: pages.shelf(),
    pageParts: pages.shelf(),
    articles: pages.shelf(),
    settings,
    watchlists: knowWatchlists(db, pages),
    assets: loadAssets(),
    clientAddress: clientAddress(config.trustedProxies),
    attempts: countAttempts(),
    announcements: makeAnnouncements(),
    addressHits: countHits(),
    underWay: countUnderWay(),
    meters: config.metricsToken === null ? null : startMeters(),
    pool: database.pool,
    listen: listener => database.listen(listener),
    log,
  }
}
