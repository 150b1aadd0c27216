import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../db/tables.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { readSettings, type Settings } from '../settings/settings.ts'
import type { PageCache } from './page-cache.ts'

/** The settings as this process knows them; a change reaches it like a change of a page does. */
export interface KnownSettings {
  /** Reads them if they may have changed; while the database is away, the last that were read. */
  current(): Promise<Settings>
  /** Those last read, at once. */
  last(): Settings
}

/** Starts from settings that were read at the start. */
export function knowSettings(
  db: ReadonlyKysely<PublicDatabase>,
  pages: PageCache,
  first: Settings,
): KnownSettings {
  let last = first
  let readAt = -1
  return {
    last: () => last,
    async current() {
      if (pages.isListening() && readAt >= pages.changedLast('site')) return last
      const begun = pages.begin()
      try {
        last = await readSettings(db)
        readAt = begun
      } catch (error) {
        if (!isUnavailable(error)) throw error
      }
      return last
    },
  }
}
