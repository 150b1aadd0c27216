import type { Hashed, HashedWord } from './hashes.ts'
import { type Model, pull, scoreOf } from './model.ts'

/** Up to so many words are weighed as one. */
const asOne = 37
/** The words of a longer text are also weighed by so many at a time, in so many places. */
const windowSize = 25
const mostWindows = 8

/** A comment's score, with the words and tokens that gave it. */
export interface Weighed {
  score: number
  words: readonly HashedWord[]
  tokens: readonly number[]
}

/** Weighs a comment: the whole, and of a long one parts as well. The worst counts, so that no padding dilutes it. */
export function weigh(model: Model, { words, marks, all }: Hashed): Weighed {
  let worst: Weighed = { score: scoreOf(model, all), words, tokens: all }
  if (words.length <= asOne) return worst
  const besides = marks.map(({ hash }) => hash)
  for (const from of placesIn(model, words)) {
    const part = words.slice(from, from + windowSize)
    const tokens = [...new Set([...part.flatMap(({ hashes }) => hashes), ...besides])]
    const score = scoreOf(model, tokens)
    if (score > worst.score) worst = { score, words: part, tokens }
  }
  return worst
}

/** Where windows begin: half of one after the other, where so many are enough for the whole text. */
function placesIn(model: Model, words: readonly HashedWord[]): number[] {
  const last = words.length - windowSize
  const windows = Math.ceil(last / (windowSize / 2)) + 1
  return windows > mostWindows
    ? worstPlaces(model, words)
    : Array.from({ length: windows }, (_, n) => Math.round((n * last) / (windows - 1)))
}

/** Where the windows begin whose words pull most, no two of them closer than half a window: a rough sum finds them. */
function worstPlaces({ weights }: Model, words: readonly HashedWord[]): number[] {
  const pulls = words.map(({ hashes }) =>
    hashes.reduce((sum, hash) => {
      const weight = weights.get(hash)
      return weight ? sum + pull(weight, 1) : sum
    }, 0),
  )
  let sum = pulls.slice(0, windowSize).reduce((total, each) => total + each, 0)
  const places = [{ from: 0, sum }]
  for (let from = 1; from + windowSize <= words.length; from++) {
    sum += (pulls[from + windowSize - 1] ?? 0) - (pulls[from - 1] ?? 0)
    places.push({ from, sum })
  }
  const chosen: number[] = []
  for (const { from } of places.toSorted((a, b) => b.sum - a.sum)) {
    if (chosen.length === mostWindows) break
    if (chosen.every(other => Math.abs(other - from) > windowSize / 2)) chosen.push(from)
  }
  return chosen
}
