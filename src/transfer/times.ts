/**
 * Reads a time as other systems write it: ISO 8601, a day alone, `2012/12/24 23:30:04`, `Mar 02 2019`, RFC 1123. One
 * without a zone is taken for the clock of `timeZone` (IANA); null for none, for zeros and for a day that does not exist.
 */
export function timeIn(text: string, timeZone = 'UTC'): Date | null {
  const typed = text.trim()
  const parts = written.exec(typed)?.groups
  if (parts === undefined) return named(typed, timeZone)
  const number = (name: string) => Number(parts[name] ?? 0)
  const ms = Math.floor(Number(`0.${parts['fraction'] ?? 0}`) * 1000)
  const clock = Date.UTC(
    ...([number('year'), number('month') - 1, number('day')] as const),
    ...([number('hour'), number('minute'), number('second'), ms] as const),
  )
  const asClock = new Date(clock)
  // Date takes the 31st of February for the 3rd of March.
  if (number('year') < 1000 || asClock.getUTCDate() !== number('day') || number('month') > 12) return null
  if (number('hour') > 23 || number('minute') > 59 || number('second') > 60) return null
  const zone = parts['zone']
  if (zone === undefined) return atClock(clock, timeZone)
  if (/z|utc|gmt/i.test(zone)) return asClock
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)?/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000
  return new Date(clock - (sign === '-' ? -offset : offset))
}

/** A time in milliseconds or seconds since 1970; null for anything else. */
export function timeAt(value: unknown, unit: 'ms' | 's'): Date | null {
  const number = typeof value === 'number' ? value : Number.NaN
  const time = new Date(Math.round(unit === 'ms' ? number : number * 1000))
  return Number.isNaN(time.getTime()) || number <= 0 ? null : time
}

const written =
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:(?:[T ]\s*)(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<zone>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?)?$/i

/** One that spells its month: what the language itself reads, its clock without a zone as that of `timeZone`. */
function named(text: string, timeZone: string): Date | null {
  if (text.length > 60 || !/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return null
  const hasZone = /(?:z|utc|gmt|[+-]\d\d:?\d\d)$/i.test(text)
  const ms = Date.parse(hasZone ? text : `${text} UTC`)
  if (Number.isNaN(ms)) return null
  return hasZone ? new Date(ms) : atClock(ms, timeZone)
}

/** The moment at which the clocks of a zone show what UTC's show at `clock`. */
function atClock(clock: number, timeZone: string): Date {
  // Twice: the first guess may lie on the other side of a change to summer time.
  const guess = clock - offsetAt(clock, timeZone)
  return new Date(clock - offsetAt(guess, timeZone))
}

/** How far the clocks of a zone are before UTC's, in ms. */
function offsetAt(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const second = Math.floor(time / 1000) * 1000
  const shown = formatIn(timeZone).formatToParts(second)
  const part = (type: string) => Number(shown.find(part => part.type === type)?.value ?? 0)
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
    second
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  formats.set(timeZone, format)
  return format
}
