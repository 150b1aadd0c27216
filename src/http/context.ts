import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { SignedIn } from '../accounts/sessions.ts'
import type { Config } from '../config.ts'
import type { Database, PublicDatabase } from '../db/tables.ts'
import type { Messages } from '../i18n/messages.ts'
import type { KeyRing } from '../keys.ts'
import type { Log } from '../log.ts'
import type { Settings } from '../settings/settings.ts'
import type { Theme } from '../../views/layouts/page.tsx'
import type { Announcements } from './announcements.ts'
import type { Assets } from './assets.ts'
import type { Attempts } from './attempts.ts'
import type { ClientAddress } from './client-address.ts'
import type { KnownSettings } from './known-settings.ts'
import type { PageCache } from './page-cache.ts'

/** What a process has, made once at its start. */
export interface Services {
  config: Config
  keys: KeyRing
  db: Kysely<Database>
  publicDb: ReadonlyKysely<PublicDatabase>
  pages: PageCache
  settings: KnownSettings
  clientAddress: ClientAddress
  attempts: Attempts
  announcements: Announcements
  assets: Assets
  log: Log
}

/** What is known of a request before its handler runs. */
export interface RequestFacts {
  requestId: string
  services: Services
  /** What the page cache's `begin` gave before anything was read for this answer. */
  begun: number
  /** As they are; the last known ones, or the defaults, while the database is away. */
  settings: Settings
  language: string
  t: Messages
  theme: Theme
  /** The client's own address, as far as trusted proxies tell it; null on a socket without one. */
  ip: string | null
  /** Who is signed in; nobody, for almost all requests. */
  person?: SignedIn
}

export interface AppEnv {
  Variables: RequestFacts
  Bindings: { incoming?: { socket: { remoteAddress?: string } } }
}

export type AppContext = Context<AppEnv>
