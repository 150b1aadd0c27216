/**
 * A value as a parameter of type `json`: bytes as Postgres reads them, and half of a character, which a text may end in
 * that something else has cut, as U+FFFD, which stands for it everywhere else too.
 */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
}

/** Bytes within it. */
export const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
