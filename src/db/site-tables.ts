import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

export type JobState = 'waiting' | 'running' | 'failed'

/** What the host has changed; all else is as declared in settings/declared.ts. */
export interface SettingsTable {
  name: string
  /** JSON. */
  value: ColumnType<unknown, string, string>
}

/** What one save of settings changed, by name. */
export type SettingChanges = Record<string, { from: unknown; to: unknown }>

interface SettingSavesTable {
  id: GeneratedAlways<number>
  at: SetOnce
  account_id: number | null
  actor: string
  changes: ColumnType<SettingChanges, string, never>
}

/** Work that waits to be carried out; see src/queue. */
interface JobsTable {
  id: GeneratedAlways<number>
  name: string
  payload: ColumnType<unknown, string, never>
  key: string | null
  state: Generated<JobState>
  run_at: Generated<Date>
  attempts: Generated<number>
  worker: string | null
  leased_until: Date | null
  why: string | null
  created_at: SetOnce
}

/** When an empty blog was given its first articles. */
interface WelcomeTable {
  at: Generated<Date>
}

/** By which key the database is used: at most one row. */
interface SiteKeyTable {
  fingerprint: Buffer
  /** Of the role that renders public pages, sealed under the key. */
  role_password: Buffer
  since: Generated<Date>
}

/** Where changes are told. Its name is a secret of the database's owner. */
interface NoticeChannelTable {
  name: Generated<string>
  one: Generated<boolean>
}

/** When a backup was made, and of how many rows. */
interface BackupsTable {
  id: GeneratedAlways<number>
  at: SetOnce
  rows: number
}

/** A service that a host uses with a key of their own. */
export type ServiceName = 'akismet'

interface ServiceKeysTable {
  service: ServiceName
  sealed: Buffer
}

export interface SiteTables {
  'private.service_keys': ServiceKeysTable
  settings: SettingsTable
  'private.settings': SettingsTable
  'private.setting_saves': SettingSavesTable
  'private.welcome': WelcomeTable
  'private.site_key': SiteKeyTable
  'private.notice_channel': NoticeChannelTable
  'private.jobs': JobsTable
  'private.backups': BackupsTable
}
