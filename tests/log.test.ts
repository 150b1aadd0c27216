import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { errorFacts, openLog } from '../src/log.ts'

test('of an error is written its kind, code and place, never what it says', () => {
  const error = Object.assign(new Error('duplicate: mara@lindqvist.example'), {
    code: '23505',
    table: 'contacts',
    constraint: 'contacts_email_key',
    detail: 'Key (email)=(mara@lindqvist.example) already exists.',
    where: 'mara@lindqvist.example',
    parameters: ['mara@lindqvist.example'],
  })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({ error: 'Error', code: '23505', table: 'contacts' })
  expect(facts['stack']).toContain('log.test.ts')
  expect(JSON.stringify(facts)).not.toContain('lindqvist')
})

test('an error of several lines leaves none of them in the log', () => {
  const facts = errorFacts(new TypeError('first\nmara@lindqvist.example\nthird'))
  expect(facts['error']).toBe('TypeError')
  expect(JSON.stringify(facts)).not.toMatch(/first|lindqvist|third/)
})

test('what is thrown and is no error is written as its kind alone', () => {
  expect(errorFacts('mara@lindqvist.example')).toEqual({ error: 'string' })
  expect(errorFacts(null)).toEqual({ error: 'object' })
  expect(errorFacts({ code: 1 })).toEqual({ error: 'object' })
})

test('an event is one line of JSON with a time, and below the level none at all', () => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const log = openLog('warn', sink)
  log.info({ path: '/quiet' })
  log.warn({ path: '/two\nlines' })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toContain('\n')
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    path: '/two\nlines',
  })
})
