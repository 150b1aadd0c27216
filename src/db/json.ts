/**
 * A value as a parameter of type `json`: bytes as Postgres reads them, and half of a character, which a text may end in
 * that something else has cut, as U+FFFD, which stands for it everywhere else too.
 */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Half of a character is written as its number, and hardly ever there; to look at each text takes ten times as long.
  return /\\ud[89a-f]/.test(json) ? JSON.stringify(value, wellFormed) : json
}

const wellFormed = (_: string, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part)

/** Bytes within it. */
export const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
