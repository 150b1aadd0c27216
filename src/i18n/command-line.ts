import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { CliMessages } from './languages/en/cli.ts'
import type { RefusalMessages } from './languages/en/refusals.ts'
import type { MovingMessages } from './languages/en/moving.ts'

/** Every text of the command line, and its language (BCP 47). */
export type CommandTexts = CliMessages & RefusalMessages & { tag: string }

const folder = join(import.meta.dirname, 'languages')

/**
 * Returns the command line's texts in the shipped language that fits a locale (`de_AT.UTF-8`) or a language tag, English
 * for any other. Read from that language's files alone: a command is done sooner than all the others are read.
 */
export async function commandTexts(locale: string): Promise<CommandTexts> {
  const tag = shippedFor(locale, readdirSync(folder))
  const part: { default: CliMessages } = await import(partOf(tag, 'cli'))
  const refusals: { default: RefusalMessages } = await import(partOf(tag, 'refusals'))
  return { ...part.default, ...refusals.default, tag }
}

/** Returns why something of an import did not come in, and what it lost, as the page of imports says it, in the texts' language. */
export async function importReasons({ tag }: CommandTexts): Promise<Reasons> {
  const part: { default: MovingMessages } = await import(partOf(tag, 'moving'))
  return part.default.moving
}

type Reasons = Pick<
  MovingMessages['moving'],
  'reasons' | 'fileProblems' | 'losses' | 'fileNotes' | 'faults' | 'faultIn'
>

// The same file is .ts where it is written and .js where it is built.
const partOf = (tag: string, part: string) => join(folder, tag, `${part}${extname(import.meta.filename)}`)

/**
 * Returns the one of some languages that fits a locale's name as POSIX has it, `language_TERRITORY.codeset@modifier`:
 * one of the same language and script. English where there is none, and where the terminal reads no UTF-8.
 */
export function shippedFor(locale: string, shipped: readonly string[]): string {
  const [, name = '', codeset = 'UTF-8'] = /^([^.@]*)(?:\.([^@]*))?/.exec(locale) ?? []
  const wanted = scriptOf(name.replaceAll('_', '-'))
  if (wanted === null || !/^utf-?8$/i.test(codeset)) return 'en'
  return shipped.find(tag => scriptOf(tag) === wanted) ?? 'en'
}

/** The language and the script of a tag, such as `zh-Hans` for zh-SG; null for what is none, such as `C`. */
function scriptOf(tag: string): string | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    return `${language}-${script}`
  } catch {
    return null // Intl says "not well-formed" by throwing
  }
}
