import type { Journal } from './clients.ts'
import type { Place } from './place.ts'
import { sourcesIn } from './tables.ts'

/** A line of the table at the end. */
export interface Finding {
  scenario: string
  on: string
  rounds: number
  acknowledged: number | ''
  lost: number | ''
  doubled: number | ''
  'given back': number | ''
  'without text': number | ''
  figures: string
  /** What should not have been, in sentences; none when all is as promised. */
  failures: string[]
}

/** A line about what was posted: reads the database, and compares it with what readers were told. */
export async function judge(
  scenario: string,
  place: Place,
  rounds: number,
  journal: Journal,
  figures: string,
  failures: string[] = [],
): Promise<Finding> {
  const times = new Map<string, number>()
  for (const source of await sourcesIn(place)) times.set(source, (times.get(source) ?? 0) + 1)
  const lost = journal.acknowledged.filter(text => !times.has(text))
  const doubled = [...times.values()].filter(count => count > 1).length
  return {
    scenario,
    on: place.engine,
    rounds,
    acknowledged: journal.acknowledged.length,
    lost: lost.length,
    doubled,
    'given back': journal.refused,
    'without text': journal.withoutText.length,
    figures,
    failures: [
      ...failures,
      ...(lost.length > 0 ? [`${lost.length} acknowledged comments are not there`] : []),
      ...(doubled > 0 ? [`${doubled} comments are there twice`] : []),
      ...journal.withoutText.slice(0, 3).map(answer => `a refusal without the text: ${answer}`),
      ...(journal.open.length > 0 ? [`${journal.open.length} forms were never taken`] : []),
      ...(journal.acknowledged.length === 0 ? ['nothing was acknowledged, so nothing was shown'] : []),
    ],
  }
}

/** A line about something else. */
export const finding = (
  scenario: string,
  on: string,
  rounds: number,
  figures: string,
  failures: string[],
): Finding => ({
  scenario,
  on,
  rounds,
  acknowledged: '',
  lost: '',
  doubled: '',
  'given back': '',
  'without text': '',
  figures,
  failures,
})
