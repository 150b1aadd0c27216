/** How a language writes dates: both take the time and give it in UTC, so that a cached page is right for everyone. */
export function dates(language: string) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  return { date: (time: Date) => day.format(time), dateTime: (time: Date) => minute.format(time) }
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** A count in words: the language's form for the number, which stands where the form has `#`. */
export function plural(language: string, forms: Forms) {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count: number) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}

/** How a language writes whole numbers. */
export function numbers(language: string) {
  const format = new Intl.NumberFormat(language)
  return (number: number) => format.format(number)
}
