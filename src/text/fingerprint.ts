import { createHash } from 'node:crypto'

/** A text as 32 hex digits, by which somebody can say which text they saw without sending it back. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32)
