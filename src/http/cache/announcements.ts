import type { ChangeListener } from '../../db/changes.ts'

/** Tells whoever waits for it that something changed, from the same notices that the page cache lives on. */
export interface Announcements extends ChangeListener {
  /** Calls `hear` at each change until the returned function is called; once more when all ends. */
  subscribe(what: string, hear: () => void): () => void
  /** Ends for good: who still waits need not. */
  end(): void
  hasEnded(): boolean
}

/** Begins with nobody who listens. */
export function makeAnnouncements(): Announcements {
  const heard = new Map<string, Set<() => void>>()
  let ended = false
  const all = () => [...heard.values()].flatMap(listeners => [...listeners])
  return {
    subscribe(what, hear) {
      const listeners = heard.get(what) ?? new Set()
      heard.set(what, listeners.add(hear))
      return () => void listeners.delete(hear)
    },
    changed(what) {
      for (const hear of heard.get(what) ?? []) hear()
      // What readers see of an article's comments is told of once, and its moderators look at those too.
      if (what.startsWith('comments:')) for (const hear of heard.get('queue') ?? []) hear()
    },
    // What happened while nobody listened is not known: everyone looks again.
    connected: () => all().forEach(hear => hear()),
    lost: () => {},
    end() {
      ended = true
      all().forEach(hear => hear())
    },
    hasEnded: () => ended,
  }
}

/** One listener for two. */
export function both(first: ChangeListener, second: ChangeListener): ChangeListener {
  return {
    changed(what) {
      first.changed(what)
      second.changed(what)
    },
    connected(prove) {
      first.connected(prove)
      second.connected(prove)
    },
    lost() {
      first.lost()
      second.lost()
    },
    deaf() {
      first.deaf?.()
      second.deaf?.()
    },
  }
}
