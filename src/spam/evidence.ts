import { folded } from '../text/fold.ts'
import type { Sender } from '../readers/sender.ts'
import { beginningOf } from '../text/cut.ts'
import { maskAddresses } from '../text/addresses.ts'
import { groupOf, type Hashed } from './hashes.ts'
import { type Model, pull, valuesIn, type Weight } from './model.ts'
import type { Said } from './tokens.ts'
import type { Weighed } from './weigh.ts'

/** A word that speaks for spam, as it stands in the comment, and in how many comments of each kind it was. */
export interface Evidence {
  /** Empty where it is no word, but whom the comment is from. */
  word: string
  of?: keyof Sender
  spam: number
  ham: number
}

/** Reads what was stored; what can't be read is left out. */
export const readEvidence = (stored: unknown): Evidence[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one: unknown) => (isEvidence(one) ? one : []))

const isEvidence = (one: unknown): one is Evidence =>
  typeof one === 'object' &&
  one !== null &&
  'word' in one &&
  typeof one.word === 'string' &&
  'spam' in one &&
  typeof one.spam === 'number' &&
  'ham' in one &&
  typeof one.ham === 'number'

const mostShown = 5
/** What adds less than this part of what the strongest adds is not shown. */
const weakest = 0.15
const longestShown = 60
/** Whom it is from is said from so many spam on: one comment is no habit. */
const fewestOfSender = 2

/**
 * Why a comment is like spam: its strongest words, hosts and names. Each is found in the comment, and was met before as
 * it is; pieces of a word add to its strength, and to no number that is shown.
 */
export function evidenceIn(model: Model, said: Said, { marks }: Hashed, weighed: Weighed): Evidence[] {
  const values = valuesIn(weighed.tokens)
  const strengthOf = (hash: number) => {
    const weight = model.weights.get(hash)
    return weight ? pull(weight, values[groupOf(hash)] ?? 0) : 0
  }
  const found = new Map<string, { strength: number; weight: Weight | undefined }>()
  const add = (text: string, strength: number, weight: Weight | undefined) => {
    const other = found.get(text)
    if (!other || other.strength < strength) found.set(text, { strength, weight })
  }
  for (const word of weighed.words) {
    const strength = word.hashes.reduce((sum, hash) => sum + strengthOf(hash), 0)
    add(word.text, strength, model.weights.get(word.hashes[0] ?? -1))
  }
  for (const { hash, text } of marks) if (text) add(text, strengthOf(hash), model.weights.get(hash))

  /** Known by two keys, it is told by the one that it was met with more often. */
  const evidenceOf = (of: keyof Sender): Evidence | null => {
    const known = marks.flatMap(mark => (mark.of === of ? (model.weights.get(mark.hash) ?? []) : []))
    const [most] = known.toSorted((a, b) => b.spam + b.ham - a.spam - a.ham)
    const isSaid = most !== undefined && most.w > 0 && most.spam >= fewestOfSender && speaksFor(most)
    return isSaid ? { word: '', of, spam: most.spam, ham: most.ham } : null
  }

  const strongest = [...found].toSorted(([, a], [, b]) => b.strength - a.strength)
  const least = Math.max(1e-6, weakest * (strongest[0]?.[1].strength ?? 0))
  const evidence: Evidence[] = []
  const asTyped = finderIn(said)
  for (const [text, { strength, weight }] of strongest) {
    if (strength < least || evidence.length === mostShown) break
    if (!weight || !speaksFor(weight)) continue
    const word = asTyped(text)
    const isSaid = evidence.some(other => other.word.toLowerCase().includes(word?.toLowerCase() ?? ''))
    if (word && !isSaid) evidence.push({ word, spam: weight.spam, ham: weight.ham })
  }
  return [...evidence, ...senders.flatMap(of => evidenceOf(of) ?? [])]
}

const senders = ['network', 'contact'] as const

/** Whether its numbers convince who reads them, and not the formula alone. */
const speaksFor = ({ spam, ham }: Weight) => spam > 3 * ham

/**
 * Finds how words stand in a comment, however they are disguised there; null where one can't be found. What a comment is
 * read as is made once: it may have two thousand words that speak for spam and stand nowhere as they are.
 */
function finderIn({ text, name, website }: Said): (word: string) => string | null {
  const whole = maskAddresses([text, name, website ?? ''].join('\n'))
  const lower = whole.toLowerCase()
  let disguised: ReturnType<typeof disguisedIn> | undefined
  return word => {
    const at = lower.indexOf(word)
    const plain = at < 0 ? '' : whole.slice(at, at + word.length)
    if (plain.toLowerCase() === word) return beginningOf(plain, longestShown)
    disguised ??= disguisedIn(whole)
    return disguised(word)
  }
}

/** Finds the first part of a text, between spaces, that has a word as it is read. */
function disguisedIn(whole: string): (word: string) => string | null {
  const parts = whole.split(/\s+/).filter(part => part.length <= longestShown)
  const starts: number[] = []
  let read = ''
  for (const part of parts) {
    starts.push(read.length)
    read += `${folded(part)}\n`
  }
  return word => {
    const at = read.indexOf(word)
    return at < 0 ? null : (parts[starts.findLastIndex(start => start <= at)] ?? null)
  }
}
