import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchOutages } from '../../src/db/outages.ts'
import { openLog } from '../../src/log.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const full = Object.assign(new Error('mara@lindqvist.example'), { code: '53100' })

/** Watches, and gives what is written of it. */
function watch() {
  const lines: Record<string, unknown>[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      const { outage, level, code, seconds, failed } = JSON.parse(String(chunk))
      lines.push({ outage, level, code, seconds, failed })
      done()
    },
  })
  return { outages: watchOutages(openLog('info', sink)), lines }
}

test('an outage is a line when it begins, one a minute with how many requests failed so far, and one when it ends', () => {
  const { outages, lines } = watch()
  outages.away(Object.assign(new Error(), { code: 'ECONNREFUSED' }))
  for (let second = 0; second < 150; second++) {
    outages.failed(full)
    vi.advanceTimersByTime(1_000)
  }
  outages.back()
  vi.advanceTimersByTime(300_000)
  expect(lines).toEqual([
    { outage: 'began', level: 'error', code: 'ECONNREFUSED' },
    { outage: 'goes on', level: 'error', seconds: 60, failed: 60 },
    { outage: 'goes on', level: 'error', seconds: 120, failed: 120 },
    { outage: 'over', level: 'info', seconds: 150, failed: 150 },
  ])
})

test('a database that is away and not asked for anything stays away', () => {
  const { outages, lines } = watch()
  outages.away(full)
  vi.advanceTimersByTime(120_000)
  expect(lines.map(line => line['outage'])).toEqual(['began', 'goes on', 'goes on'])
})

test('what fails while the database is there, such as a full disk, is over when nothing has failed for a minute', () => {
  const { outages, lines } = watch()
  for (let n = 0; n < 2_886; n++) outages.failed(full)
  vi.advanceTimersByTime(600_000)
  expect(lines).toEqual([
    { outage: 'began', level: 'error', code: '53100' },
    { outage: 'goes on', level: 'error', seconds: 60, failed: 2_886 },
    { outage: 'over', level: 'info', seconds: 120, failed: 2_886 },
  ])
})
