import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import type { Pool } from 'pg'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { AddressHits } from '../addresses/hits.ts'
import type { SignedIn } from '../accounts/sessions.ts'
import type { Reading } from '../comments/conversations.ts'
import type { Config } from '../config.ts'
import type { Circuit } from '../db/circuit.ts'
import type { Database, PublicDatabase } from '../db/tables.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { Messages } from '../i18n/messages.ts'
import type { KeyRing } from '../keys.ts'
import type { Log } from '../log.ts'
import type { Watchlists } from '../moderation/watchlists.ts'
import type { Settings } from '../settings/declared.ts'
import type { ArticleFacts } from '../posts/article.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import type { Theme } from '../../views/layouts/shell.ts'
import type { Announcements } from './cache/announcements.ts'
import type { Assets } from './answer/assets.ts'
import type { PageParts } from './answer/pieces.ts'
import type { Attempts } from './input/attempts.ts'
import type { ClientAddress } from './client/client-address.ts'
import type { FormBody } from './input/form-fields.ts'
import type { KnownSettings } from './cache/known-settings.ts'
import type { LostFiles } from '../media/lost-files.ts'
import type { Outages } from '../db/outages.ts'
import type { PageCache } from './cache/page-cache.ts'
import type { Kept } from './cache/shelf.ts'
import type { Meters } from './server/meters.ts'
import type { UnderWay } from './server/under-way.ts'

/** What a process has, made once at its start. */
export interface Services {
  config: Config
  keys: KeyRing
  db: Kysely<Database>
  publicDb: ReadonlyKysely<PublicDatabase>
  /** Whether the database answers. */
  circuit: Circuit
  outages: Outages
  lostFiles: LostFiles
  /** Whether pages can be read and comments saved; may be asked as often as one likes. */
  isReady(): Promise<boolean>
  pages: PageCache
  /** Articles with their conversations, from which pages are made. */
  readings: Kept<Reading>
  /** Pages of articles as they are for those who are known, but for what is one's own; null where they are not taken apart. */
  pageParts: Kept<PageParts | null>
  /** What stands around each article, in no language. */
  articles: Kept<ArticleFacts>
  settings: KnownSettings
  /** What comments are compared with, as this process knows it. */
  watchlists: () => Promise<Watchlists>
  clientAddress: ClientAddress
  attempts: Attempts
  announcements: Announcements
  addressHits: AddressHits
  underWay: UnderWay
  /** What is counted for who watches; null where nobody does. */
  meters: Meters | null
  /** Hears of changes; see `OpenDatabase`. */
  listen: OpenDatabase['listen']
  /** How many connections to the database there are. */
  pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>
  assets: Assets
  log: Log
}

/**
 * What is known of a request before its handler runs. What every request and every comment passes asks for it by name,
 * `c.get('settings')`: Hono makes an object of all of it whenever `c.var` is looked at.
 */
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
  /** The form that came with it, once it was read. */
  form?: FormBody
  /** Shows that form again with all that was typed, under a notice; set where a form has a page of its own for this. */
  showAgain?: (notice: NoticeProps, status: 500 | 503) => Promise<Response>
  /** What is asked for is no page; see `file`. */
  isFile?: true
  /** Its answer gives its browser a cookie, or takes one back. */
  leavesCookie?: true
  /** Who is signed in; nobody, for almost all requests. */
  person?: SignedIn
}

export interface AppEnv {
  Variables: RequestFacts
  Bindings: { incoming?: { socket: { remoteAddress?: string } } }
}

export type AppContext = Context<AppEnv>
