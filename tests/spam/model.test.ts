import { describe, expect, test } from 'vitest'
import { learn, newModel, repeat, scoreOf, unlearn } from '../../src/spam/model.ts'
import { cutOf, knowsEnough, likenessOf } from '../../src/spam/verdict.ts'
import { seeded } from '../support/learner.ts'

const random = seeded(5)
const some = () => Array.from({ length: 30 }, () => Math.floor(random() ** 2 * 20_000))

describe('what is learned', () => {
  test('is nothing again once 10,000 decisions are taken back, in any order', () => {
    const model = newModel()
    const lessons = Array.from({ length: 10_000 }, () => learn(model, [...new Set(some())], random() < 0.4))
    for (let n = 0; n < 20_000; n++) {
      const at = Math.floor(random() * lessons.length)
      const lesson = lessons[at]
      if (lesson) lessons[at] = repeat(model, lesson)
    }
    // counted once more, so that no weight goes with its row
    for (const weight of model.weights.values()) weight.ham++
    while (lessons.length > 0) {
      const [lesson] = lessons.splice(Math.floor(random() * lessons.length), 1)
      if (lesson) unlearn(model, lesson)
    }
    const left = [...model.weights.values()]
    expect(left.length).toBeGreaterThan(10_000)
    expect(Math.max(...left.map(({ w }) => Math.abs(w)))).toBeLessThan(1e-9)
    expect(left.every(({ spam, ham }) => spam === 0 && ham === 1)).toBe(true)
    expect(Math.abs(model.bias)).toBeLessThan(1e-9)
    expect([model.spam, model.ham]).toEqual([0, 0])
  })

  test('lasts no longer in a token than the last decision that it is in', () => {
    const model = newModel()
    const first = learn(model, [4, 8, 13], true)
    const second = learn(model, [8, 17], false)
    unlearn(model, first)
    expect([...model.weights.keys()].toSorted((a, b) => a - b)).toEqual([8, 17])
    unlearn(model, second)
    expect(model.weights.size).toBe(0)
  })

  test('moves a score towards what was decided', () => {
    const model = newModel()
    learn(model, [4, 8, 12], true)
    expect(scoreOf(model, [4, 8, 12])).toBeGreaterThan(0.5)
    learn(model, [16, 20, 24], false)
    expect(scoreOf(model, [16, 20, 24])).toBeLessThan(0)
  })
})

describe('a verdict', () => {
  test.each([
    [{ spam: 3, ham: 6 }, false],
    [{ spam: 2, ham: 50 }, false],
    [{ spam: 50, ham: 2 }, false],
    [{ spam: 3, ham: 7 }, true],
  ])('with %o is given: %s', (decided, given) => {
    expect(knowsEnough(decided)).toBe(given)
  })

  test.each([
    ['few approved', Array(19).fill(-3), 1],
    ['some that were far below', Array(50).fill(-3), 0.5],
    ['many that were far below', Array(150).fill(-3), -1],
    ['many that were above', Array(150).fill(4), 1],
    ['many in between', Array.from({ length: 200 }, (_, n) => n / 200 - 0.5), 196 / 200 - 0.5],
  ])('is cut, after %s, at %s', (_, scores, cut) => {
    expect(cutOf(scores)).toBe(cut)
  })

  test.each([
    [0.4, 0.5, null],
    [0.6, 0.5, 'held'],
    [2.3, 0.5, 'spam'],
    [2.3, 1.5, 'held'],
    [2.1, -1, 'held'],
  ])('of a score of %s beside a cut of %s is %s', (score, cut, likeness) => {
    expect(likenessOf(score, cut)).toBe(likeness)
  })
})
