import { describe, expect, test } from 'vitest'
import { connected, isUnavailable } from '../../src/db/unavailable.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

describe('a database is away', () => {
  test.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EPIPE',
    '57P01',
    '57P03',
    '53300',
    '25006',
    '08006',
  ])('when a query fails with %s', code => expect(isUnavailable(withCode(code))).toBe(true))

  test.each([
    'Connection terminated unexpectedly',
    'Query read timeout',
    'timeout exceeded when trying to connect',
  ])('when the driver says "%s"', message => expect(isUnavailable(new Error(message))).toBe(true))

  test('when every address of its host refuses', () => {
    expect(isUnavailable(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]))).toBe(true)
  })
})

describe('a connection', () => {
  const refusedWith = (code: string) => connected(Promise.reject(withCode(code)))

  test.each(['55000', '57P03', '08004', '53400'])('refused with %s means that it is away', async code => {
    await expect(refusedWith(code)).rejects.toSatisfy(isUnavailable)
    await expect(refusedWith(code)).rejects.toMatchObject({ code })
  })

  test.each(['28P01', '3D000', '42501'])('refused with %s means that something is wrong', async code => {
    await expect(refusedWith(code)).rejects.not.toSatisfy(isUnavailable)
  })
})

describe('a database is not away', () => {
  test.each(['23505', '42501', '42P01', '22021', '57014', 'EACCES'])('when a query fails with %s', code =>
    expect(isUnavailable(withCode(code))).toBe(false),
  )

  test('when something else fails', () => {
    for (const error of [
      new TypeError('x is undefined'),
      'Connection terminated',
      null,
      new AggregateError([]),
    ])
      expect(isUnavailable(error)).toBe(false)
  })
})
