import { createHash, randomBytes } from 'node:crypto'

/** A secret that is given to one person: 256 bits, which nobody guesses. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of it. It needs no salt: there is nothing to try out. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
