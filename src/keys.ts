import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, inDataDir } from './config.ts'

/** What a key derived from the site's secret is for. No two purposes share one. */
export type Purpose =
  | 'contact'
  | 'contact-hash'
  | 'cookie'
  | 'remember'
  | 'avatar'
  | 'submission'
  | 'database-role'
  | 'rate-limit'
  | 'device'
  | 'browser'
  | 'one-time-code'

export interface Keys {
  /** 32 bytes for one purpose (HKDF-SHA-256, RFC 5869). */
  derive(purpose: Purpose): Buffer
  /** A keyed hash (HMAC-SHA-256) of some parts, unambiguous where one part ends. */
  sign(purpose: Purpose, ...parts: (string | number)[]): Buffer
}

/** The current key first, then those retired by a rotation. */
export interface KeyRing {
  current: Keys
  previous: readonly Keys[]
}

/**
 * The site's keys: from SECRET_KEY, else from `secret-key` in the data folder, made there once (mode 600).
 * Losing the secret loses the readers' addresses, never their comments.
 */
export function loadKeys(config: Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>): KeyRing {
  const secret = config.secretKey ?? inDataDir(config.dataDir, () => secretInFolder(config.dataDir))
  return { current: keysOf(secret), previous: config.previousSecretKeys.map(keysOf) }
}

function keysOf(secret: string): Keys {
  const derived = new Map<Purpose, Buffer>()
  const derive = (purpose: Purpose) => {
    const known = derived.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', secret, 'afterword', purpose, 32))
    derived.set(purpose, key)
    return key
  }
  return {
    derive,
    sign: (purpose, ...parts) => createHmac('sha256', derive(purpose)).update(JSON.stringify(parts)).digest(),
  }
}

function secretInFolder(dataDir: string): string {
  const path = join(dataDir, 'secret-key')
  try {
    // `wx` makes two first starts agree: the second finds the first one's key.
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!isExisting(error)) throw error
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32) throw new Error(`${path} is too short to be a key. Restore it, or move it away.`)
  return secret
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
