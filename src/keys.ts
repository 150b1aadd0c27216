import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** What a key derived from the site's secret is for. No two purposes share one. */
export type Purpose =
  | 'contact'
  | 'contact-hash'
  | 'upload'
  | 'cookie'
  | 'remember'
  | 'avatar'
  | 'submission'
  | 'database-role'
  | 'rate-limit'
  | 'device'
  | 'browser'
  | 'one-time-code'
  | 'search'
  | 'fingerprint'
  | 'proof-of-work'
  | 'service-key'

export interface Keys {
  /** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869). */
  derive(purpose: Purpose): Buffer
  /** The same as Node's own, made once: given bytes, each cipher and each hash makes one of them first. */
  secret(purpose: Purpose): KeyObject
  /** A keyed hash (HMAC-SHA-256) of some parts, unambiguous where one part ends. */
  sign(purpose: Purpose, ...parts: (string | number)[]): Buffer
}

/** The current key first, then those retired by a rotation. */
export interface KeyRing {
  current: Keys
  previous: readonly Keys[]
}

/** The rings of one secret and of those that it replaced. */
export const keyRing = (secret: string, previous: readonly string[]): KeyRing => ({
  current: keysOf(secret),
  previous: previous.map(keysOf),
})

/** What a database knows its key by: a keyed hash of a constant, of which the key can't be told. */
export const fingerprintOf = (keys: Keys): Buffer => keys.sign('fingerprint', 'the key of this site')

function keysOf(secret: string): Keys {
  const derived = new Map<Purpose, Buffer>()
  const derive = (purpose: Purpose) => {
    const known = derived.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', secret, 'afterword', purpose, 32))
    derived.set(purpose, key)
    return key
  }
  const secrets = new Map<Purpose, KeyObject>()
  const secretOf = (purpose: Purpose) => {
    const known = secrets.get(purpose)
    if (known) return known
    const secret = createSecretKey(derive(purpose))
    secrets.set(purpose, secret)
    return secret
  }
  return {
    derive,
    secret: secretOf,
    sign: (purpose, ...parts) =>
      createHmac('sha256', secretOf(purpose)).update(JSON.stringify(parts)).digest(),
  }
}
