import type { PasswordProblem } from '../../src/accounts/passwords.ts'
import type { Messages } from '../../src/i18n/messages.ts'

/** What is wrong with a password somebody wants to have, in words; null for nothing. */
export function passwordError(
  t: Messages,
  problem: PasswordProblem | undefined,
  { least, most }: { least: number; most: number },
): string | null {
  const words = t.signIn.errors.password
  switch (problem) {
    case undefined:
      return null
    case 'tooShort':
      return words.tooShort(least)
    case 'tooLong':
      return words.tooLong(most)
    default:
      return words[problem]
  }
}
