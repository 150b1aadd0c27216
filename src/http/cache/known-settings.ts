import type { ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../../db/tables.ts'
import { isUnavailable } from '../../db/unavailable.ts'
import { declared, isSettingName, type SettingName, type Settings } from '../../settings/declared.ts'
import { readSettings } from '../../settings/settings.ts'
import type { PageCache } from './page-cache.ts'

/** The settings as this process knows them; a change reaches it like a change of a page does. */
export interface KnownSettings {
  /** Reads them if they may have changed; while the database is away, the last that were read. */
  current(): Promise<Settings>
  /** Those last read, at once. */
  last(): Settings
}

/** The page cache as notices of settings reach it: of those that pages show, all pages are made anew. */
export function hearingSettings(pages: PageCache): PageCache {
  return {
    ...pages,
    changed(what) {
      pages.changed(what)
      if (!what.startsWith(notice)) return
      pages.changed('settings')
      const name = what.slice(notice.length)
      // One that this program doesn't know may be of a newer one, beside it.
      if (!isSettingName(name) || declared[name].showsOnPages) pages.changed('site')
    },
  }
}

const notice = 'setting:'

/** Makes a change known in this process at once, before the database's notice comes. */
export function tellSettings(pages: PageCache, names: readonly SettingName[]): void {
  for (const name of names) pages.changed(`${notice}${name}`)
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
      if (pages.isListening() && readAt >= pages.changedLast('settings')) return last
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
