import type { Dependency } from './hearing.ts'

/** What is kept, by what it is made of and how much room it takes; what it is, its shelf knows. */
export interface Store {
  /** Takes something in, and gives up what was asked for longest ago where there is no room. */
  add(item: Item): void
  remove(item: Item): void
  /** It takes more room than it did, or less, if it is still here; others go where that is too much. */
  grow(item: Item, by: number): void
  /** It was asked for: others go first. */
  use(item: Item): void
  /** Gives up all that is made of something. */
  drop(what: Dependency): void
  clear(): void
  size(): number
  /** How much room is taken. */
  bytes(): number
}

export interface Item {
  bytes: number
  dependsOn: readonly Dependency[]
  /** The store's own: how many had come when it was last asked for. */
  usedAt?: number
  /** Called once when it is given up. */
  leave(): void
}

/** Makes a store with room for `maxBytes`. */
export function makeStore(maxBytes: number): Store {
  const items = new Set<Item>()
  const dependents = new Map<Dependency, Set<Item>>()
  let bytes = 0
  let additions = 0

  function makeRoom(): void {
    for (const oldest of items) {
      if (bytes <= maxBytes) break
      remove(oldest)
    }
  }

  function remove(item: Item): void {
    if (!items.delete(item)) return
    bytes -= item.bytes
    for (const dependency of item.dependsOn) {
      const others = dependents.get(dependency)
      others?.delete(item)
      if (others?.size === 0) dependents.delete(dependency)
    }
    item.leave()
  }

  return {
    add(item) {
      items.add(item)
      item.usedAt = ++additions
      bytes += item.bytes
      for (const dependency of item.dependsOn) {
        const others = dependents.get(dependency) ?? new Set()
        dependents.set(dependency, others.add(item))
      }
      makeRoom()
    },
    remove,
    grow(item, by) {
      if (!items.has(item)) return
      item.bytes += by
      bytes += by
      makeRoom()
    },
    use(item) {
      // Who goes first is asked when something comes: until then it is enough to be among the last.
      if (item.usedAt === additions || !items.delete(item)) return
      item.usedAt = additions
      items.add(item) // to the end: a Set keeps the order of insertion
    },
    drop: what => [...(dependents.get(what) ?? [])].forEach(remove),
    clear: () => [...items].forEach(remove),
    size: () => items.size,
    bytes: () => bytes,
  }
}
