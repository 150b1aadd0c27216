import { expect, test } from 'vitest'
import { judge } from '../../src/spam/judge.ts'

test('a comment appears at once where nothing is held', () => {
  expect(judge({ holdAll: false, links: 1, holdLinks: 2 })).toEqual({ status: 'approved', reasons: [] })
})

test('it waits where every comment is held, and says why', () => {
  expect(judge({ holdAll: true, links: 0, holdLinks: 2 })).toEqual({
    status: 'pending',
    reasons: ['every comment is held'],
  })
})

test.each([
  [1, 'approved'],
  [2, 'pending'],
  [3, 'pending'],
] as const)('with %i links where two are too many it is %s', (links, status) => {
  expect(judge({ holdAll: false, links, holdLinks: 2 }).status).toBe(status)
})

test('zero as the number of links to hold turns that rule off', () => {
  expect(judge({ holdAll: false, links: 100, holdLinks: 0 })).toEqual({ status: 'approved', reasons: [] })
})

test('every reason that holds is told', () => {
  expect(judge({ holdAll: true, links: 9, holdLinks: 2 }).reasons).toEqual(['every comment is held', 'links'])
})
