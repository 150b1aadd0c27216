import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { type Figures, readFigures, readWeeks, type Week } from './figures.ts'
import { type Strongest, strongestWords } from './strongest.ts'
import { knowsEnough } from './verdict.ts'

/** What there is to tell of the learner. */
export interface Learned {
  /** Decisions that it learned from. */
  spam: number
  ham: number
  /** Whether that is enough to say something. */
  isReady: boolean
  figures: { days: number; counts: Figures }[]
  weeks: Week[]
  words: Strongest
}

/** Reads all of it. */
export async function readLearned(db: Kysely<Database>): Promise<Learned> {
  const state = await db.selectFrom('private.spam_state').select(['spam', 'ham']).executeTakeFirst()
  const { spam, ham } = state ?? { spam: 0, ham: 0 }
  const figures = []
  for (const days of [30, 90]) figures.push({ days, counts: await readFigures(db, days) })
  return {
    spam,
    ham,
    isReady: knowsEnough({ spam, ham }),
    figures,
    weeks: await readWeeks(db, 90),
    words: await strongestWords(db),
  }
}
