import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { testDatabase } from '../support/database.ts'

const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

const moments = [
  '1850-01-01T00:00:00.000Z',
  '1899-12-31T23:59:59.999Z',
  '1900-01-01T00:00:00.000Z',
  '1583-10-15T12:34:56.789Z',
  '0101-02-03T04:05:06.000Z',
  '1927-12-31T16:00:00.000Z',
  '2026-11-25T23:26:00.123Z',
  '9999-12-31T23:59:59.000Z',
]

test.each([
  'Asia/Shanghai',
  'Europe/Amsterdam',
  'America/New_York',
  'Africa/Monrovia',
  'Asia/Kolkata',
  'UTC',
])('a time comes back as it went in, also before 1900, in a process in %s', async timeZone => {
  process.env['TZ'] = timeZone
  const { db } = await testDatabase()
  for (const moment of moments) {
    const { rows } = await sql<{ at: Date }>`select ${new Date(moment)}::timestamptz as at`.execute(db)
    expect(rows[0]?.at.toISOString()).toBe(moment)
  }
})
