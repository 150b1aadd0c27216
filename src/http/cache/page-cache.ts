import type { ChangeListener } from '../../db/changes.ts'
import type { Body } from '../answer/body.ts'
import { type Dependency, type Hearing, makeHearing } from './hearing.ts'
import { type Kept, makeShelf } from './shelf.ts'
import { makeStore } from './store.ts'

/**
 * Finished answers, the same for everyone, until something they are made of changes. Changes are heard from the
 * database; while they are not (not yet connected, or cut off), nothing is kept. An answer is given only while it is
 * proven that changes are heard: see decision 19.
 */
export interface PageCache
  extends Kept<Body>,
    ChangeListener,
    Pick<Hearing, 'prove' | 'wrote' | 'begin' | 'isListening'> {
  /** Whether every change is heard, as far as the last two seconds can tell. */
  isListening(): boolean
  /** When a thing last changed, to be compared with what `begin` gave. */
  changedLast(what: Dependency): number
  /** How much room is taken. */
  bytes(): number
  /** A place for something else that is kept until it changes, in the same room. */
  shelf<T>(): Kept<T>
}

interface PageCacheOptions {
  /** Returns milliseconds. */
  now?: () => number
  /** Whether the database leaves questions unanswered. */
  isSilent?: () => boolean
}

/** Makes an empty cache of at most `maxBytes`; what was asked for longest ago goes first. */
export function createPageCache(
  maxBytes: number,
  { now = () => performance.now(), isSilent = () => false }: PageCacheOptions = {},
): PageCache {
  const store = makeStore(maxBytes)
  const hearing = makeHearing({
    now,
    onChange: what => store.drop(what),
    onClear: () => store.clear(),
    isNeeded: () => store.size() > 0,
  })
  const shelf = <T>() => makeShelf<T>({ store, hearing, now, isSilent })
  return {
    ...hearing,
    ...shelf<Body>(),
    shelf,
    bytes: () => store.bytes(),
    isListening: () => hearing.isBelievedAgain(),
  }
}
