import { hashTokens } from '../../src/spam/hashes.ts'
import { evidenceIn, type Evidence } from '../../src/spam/evidence.ts'
import { learn, type Lesson, newModel, repeat, unlearn } from '../../src/spam/model.ts'
import { type Said, tokensOf } from '../../src/spam/tokens.ts'
import { approvedLooked, cutOf, knowsEnough, type Likeness, likenessOf } from '../../src/spam/verdict.ts'
import { weigh } from '../../src/spam/weigh.ts'

/** A site's learner without a database: what is judged and decided there, one comment after the other. */
export interface MemoryLearner {
  judge(said: Said): { score: number; likeness: Likeness; evidence: Evidence[] }
  decide(said: Said, isSpam: boolean): void
  /** Takes every decision back, the last one first. */
  undoAll(): void
  model: ReturnType<typeof newModel>
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function memoryLearner(random = seeded(1)): MemoryLearner {
  const model = newModel()
  const lessons: Lesson[] = []
  const approved: number[] = []
  const read = (said: Said) => hashTokens('a salt', tokensOf(said))
  return {
    model,
    judge(said) {
      const hashed = read(said)
      const weighed = weigh(model, hashed)
      const cut = cutOf(approved.slice(-approvedLooked))
      const likeness = knowsEnough(model) ? likenessOf(weighed.score, cut) : null
      return { score: weighed.score, likeness, evidence: evidenceIn(model, said, hashed, weighed) }
    },
    decide(said, isSpam) {
      const hashed = read(said)
      if (!isSpam) approved.push(weigh(model, hashed).score)
      lessons.push(learn(model, hashed.all, isSpam))
      for (let n = 0; n < 3; n++) {
        const at = lessons.length - 1 - Math.floor(random() * Math.min(200, lessons.length))
        const lesson = lessons[at]
        if (lesson) lessons[at] = repeat(model, lesson)
      }
    },
    undoAll() {
      for (let lesson = lessons.pop(); lesson; lesson = lessons.pop()) unlearn(model, lesson)
    },
  }
}
