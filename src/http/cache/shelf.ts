import type { Dependency, Hearing } from './hearing.ts'
import type { Item, Store } from './store.ts'

/** Things of one kind, each made once and kept until something it is made of changes. */
export interface Kept<T> {
  find(key: string): T | undefined
  /** While the database does not answer: what was right when it last did, and for how many seconds that is past. */
  findOld(key: string): { value: T; seconds: number } | undefined
  /** What is past its time under a key, or was given up last, if it is still about: good for parts of what takes its place. */
  before(key: string): T | undefined
  /** Whether something is kept that can be answered once it is proven that changes are heard. */
  awaitsProof(key: string): boolean
  keep(key: string, made: Made<T>, begun: number): void
  /** What was made has come to hold more, or less; nothing is noted where it is no longer kept. */
  grow(key: string, value: T, by: number): void
  /**
   * Returns what is kept; where there is nothing, makes it, once for all who ask meanwhile. `begun` is what the cache's
   * `begin` gave before anything was read: nobody gets what was made of something older than that.
   */
  getOrMake(key: string, begun: number, make: () => Promise<Made<T>>): Promise<T>
}

/** Something new, with what is to be known to keep it. */
export interface Made<T> {
  value: T
  /** About how much room it takes. */
  bytes: number
  dependsOn: readonly Dependency[]
  /** Milliseconds after which it is made anew though nothing tells of a change; a minute at most. */
  forMs?: number
}

/** Time changes things too, of which no notice tells: an article closes, another was given a time to appear. */
const maxAgeMs = 60_000

interface Entry<T> {
  value: T
  item: Item
  expires: number
}

interface Flight<T> {
  begun: number
  made: Promise<Made<T>>
}

interface ShelfOptions {
  store: Store
  hearing: Hearing
  now: () => number
  isSilent: () => boolean
}

/** Makes an empty shelf in a store. */
export function makeShelf<T>({ store, hearing, now, isSilent }: ShelfOptions): Kept<T> {
  const entries = new Map<string, Entry<T>>()
  const flights = new Map<string, Flight<T>>()
  const past = new Map<string, WeakRef<Entry<T>>>()

  function find(key: string): T | undefined {
    const entry = entries.get(key)
    if (!entry) return undefined
    const at = now() // asked once: a kept answer is told in the time of some hundred looks at the clock
    // One that has expired is still better than none while the database is away: see `findOld`.
    if (entry.expires < at || !hearing.isBelievedAgain(at)) return undefined
    store.use(entry.item)
    return entry.value
  }

  function remove(key: string): void {
    const entry = entries.get(key)
    if (entry) store.remove(entry.item)
  }

  function keep(key: string, { value, bytes, dependsOn, forMs = maxAgeMs }: Made<T>, begun: number): void {
    if (hearing.hasChanged(dependsOn, begun)) return
    // Nobody tells when this one changes; and it is newer than one from before.
    remove(key)
    if (!hearing.isListening()) return
    const item = { bytes, dependsOn, leave: () => leave(key) }
    entries.set(key, { value, item, expires: now() + Math.min(forMs, maxAgeMs) })
    past.delete(key)
    store.add(item)
  }

  function leave(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    if (past.size >= mostPast) past.clear()
    past.set(key, new WeakRef(entry))
  }

  return {
    find,
    keep,
    before: key => (entries.get(key) ?? past.get(key)?.deref())?.value,

    grow(key, value, by) {
      const entry = entries.get(key)
      if (entry?.value === value) store.grow(entry.item, by)
    },

    findOld(key) {
      const entry = entries.get(key)
      const seconds = entry && isSilent() ? hearing.secondsPast() : null
      return entry && seconds !== null ? { value: entry.value, seconds } : undefined
    },

    awaitsProof(key) {
      const entry = entries.get(key)
      return hearing.isListening() && !hearing.isBelieved() && entry !== undefined && entry.expires >= now()
    },

    async getOrMake(key, begun, make) {
      for (;;) {
        const found = find(key)
        if (found !== undefined) return found
        const flight = hearing.isBelieved() ? flights.get(key) : undefined
        if (!flight) return fly()
        // Nothing has changed since it began: it is what this one would be.
        if (flight.begun >= begun) return (await flight.made).value
        await flight.made.catch(() => undefined) // its own asker hears of it
      }

      async function fly(): Promise<T> {
        const flight = { begun, made: make() }
        flights.set(key, flight)
        try {
          const made = await flight.made
          keep(key, made, begun)
          return made.value
        } finally {
          if (flights.get(key) === flight) flights.delete(key)
        }
      }
    },
  }
}

const mostPast = 10_000
