import type { Config } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../db/open.ts'
import { loadAssets } from '../http/assets.ts'
import { makeAnnouncements } from '../http/announcements.ts'
import { countAttempts } from '../http/attempts.ts'
import { clientAddress } from '../http/client-address.ts'
import type { Services } from '../http/context.ts'
import { knowSettings } from '../http/known-settings.ts'
import { createPageCache } from '../http/page-cache.ts'
import { type KeyRing, loadKeys } from '../keys.ts'
import { openLog } from '../log.ts'
import { readSettings } from '../settings/settings.ts'

const cacheBytes = 64 * 1024 * 1024

export interface OpenServices {
  services: Services
  database: OpenDatabase
  close: () => Promise<void>
}

/** Opens the configured database and all that is made of it. */
export async function openServices(config: Config): Promise<OpenServices> {
  const keys = loadKeys(config)
  const database = await openDatabase(config, keys.current)
  return { services: await makeServices(config, keys, database), database, close: () => database.close() }
}

/** What a process has, over a database that is open. */
export async function makeServices(
  config: Config,
  keys: KeyRing,
  database: OpenDatabase,
  log = openLog(config.logLevel),
): Promise<Services> {
  const { db, publicDb } = database
  const pages = createPageCache(cacheBytes)
  const settings = knowSettings(publicDb, pages, await readSettings(publicDb))
  return {
    config,
    keys,
    db,
    publicDb,
    pages,
    settings,
    assets: loadAssets(),
    clientAddress: clientAddress(config.trustedProxies),
    attempts: countAttempts(),
    announcements: makeAnnouncements(),
    log,
  }
}
