const rightToLeft = new Set('Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '))

/** The direction in which a language (BCP 47) is written, for `dir`; `auto` for a text whose language nobody knows. */
export function directionOf(language: string): Direction {
  const known = directions.get(language)
  if (known) return known
  const direction = findDirection(language)
  if (directions.size >= mostDirections) directions.clear()
  directions.set(language, direction)
  return direction
}

type Direction = 'ltr' | 'rtl' | 'auto'

// A page asks for the same few of them dozens of times.
const directions = new Map<string, Direction>()
const mostDirections = 1_000

function findDirection(language: string): Direction {
  if (language === '') return 'auto'
  try {
    return rightToLeft.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    return 'auto' // Intl says "no language tag" by throwing
  }
}

/** The direction of a language where what is around it has another, for `dir`; undefined where it is the same. */
export function directionWithin(language: string, around: string): Direction | undefined {
  const direction = directionOf(language)
  return direction === directionOf(around) ? undefined : direction
}

/** Whether a text has letters that are written from right to left. */
export const hasRightToLeft = (text: string): boolean =>
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Hanifi_Rohingya}\p{sc=Mandaic}]/u.test(
    text,
  )

/**
 * A name for a sentence that is no HTML, such as a page's title: one with letters from right to left is isolated (UAX #9),
 * so that it does not turn what is beside it round.
 */
export const isolated = (name: string): string => (hasRightToLeft(name) ? `\u2068${name}\u2069` : name)
