import { groupOf } from './hashes.ts'

/** What is known of a token: its weight, and in how many comments of each kind it was. */
export interface Weight {
  w: number
  spam: number
  ham: number
}

/** What was learned, as far as it is at hand: a logistic regression whose steps can be taken back. */
export interface Model {
  bias: number
  /** Decisions that it was learned from. */
  spam: number
  ham: number
  weights: Map<number, Weight>
}

/** A decision that was learned. */
export interface Lesson {
  tokens: readonly number[]
  isSpam: boolean
  /** What was added to each weight, in units of the token's value. */
  step: number
}

export const newModel = (): Model => ({ bias: 0, spam: 0, ham: 0, weights: new Map() })

/** How much a token of each group counts: the more of them, the less each. */
const shares = [1, 0.45, 0.3, 0.4, 0.3]

/** The values of tokens in a set, by the number of their group. */
export function valuesIn(tokens: readonly number[]): readonly number[] {
  const sizes = shares.map(() => 0)
  for (const token of tokens) sizes[groupOf(token)] = (sizes[groupOf(token)] ?? 0) + 1
  return shares.map((share, group) => share / Math.sqrt(Math.max(1, sizes[group] ?? 0)))
}

/** What a token adds to a score: tokens that are everywhere say less. */
export const pull = ({ w, spam, ham }: Weight, value: number): number => value * w * (1 + spam + ham) ** -0.35

/** The score of a set of tokens: the logarithm of the odds that it is spam. Unknown tokens say nothing. */
export function scoreOf({ bias, weights }: Model, tokens: readonly number[]): number {
  const values = valuesIn(tokens)
  let score = bias
  for (const token of tokens) {
    const weight = weights.get(token)
    if (weight) score += pull(weight, values[groupOf(token)] ?? 0)
  }
  return score
}

/** Learns a decision; returns it with the step that takes it back. */
export function learn(model: Model, tokens: readonly number[], isSpam: boolean): Lesson {
  const step = stepOf(model, tokens, isSpam)
  move(model, tokens, step)
  count(model, tokens, isSpam, 1)
  return { tokens, isSpam, step }
}

/** Learns a decision once more, as it is already counted; returns it with all of its steps. */
export function repeat(model: Model, lesson: Lesson): Lesson {
  const step = stepOf(model, lesson.tokens, lesson.isSpam)
  move(model, lesson.tokens, step)
  return { ...lesson, step: lesson.step + step }
}

/** Takes back what was learned from a decision. Tokens that are in no other one are forgotten. */
export function unlearn(model: Model, { tokens, isSpam, step }: Lesson): void {
  move(model, tokens, -step)
  count(model, tokens, isSpam, -1)
  for (const token of tokens) {
    const weight = model.weights.get(token)
    if (weight && weight.spam + weight.ham <= 0) model.weights.delete(token)
  }
}

/** How far to go: as far as the score was off, and further for the rarer kind. */
function stepOf(model: Model, tokens: readonly number[], isSpam: boolean): number {
  const probability = 1 / (1 + Math.exp(-scoreOf(model, tokens)))
  const ofKind = isSpam ? model.spam : model.ham
  const balance = (0.5 * (model.spam + model.ham + 2)) / (ofKind + 1)
  return 4 * ((isSpam ? 1 : 0) - probability) * Math.min(2, Math.max(0.5, balance))
}

function move(model: Model, tokens: readonly number[], step: number): void {
  const values = valuesIn(tokens)
  for (const token of tokens) weightOf(model, token).w += step * (values[groupOf(token)] ?? 0)
  model.bias += 0.1 * step
}

function count(model: Model, tokens: readonly number[], isSpam: boolean, by: 1 | -1): void {
  const kind = isSpam ? 'spam' : 'ham'
  for (const token of tokens) weightOf(model, token)[kind] += by
  model[kind] += by
}

function weightOf({ weights }: Model, token: number): Weight {
  const known = weights.get(token)
  if (known) return known
  const weight = { w: 0, spam: 0, ham: 0 }
  weights.set(token, weight)
  return weight
}
