import { parentPort } from 'node:worker_threads'
import { eld } from 'eld/extrasmall'

/** A text to be looked at, under a number of its own. */
export interface LanguageQuestion {
  id: number
  text: string
}

/** Its language, empty for none. */
export interface LanguageAnswer {
  id: number
  language: string
}

/**
 * What may be answered. The others that the detector knows have neighbours that it can't tell them from (Malay and
 * Indonesian, Croatian and Bosnian), or are what it takes unknown languages for.
 */
const answers = new Set(
  'az ca cs da de en es et eu fi fr hu is it lt lv nl no pl pt ro sk sl sq sv tr vi'.split(' '),
)
/** From 0 to 1: what it knows well is above 0.77, and what it takes for another language mostly below 0.6. */
const leastScore = 0.7
/** How much better than the next, as a share of the score. */
const margin = 0.05

const port = parentPort
port?.on('message', (questions: readonly LanguageQuestion[]) => {
  const answers: LanguageAnswer[] = questions.map(({ id, text }) => ({ id, language: detect(text) }))
  port.postMessage(answers, [])
})

function detect(text: string): string {
  const [best, next] = Object.entries(eld.detect(text).getScores()).sort(([, a], [, b]) => b - a)
  if (!best || !answers.has(best[0])) return ''
  const [language, score] = best
  return score >= leastScore && score - (next?.[1] ?? 0) >= margin * score ? language : ''
}
