import fc from 'fast-check'
import type { Saying } from '../support/conversation.ts'

const statuses = ['approved', 'approved', 'approved', 'pending', 'spam', 'trash', 'withdrawn'] as const

/** Conversations of any shape, with comments in any state; about a third of them begin a thread. */
export const anyConversation: fc.Arbitrary<Saying[]> = fc
  .array(
    fc.record({
      answers: fc.option(fc.nat(), { freq: 2 }),
      status: fc.constantFrom(...statuses),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map(drawn =>
    drawn.map(({ answers, status }, place) => ({
      text: `Saying ${place}`,
      status,
      ...(answers === null || place === 0 ? {} : { answers: answers % place }),
    })),
  )

/** A comment as a test knows it without asking the code under test. */
export interface Known {
  id: number
  path: number[]
  status: NonNullable<Saying['status']>
}

/** The same conversation with the ids it got, depth first; what stands deeper than eleven joins the eleventh level. */
export function known(sayings: readonly Saying[], ids: readonly number[]): Known[] {
  const paths: number[][] = []
  sayings.forEach(({ answers }, place) => {
    const above = answers === undefined ? [] : (paths[answers] ?? [])
    paths.push([...above.slice(0, 10), ids[place] ?? 0])
  })
  return sayings
    .map(({ status = 'approved' }, place) => ({ id: ids[place] ?? 0, path: paths[place] ?? [], status }))
    .sort((a, b) => compare(a.path, b.path))
}

/** The order of two paths, number by number. */
export function compare(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length)
  for (let place = 0; place < length; place++) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** A list cut into pages. */
export const pagesOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(page * size, (page + 1) * size),
  )
