import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { normalized } from '../text/marks.ts'

/** Argon2id as OWASP's cheat sheet recommends it: 19 MiB, two passes, one lane. */
const recommended: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
/** The dearest that a stored hash may ask for: a row that somebody changed must not cost memory without end. */
const dearest: Cost = { memory: 262_144, passes: 10, parallelism: 8 }
const saltBytes = 16
const hashBytes = 32

/** What a hash costs: memory in KiB. */
interface Cost {
  memory: number
  passes: number
  parallelism: number
}

export const minPasswordLength = 12
/** Nobody types more; hashing it would cost only time. */
export const maxPasswordLength = 200

/** Why a password can't be taken, in words that the interface translates. */
export type PasswordProblem = 'missing' | 'tooShort' | 'tooLong' | 'common'

/** What is wrong with a password somebody wants to have; null when nothing is. `about` is what others know of them. */
export async function passwordProblem(
  password: string,
  about: readonly string[],
): Promise<PasswordProblem | null> {
  if (password === '') return 'missing'
  if (password.length < minPasswordLength) return 'tooShort'
  if (password.length > maxPasswordLength) return 'tooLong'
  return (await isCommon(password, about)) ? 'common' : null
}

/** Common are those on the list, also with digits and signs before or behind, one's own name, and a few characters again and again. */
async function isCommon(password: string, about: readonly string[]): Promise<boolean> {
  common ??= readCommon()
  const known = await common
  const folded = fold(password)
  const bare = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (known.has(folded) || (bare !== folded && known.has(bare))) return true
  if (new Set(folded).size < 5) return true
  return about.map(fold).some(word => word.length > 3 && (folded.includes(word) || word.includes(bare)))
}

let common: Promise<Set<string>> | null = null

/** Thirty thousand words, which are unpacked when somebody chooses a password. */
async function readCommon(): Promise<Set<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].map(fold))
}

function fold(text: string): string {
  return normalized(text, 'NFKC').toLowerCase()
}

const hash = promisify(argon2)

/** A password's hash in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return write(recommended, salt, await derive(password, recommended, salt, hashBytes))
}

/**
 * Whether a password is the one of a hash, at the cost that the hash names. Takes as long for no hash at all, so that
 * nobody learns who has an account. A hash that can't be read, or is dearer than any of ours was, opens to nobody.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const known = stored === null ? null : read(stored)
  const { cost, salt, tag } = known ?? nobodys
  const actual = await derive(password.slice(0, maxPasswordLength), cost, salt, tag.length)
  return timingSafeEqual(actual, tag) && known !== null
}

/** Whether a hash was made at another cost than a new one is. */
export function isDated(stored: string): boolean {
  const known = read(stored)
  return (
    known === null || write(known.cost, known.salt, known.tag) !== write(recommended, known.salt, known.tag)
  )
}

interface Hash {
  cost: Cost
  salt: Buffer
  tag: Buffer
}

const nobodys: Hash = { cost: recommended, salt: Buffer.alloc(saltBytes), tag: Buffer.alloc(hashBytes) }

function write({ memory, passes, parallelism }: Cost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

const format =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

function read(stored: string): Hash | null {
  const [, memory, passes, parallelism, salt = '', tag = ''] = stored.match(format) ?? []
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const isBearable =
    cost.memory >= 8 * cost.parallelism && // RFC 9106, 3.1
    cost.memory <= dearest.memory &&
    cost.passes <= dearest.passes &&
    cost.parallelism <= dearest.parallelism
  return isBearable ? { cost, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') } : null
}

function derive(password: string, cost: Cost, salt: Buffer, tagLength: number): Promise<Buffer> {
  // The same text may be typed in several ways; RFC 8265 compares them in this form.
  const message = Buffer.from(normalized(password))
  return hash('argon2id', { message, nonce: salt, tagLength, ...cost })
}

/** As the format has it: without the padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
