/** How a language writes times. */
export interface Times {
  /** The day, in words. */
  date(time: Date): string
  /** A year, and a month of it (1–12), as they head a list. */
  year(year: number): string
  month(year: number, month: number): string
  /** The day and the minute, with the name of the zone they are told in. */
  dateTime(time: Date): string
  /** Some seconds in the largest unit of which there are two or more. */
  duration(seconds: number): string
}

/** How a day is written: with the month's name, short, or as ISO 8601 has it. */
export const dateFormats = ['long', 'medium', 'iso'] as const
export type DateFormat = (typeof dateFormats)[number]

/** How a language writes times in a zone (an IANA name): the site's, so that a page is the same for everyone. */
export function times(language: string, timeZone: string, format: DateFormat = 'long'): Times {
  // Swedish is written as ISO 8601 writes: 2026-03-07 14:05.
  const [written, dateStyle] = format === 'iso' ? ['sv-SE', 'short' as const] : [language, format]
  const day = new Intl.DateTimeFormat(written, { dateStyle, timeZone })
  const minute = new Intl.DateTimeFormat(written, {
    dateStyle: format === 'iso' ? 'short' : 'medium',
    timeStyle: 'short',
    timeZone,
  })
  const months = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  // Apart: together with the styles Intl takes no name of a zone, and in the order of Chinese it would stand amid them.
  const zone = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' })
  const nameOf = (time: Date) =>
    zone.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  // A zone changes its name on a quarter of an hour. To look it up takes as long as all the rest of a time.
  const names = new Map<number, string>()
  const knownName = (time: Date) => {
    const quarter = Math.floor(time.getTime() / 900_000)
    const name = names.get(quarter) ?? nameOf(time)
    if (names.size >= mostNames) names.clear()
    names.set(quarter, name)
    return name
  }
  return {
    date: time => day.format(time),
    year: number => (['ja', 'zh-CN'].includes(language) ? `${number}年` : String(number)),
    month: (year, number) => months.format(new Date(Date.UTC(year, number - 1, 1))),
    dateTime: time => `${minute.format(time)} ${knownName(time)}`,
    duration: seconds => {
      const { unit, size } = durations.find(({ size }) => seconds >= 2 * size) ?? second
      const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const
      return new Intl.NumberFormat(language, options).format(seconds / size)
    },
  }
}

const second = { unit: 'second', size: 1 }
const durations = [
  { unit: 'day', size: 86_400 },
  { unit: 'hour', size: 3_600 },
  { unit: 'minute', size: 60 },
]

const mostNames = 10_000

/** What is made for a language once, when it is first needed: hundreds of texts count, and each formatter takes 6 kB. */
function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return language => {
    const known = made.get(language) ?? make(language)
    made.set(language, known)
    return known
  }
}

const pluralRules = perLanguage(language => new Intl.PluralRules(language))
const wholeNumbers = perLanguage(language => new Intl.NumberFormat(language))

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** A count in words: the language's form for the number, which stands where the form has `#`. */
export const plural = (language: string, forms: Forms) => (count: number) =>
  (forms[pluralRules(language).select(count)] ?? forms.other).replace(
    '#',
    wholeNumbers(language).format(count),
  )

/** A wait that is given in seconds: in those, or where it is longer than two minutes, in minutes. */
export const waits =
  (seconds: (count: number) => string, minutes: (count: number) => string) =>
  (wait: number): string =>
    wait > 120 ? minutes(Math.ceil(wait / 60)) : seconds(wait)

const listFormats = perLanguage(language => new Intl.ListFormat(language, { style: 'short', type: 'unit' }))

/** How a language writes several things after one another. */
export const lists = (language: string) => (words: readonly string[]) => listFormats(language).format(words)

/** How a language writes whole numbers. */
export const numbers = (language: string) => (number: number) => wholeNumbers(language).format(number)

const shares = perLanguage(
  language => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
)

/** How a language writes a share from 0 to 1: in per cent, with one decimal where it has one. */
export const percents = (language: string) => (share: number) => shares(language).format(share)

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

const sizes = perLanguage(language =>
  units.map(unit => new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 3 })),
)

/** How a language writes a size that is given in bytes: in kB or a larger unit (by thousands), three digits. */
export const bytes = (language: string) => (size: number) => {
  const step = Math.min(units.length, Math.max(1, Math.floor(Math.log10(size) / 3)))
  return sizes(language)[step - 1]?.format(size / 1000 ** step) ?? String(size)
}
