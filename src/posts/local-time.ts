import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** A moment as a form's field for local times has it, in a zone (an IANA name), to the minute: 2026-11-29T13:26. */
export function localTime(moment: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(each => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** The moment of a local time in a zone, as Postgres reckons it; null for a text that is none, such as 2026-02-31T09:30. */
export async function momentOf(db: Kysely<Database>, text: string, zone: string): Promise<Date | null> {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)$/.exec(text.trim()) ?? []
  if (day === undefined || time === undefined || !isThere(`${day}T${time}`)) return null
  const { rows } = await sql<{ moment: Date }>`
    select ${`${day} ${time}`}::timestamp at time zone ${zone} as moment`.execute(db)
  return rows[0]?.moment ?? null
}

/** Date takes the 31st of February for the 3rd of March; nor has Postgres a year 0. */
function isThere(text: string): boolean {
  const time = new Date(`${text}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text) && text >= '0001-01-01'
}
