import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Evidence } from './evidence.ts'
import { hashTokens } from './hashes.ts'
import { readWeights } from './lessons.ts'
import { pull, type Weight } from './model.ts'
import { type Said, tokensOf } from './tokens.ts'

/** The words that pull most, each way. */
export interface Strongest {
  spam: Evidence[]
  ham: Evidence[]
}

/** As many of the last comments of each kind are looked through. */
const looked = 150
const shown = 20
/** A word of one comment alone is no rule. */
const fewest = 2

/** Finds the strongest words, hosts and names among comments that are still here: the table of weights holds no words. */
export async function strongestWords(db: Kysely<Database>): Promise<Strongest> {
  const state = await db.selectFrom('private.spam_state').select('salt').executeTakeFirst()
  if (!state) return { spam: [], ham: [] }
  const texts = new Map<number, string>()
  for (const said of [...(await lastOf(db, true)), ...(await lastOf(db, false))])
    for (const [hash, text] of wordsOf(state.salt, said)) texts.set(hash, text)
  const weights = await readWeights(db, texts.keys())
  const byWord = new Map<string, Weight>()
  for (const [hash, weight] of weights) {
    const text = texts.get(hash) ?? ''
    const other = byWord.get(text)
    const isStronger = !other || Math.abs(pull(weight, 1)) > Math.abs(pull(other, 1))
    if (isStronger && weight.spam + weight.ham >= fewest) byWord.set(text, weight)
  }
  const sorted = [...byWord].toSorted(([, a], [, b]) => pull(b, 1) - pull(a, 1))
  const evidence = ([word, { spam, ham }]: [string, Weight]) => ({ word, spam, ham })
  return {
    spam: sorted
      .filter(([, { w }]) => w > 0)
      .slice(0, shown)
      .map(evidence),
    ham: sorted
      .toReversed()
      .filter(([, { w }]) => w < 0)
      .slice(0, shown)
      .map(evidence),
  }
}

/** The words themselves, without their pieces. */
function wordsOf(salt: string, said: Said): [number, string][] {
  const { words, marks } = tokensOf(said)
  const whole = words.map(({ text, keys }) => ({ text, keys: keys.slice(0, 1) }))
  const hashed = hashTokens(salt, { words: whole, marks: marks.filter(({ text }) => text !== null) })
  return [
    ...hashed.words.map(({ text, hashes }): [number, string] => [hashes[0] ?? 0, text]),
    ...hashed.marks.map(({ hash, text }): [number, string] => [hash, text ?? '']),
  ]
}

const lastOf = (db: Kysely<Database>, isSpam: boolean): Promise<Said[]> =>
  db
    .selectFrom('private.spam_decisions as d')
    .innerJoin('comments as c', 'c.id', 'd.comment_id')
    .select(['c.name', 'c.website'])
    .select(sql<string>`left(c.source, 2000)`.as('text'))
    .where('d.is_spam', '=', isSpam)
    .where('c.status', '<>', 'withdrawn')
    .orderBy('d.id', 'desc')
    .limit(looked)
    .execute()
