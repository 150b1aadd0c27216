import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, ConfigError } from './config.ts'
import { inDataDir } from './data-folder.ts'
import { type KeyRing, keyRing } from './keys.ts'

/** Where a site's keys come from. */
export interface KeySource {
  /** The keys that are here already; null when there are none. Throws ConfigError for a file that holds no key. */
  find(): KeyRing | null
  /** Makes a key, in the data folder; returns the one that is there where somebody was quicker. */
  make(): KeyRing
  /** The variable or the file in which a key is, or would be. */
  place: string
}

type KeyConfig = Pick<Config, 'secretKey' | 'previousSecretKeys' | 'dataDir'>

/** The site's keys: from SECRET_KEY, else from `secret-key` in the data folder. */
export function keySource({ secretKey, previousSecretKeys, dataDir }: KeyConfig): KeySource {
  const path = join(dataDir, 'secret-key')
  const ringOf = (secret: string) => keyRing(secret, previousSecretKeys)
  if (secretKey !== null)
    return { find: () => ringOf(secretKey), make: () => ringOf(secretKey), place: 'SECRET_KEY' }
  return {
    find() {
      const secret = readSecret(path)
      return secret === null ? null : ringOf(secret)
    },
    make: () =>
      ringOf(
        inDataDir(dataDir, () => {
          writeSecret(path)
          return readSecret(path) ?? ''
        }),
      ),
    place: path,
  }
}

function readSecret(path: string): string | null {
  let secret
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (isCode(error, 'ENOENT', 'ENOTDIR')) return null
    throw new ConfigError(says => says.key.unreadable(error instanceof Error ? error.message : path))
  }
  if (secret.length >= 32) return secret
  throw new ConfigError(({ key }) => (secret === '' ? key.empty : key.tooShort)(path))
}

/** Writes a new key, whole or not at all, and never over another: two first starts at once agree on one. */
function writeSecret(path: string): void {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(unfinished, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(32).toString('base64url')}\n`)
    fsyncSync(file)
    linkSync(unfinished, path)
    syncFolder(dirname(path))
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    closeSync(file)
    unlinkSync(unfinished)
  }
}

/** The name too is on the disk. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.some(code => code === error.code)
