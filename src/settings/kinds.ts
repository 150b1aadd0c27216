/** What a setting may hold: how it is typed, and told from what it may not hold. */
export interface Kind<T> {
  /** What a form asks for it with. */
  control: 'line' | 'number' | 'switch' | 'choice' | 'suggestion' | 'list' | 'text' | 'picture' | 'colour'
  /** What can be chosen; empty where anything can be typed. */
  options: readonly string[]
  /** The value that a typed text means, or what is wrong with it. */
  parse(text: string): { value: T } | { problem: Problem }
  /** Whether something stored is a value: a row may be older than the bounds, or written by hand. */
  holds(stored: unknown): stored is T
}

/** Why a text is no value of a setting, for whoever words it. */
export type Problem =
  | { is: 'number' | 'line' | 'text'; min: number; max: number }
  | { is: 'choice' | 'timeZone' | 'picture' | 'colour' }
  /** A line of a list. */
  | { is: ListProblem; line: string }

type ListProblem = 'word' | 'network' | 'zone' | 'entry'

/** One line of a number of characters (UTF-16 units, as a form counts them). */
export function line(min: number, max: number): Kind<string> {
  const holds = (stored: unknown): stored is string =>
    typeof stored === 'string' &&
    stored.length >= min &&
    stored.length <= max &&
    !/[\r\n\0]/.test(stored) &&
    stored.isWellFormed()
  return {
    control: 'line',
    options: [],
    parse: text => (holds(text) ? { value: text } : { problem: { is: 'line', min, max } }),
    holds,
  }
}

/** A whole number within bounds, both included. */
export function whole(min: number, max: number): Kind<number> {
  const holds = (stored: unknown): stored is number =>
    typeof stored === 'number' && Number.isInteger(stored) && stored >= min && stored <= max
  return {
    control: 'number',
    options: [],
    parse(text) {
      const value = /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN
      return holds(value) ? { value } : { problem: { is: 'number', min, max } }
    },
    holds,
  }
}

/** On or off. */
export const onOff: Kind<boolean> = {
  control: 'switch',
  options: ['on', 'off'],
  parse: text => (text === 'on' || text === 'off' ? { value: text === 'on' } : { problem: { is: 'choice' } }),
  holds: stored => typeof stored === 'boolean',
}

/** One of a few words. */
export const oneOf = <const C extends string>(options: readonly C[]): Kind<C> => named(options, 'choice')

/** One of names that are too many to look through: typed, with suggestions, whatever their case. */
export const timeZoneOf = (names: readonly string[]): Kind<string> => named(names, 'timeZone')

function named<C extends string>(options: readonly C[], is: 'choice' | 'timeZone'): Kind<C> {
  const find = (stored: unknown) => options.find(option => option === stored)
  return {
    control: is === 'choice' ? 'choice' : 'suggestion',
    options,
    parse(text) {
      const isTyped = (option: C) => is === 'timeZone' && option.toLowerCase() === text.toLowerCase()
      const value = find(text) ?? options.find(isTyped)
      return value === undefined ? { problem: { is } } : { value }
    },
    holds: (stored): stored is C => find(stored) !== undefined,
  }
}

const maxLines = 2_000

/**
 * Lines of a text, at most `most`, each of which `read` makes what is kept of it, or says what is wrong. Empty ones and those said
 * twice are left out. What is stored is taken as it is: a list is not lost for one line that is read otherwise today.
 */
export function lines(
  read: (line: string) => { value: string } | { is: ListProblem },
  most = maxLines,
): Kind<readonly string[]> {
  const holds = (stored: unknown): stored is readonly string[] =>
    Array.isArray(stored) && stored.length <= most && stored.every(each => typeof each === 'string')
  return {
    control: 'list',
    options: [],
    parse(text) {
      const found = new Set<string>()
      for (const typed of text.split(/\r\n?|\n/)) {
        const line = typed.trim().replace(/\s+/g, ' ')
        if (line === '') continue
        const kept = read(line)
        if ('is' in kept) return { problem: { is: kept.is, line } }
        if (found.size === most) return { problem: { is: 'word', line } }
        found.add(kept.value)
      }
      return { value: [...found] }
    },
    holds,
  }
}

/** A value of a setting as a person types it. */
export function written(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n')
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value)
}
