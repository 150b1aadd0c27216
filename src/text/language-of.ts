import { detectInThread } from './language-thread.ts'
import { proseIn } from './prose.ts'
import { scriptLanguage } from './script-language.ts'

/**
 * The language (BCP 47) that a text is written in, for hyphenation, typefaces and screen readers; empty where nothing is
 * certain enough. `reads` are the languages that its writer reads, the likeliest first. Addresses and code don't count.
 */
export async function languageOf(text: string, reads: readonly string[]): Promise<string> {
  const prose = proseIn(text.slice(0, mostLooked))
  const decided = scriptLanguage(prose, reads)
  if (decided !== null) return decided
  const letters = prose.match(/\p{L}/gu)?.length ?? 0
  return letters >= fewestLetters ? detectInThread(prose.slice(0, mostRead)) : ''
}

/** Below that a detector is wrong in one answer of six. */
const fewestLetters = 40
/** A text's beginning tells as much as all of it. In UTF-16 code units. */
const mostLooked = 20_000
/** The detector reads no more, in UTF-16 code units. */
const mostRead = 1_000
