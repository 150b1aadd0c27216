import type { ChangeListener } from '../db/changes.ts'
import type { FinishedPage } from './finished-page.ts'

/** What a page is made of: `post:7`, `comments:7`, `posts`, `site`. */
export type Dependency = string

/**
 * Finished pages, the same for everyone, until something they are made of changes. Changes are heard from the
 * database; while they are not (not yet connected, or cut off), nothing is kept and nothing is answered.
 */
export interface PageCache extends ChangeListener {
  find(key: string): FinishedPage | undefined
  /** To be called before the first query of a page: what changes from here on makes it too old to keep. */
  begin(): number
  keep(key: string, page: FinishedPage, dependencies: readonly Dependency[], begun: number): void
  isListening(): boolean
  /** When a thing last changed, to be compared with what `begin` gave. */
  changedLast(what: Dependency): number
}

interface Entry {
  page: FinishedPage
  dependencies: readonly Dependency[]
  expires: number
}

/** An article may be given a later time to appear, of which no change tells: a page is made anew after a minute. */
const maxAgeMs = 60_000

/** Makes an empty cache of at most `maxBytes`; what was asked for longest ago goes first. `now` gives milliseconds. */
export function createPageCache(maxBytes: number, now: () => number = Date.now): PageCache {
  const entries = new Map<string, Entry>()
  const dependents = new Map<Dependency, Set<string>>()
  const changedAt = new Map<Dependency, number>()
  let changes = 0
  let clearedAt = 0
  let bytes = 0
  let listening = false

  function remove(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= entry.page.bytes
    for (const dependency of entry.dependencies) {
      const keys = dependents.get(dependency)
      keys?.delete(key)
      if (keys?.size === 0) dependents.delete(dependency)
    }
  }

  function clear(): void {
    entries.clear()
    dependents.clear()
    changedAt.clear()
    bytes = 0
    clearedAt = ++changes
  }

  return {
    find(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.expires < now()) {
        remove(key)
        return undefined
      }
      entries.delete(key) // to the end: a Map keeps the order of insertion
      entries.set(key, entry)
      return entry.page
    },

    begin: () => changes,

    keep(key, page, dependencies, begun) {
      const isTooOld =
        begun < clearedAt || dependencies.some(dependency => (changedAt.get(dependency) ?? 0) > begun)
      if (!listening || isTooOld) return
      remove(key)
      entries.set(key, { page, dependencies, expires: now() + maxAgeMs })
      for (const dependency of dependencies) {
        const keys = dependents.get(dependency) ?? new Set()
        dependents.set(dependency, keys.add(key))
      }
      bytes += page.bytes
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },

    changed(what) {
      changedAt.set(what, ++changes)
      for (const key of dependents.get(what) ?? []) remove(key)
    },

    connected() {
      clear()
      listening = true
    },

    lost() {
      listening = false
      clear()
    },

    isListening: () => listening,
    changedLast: what => Math.max(changedAt.get(what) ?? 0, clearedAt),
  }
}
