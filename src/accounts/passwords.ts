import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { dictionary } from '@zxcvbn-ts/language-common'

/** Argon2id as OWASP's cheat sheet recommends it: 19 MiB, two passes, one lane. */
const memory = 19_456
const passes = 2
const parallelism = 1
const hashBytes = 32

export const minPasswordLength = 12
/** Nobody types more; hashing it would cost only time. */
export const maxPasswordLength = 200

/** Why a password can't be taken, in words that the interface translates. */
export type PasswordProblem = 'missing' | 'tooShort' | 'tooLong' | 'common'

const common = new Set(dictionary['passwords-common'].map(fold))

/** What is wrong with a password somebody wants to have; null when nothing is. `about` is what others know of them. */
export function passwordProblem(password: string, about: readonly string[]): PasswordProblem | null {
  if (password === '') return 'missing'
  if (password.length < minPasswordLength) return 'tooShort'
  if (password.length > maxPasswordLength) return 'tooLong'
  return isCommon(password, about) ? 'common' : null
}

/** Common are those on the list, also with digits and signs before or behind, one's own name, and a few characters again and again. */
function isCommon(password: string, about: readonly string[]): boolean {
  const folded = fold(password)
  const bare = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (common.has(folded) || (bare !== folded && common.has(bare))) return true
  if (new Set(folded).size < 5) return true
  return about.map(fold).some(word => word.length > 3 && (folded.includes(word) || word.includes(bare)))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

const hash = promisify(argon2)

/** A password's hash in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive(password, salt)
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Whether a password is the one of a hash. Takes as long for no hash at all, so that nobody learns who has an account. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, , , , salt = '', tag = ''] = (stored ?? nobodysHash).split('$')
  const expected = Buffer.from(tag, 'base64')
  const actual = await derive(password.slice(0, maxPasswordLength), Buffer.from(salt, 'base64'))
  return actual.length === expected.length && timingSafeEqual(actual, expected) && stored !== null
}

const nobodysHash = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(hashBytes))}`

function derive(password: string, salt: Buffer): Promise<Buffer> {
  // The same text may be typed in several ways; RFC 8265 compares them in this form.
  const message = Buffer.from(password.normalize('NFC'))
  return hash('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: hashBytes })
}

/** As the format has it: without the padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
