import english, { type RefusalMessages } from './i18n/languages/en/refusals.ts'

/** Why something is refused and what to do about it, in the sentences of a language. */
export type Sentence = (says: RefusalMessages['refusals']) => string

/**
 * What stops a start or a command, and the host can put right. It holds which sentence says so, and what stands in it:
 * whoever shows it does so in the language of the terminal. Its message, for a log, is English.
 */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly inWords: Sentence

  constructor(inWords: Sentence) {
    super(inWords(english.refusals))
    this.inWords = inWords
  }
}
