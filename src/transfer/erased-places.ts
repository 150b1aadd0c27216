import { withoutAuthor } from '../readers/aside.ts'
import type { Around } from './around.ts'
import type { Ready } from './ready-comment.ts'
import type { Staged } from './staging.ts'

/** A place without words for a comment whose author was erased here: where it stood, and nothing else of it. */
export const erasedPlace = (one: Ready): Ready => ({
  ...{ row: one.row, id: one.id, parent: one.parent, staged: emptied(one.staged) },
  ...{ status: 'withdrawn', name: '', website: null, source: '', html: '', language: '' },
})

/** What is left of such a comment. Without a hash of what the file said, so that each import says anew that it stays out. */
export const emptied = ({ row, id, comment }: Staged): Staged => ({
  ...{ row, id, digest: '', comment: withoutAuthor(comment) },
})

/** Some comments, and before those that answer what stays out the places that they stand under, where there are none yet. */
export function withPlaces(coming: readonly (Ready & { around: Around })[]): (Ready & { around: Around })[] {
  const all: (Ready & { around: Around })[] = []
  const placed = new Set<Ready>()
  for (const one of coming) {
    const { around } = one
    const above: Ready[] = []
    for (let { parent } = one; parent !== null && !around.here.has(parent); ) {
      const place = around.erased.get(parent)
      if (!place || placed.has(place)) break
      placed.add(place)
      above.unshift(place)
      ;({ parent } = place)
    }
    all.push(...above.map(place => ({ ...place, around })), one)
  }
  return all
}
