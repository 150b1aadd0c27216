import { inspect } from 'node:util'
import { domainToASCII } from 'node:url'
import type { Keys } from '../keys.ts'

const maxLength = 254

/** What `<input type="email">` accepts (WHATWG HTML, 4.10.5.1.5), so that browser and server agree. */
const valid =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

/** The last label of a host is no number (RFC 3696, 2): `react@18` is a version, as is `pkg@1.2.3`. */
const hasName = /(?:^|\.)[a-zA-Z][^.]*$/

let open: (email: Email) => string
let hashed: (email: Email, keys: Keys) => Buffer

/**
 * A reader's address. Printed, logged, concatenated or put into JSON it shows `[email]`;
 * only `openEmail`, and so only this folder, gets at the address itself.
 */
export class Email {
  readonly #address: string
  /** Of one comment it is asked for four times. */
  #hashed: { keys: Keys; hash: Buffer } | null = null

  static {
    open = email => email.#address
    hashed = (email, keys) => {
      if (email.#hashed?.keys !== keys)
        email.#hashed = { keys, hash: keys.sign('contact-hash', foldEmail(email)) }
      return email.#hashed.hash
    }
  }

  private constructor(address: string) {
    this.#address = address
  }

  /** Takes what was typed; null when it is no address (an international domain counts in its ASCII form). */
  static parse(text: string): Email | null {
    // The ASCII form of a domain is no shorter, and takes time that grows with the square.
    if (text.length > maxLength) return null
    const at = text.lastIndexOf('@')
    const domain = domainToASCII(text.slice(at + 1))
    const address = `${text.slice(0, at)}@${domain}`
    const isValid = at > 0 && address.length <= maxLength && valid.test(address) && hasName.test(domain)
    return isValid ? new Email(address) : null
  }

  toString(): string {
    return '[email]'
  }

  toJSON(): string {
    return '[email]'
  }

  [inspect.custom](): string {
    return '[email]'
  }
}

/** The address as it was typed. */
export const openEmail = (email: Email): string => open(email)

/** The two sides of an address: what a password must not be made of. */
export const partsOf = (email: Email): string[] => open(email).split('@')

/** The address as it is compared: nobody has two mailboxes that differ in case alone. */
export const foldEmail = (email: Email): string => open(email).toLowerCase()

/** What stands for an address where two are compared: a keyed hash of its folded form. */
export const hashEmail = (keys: Keys, email: Email): Buffer => hashed(email, keys)

/** What stands for a person where two are compared: a keyed hash of the address, else of the name. */
export function whoWrites(keys: Keys, email: Email | null, name: string): string {
  const who = email === null ? keys.sign('contact-hash', 'name', name.toLowerCase()) : hashEmail(keys, email)
  return who.toString('base64url')
}
