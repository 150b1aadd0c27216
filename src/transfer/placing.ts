import type { StagedPlace } from './staging.ts'

/** A comment with whom it answers, among those of its article. */
export interface Placed {
  row: number
  id: string
  /** The id of one that comes before it in the list, or that was here before; null for a root. */
  parent: string | null
}

/**
 * Puts the comments of one article in the order of their times, none before what it answers. What answers nobody that is
 * known, itself, or round in a circle, is a root. `isHere` tells of those that an earlier import brought.
 */
export function inOrder(
  places: readonly StagedPlace[],
  called: (id: string) => string,
  isHere: (id: string) => boolean,
): Placed[] {
  const byId = new Map(places.map(place => [place.id, place]))
  const parents = new Map<string, string | null>()
  for (const { id, parent } of places) {
    const answered = parent === null ? null : called(parent)
    parents.set(id, answered === null || (!byId.has(answered) && !isHere(answered)) ? null : answered)
  }
  const ordered: Placed[] = []
  const done = new Set<string>()
  for (const place of [...places].sort((a, b) => a.createdAt - b.createdAt || a.row - b.row)) {
    const way: StagedPlace[] = []
    const onWay = new Set<string>()
    for (let next: StagedPlace | undefined = place; next && !done.has(next.id); ) {
      if (onWay.has(next.id)) {
        parents.set(next.id, null) // the circle is opened here
        break
      }
      onWay.add(next.id)
      way.push(next)
      next = byId.get(parents.get(next.id) ?? '')
    }
    for (const { row, id } of way.toReversed())
      if (!done.has(id)) {
        done.add(id)
        ordered.push({ row, id, parent: parents.get(id) ?? null })
      }
  }
  return ordered
}
