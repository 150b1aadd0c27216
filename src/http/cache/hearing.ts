import type { ChangeListener } from '../../db/changes.ts'

/** What something is made of: `post:7`, `comments:7`, `comments` on any article, `posts`, `site`. */
export type Dependency = string

/** For so long it is believed that changes are heard, from when the notice was sent that proved it. */
const believedMs = 2_000
const provenAgainMs = 1_000
/** A change by this process is proven to be heard soon, so that an outage finds little unproven. */
const afterChangeMs = 100
/** For so long something is answered while the database is away, from when it was last known to be right. */
const oldAtMostMs = 10 * 60_000
/** So many changes are remembered: whoever may notify names what they like, and nothing is in the making so long. */
const rememberedChanges = 10_000
/** The name of nothing that a page depends on is as long. */
const longestName = 100

/** Whether it is known that changes are heard (decision 19), and what has changed. */
export interface Hearing extends ChangeListener {
  /** Whether every change is heard, as far as the two seconds before a moment can tell, which is now unless it is said. */
  isBelieved(at?: number): boolean
  /** The same, for who uses what is kept: a new proof is asked for in time. */
  isBelievedAgain(at?: number): boolean
  isListening(): boolean
  /** Settles when that is proven, or can't be. */
  prove(): Promise<void>
  /** This process has changed something, and the word of it is still to be heard. */
  wrote(): void
  /** To be called before anything is read: what changes from here on makes it too old to keep. */
  begin(): number
  /** When a thing last changed, to be compared with what `begin` gave. */
  changedLast(what: Dependency): number
  /** Whether something has changed, or may have unheard, since `begin` gave this. */
  hasChanged(what: readonly Dependency[], begun: number): boolean
  /** For how many seconds what was right at the last proof is past; null where that is no longer known, or too long. */
  secondsPast(): number | null
}

interface HearingOptions {
  /** Returns milliseconds. */
  now: () => number
  /** What is made of something that has changed goes. */
  onChange(what: Dependency): void
  /** Nothing is known of what was: all goes. */
  onClear(): void
  /** Whether anything is kept that a proof would be for. */
  isNeeded(): boolean
}

/** Makes what hears of changes; deaf until `connected`. */
export function makeHearing({ now, ...cache }: HearingOptions): Hearing {
  const changedAt = new Map<Dependency, number>()
  let changes = 0
  let clearedAt = 0
  let listening = false
  let askForProof: () => Promise<boolean> = () => Promise.resolve(false)
  let proof: Promise<void> | null = null
  let provenAt = -Infinity
  let wroteAt = -Infinity
  let timer: NodeJS.Timeout | undefined

  const isBelieved = (at = now()) => listening && at - provenAt <= believedMs

  function prove(): Promise<void> {
    proof ??= ask().finally(() => {
      proof = null
    })
    return proof
  }

  async function ask(): Promise<void> {
    const sentAt = now()
    const asked = askForProof
    if (listening && (await asked()) && asked === askForProof) provenAt = sentAt
  }

  function clear(): void {
    changedAt.clear()
    clearedAt = ++changes
    cache.onClear()
  }

  function note(what: Dependency): void {
    changedAt.delete(what) // to the end
    changedAt.set(what, ++changes)
    for (const [oldest, at] of changedAt) {
      if (changedAt.size <= rememberedChanges) break
      changedAt.delete(oldest)
      clearedAt = Math.max(clearedAt, at) // what was begun before is too old to keep, whatever it is made of
    }
    cache.onChange(what)
  }

  return {
    isBelieved,
    isBelievedAgain(at = now()) {
      if (listening && at - provenAt > provenAgainMs) void prove()
      return isBelieved(at)
    },
    isListening: () => listening,
    prove,
    wrote() {
      wroteAt = now()
      if (!listening || !cache.isNeeded()) return
      timer ??= setTimeout(() => {
        timer = undefined
        void prove()
      }, afterChangeMs).unref()
    },
    begin: () => changes,
    hasChanged: (what, begun) =>
      begun < clearedAt || what.some(dependency => (changedAt.get(dependency) ?? 0) > begun),
    changedLast: what => Math.max(changedAt.get(what) ?? 0, clearedAt),
    secondsPast() {
      const age = now() - provenAt
      // What changed after the last proof may not have been heard: then nothing is known to be right.
      return wroteAt > provenAt || age > oldAtMostMs ? null : Math.round(age / 1000)
    },
    changed(what) {
      if (what.length > longestName) return
      note(what)
      // What shows comments on whatever article is made of all of them.
      if (what.startsWith('comments:')) note('comments')
    },
    connected(prove) {
      clear()
      listening = true
      askForProof = prove
      provenAt = now()
    },
    // What is kept is not thrown away: it is all there is, if the database is away.
    lost() {
      listening = false
      clearedAt = ++changes
    },
    // The database is there, and what it says is not heard.
    deaf: clear,
  }
}
