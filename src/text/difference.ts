import { diffArrays } from 'diff'

/** A piece of two texts: in both, in the older one alone, or in the newer one alone. */
export interface Piece {
  text: string
  is: 'same' | 'removed' | 'added'
}

/** Longer than this nobody waits for, in ms. */
const patienceMs = 300

/**
 * The difference of two texts by words (Unicode's, so that Chinese and Japanese have some). Where it would take too long
 * to find, by lines; and if even that does, one text and then the other.
 */
export function differenceOf(before: string, after: string): Piece[] {
  const byWords = piecesOf(wordsIn(before), wordsIn(after))
  if (byWords) return byWords
  return (
    piecesOf(linesIn(before), linesIn(after)) ?? [
      { text: before, is: 'removed' },
      { text: after, is: 'added' },
    ]
  )
}

function piecesOf(before: string[], after: string[]): Piece[] | null {
  const changes = diffArrays(before, after, { timeout: patienceMs })
  if (!changes) return null
  return changes
    .map(
      ({ value, added, removed }): Piece => ({
        text: value.join(''),
        is: added ? 'added' : removed ? 'removed' : 'same',
      }),
    )
    .filter(({ text }) => text !== '')
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

const wordsIn = (text: string) => Array.from(words.segment(text), ({ segment }) => segment)

const linesIn = (text: string) => text.split(/(?<=\n)/)
