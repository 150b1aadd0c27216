import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/** So many bytes more has what is sealed. */
export const sealBytes = NONCE + TAG

/** Encrypts a text under a key of 32 bytes (AES-256-GCM): nonce, tag, ciphertext. It opens only beside the same `context`. */
export const seal = (key: Buffer | KeyObject, text: string, context: Buffer): Buffer =>
  sealData(key, Buffer.from(text), context)

/** Decrypts what `seal` gave; null when it was made with another key, for another context, or by somebody else. */
export const unseal = (key: Buffer | KeyObject, sealed: Buffer, context: Buffer): string | null =>
  unsealData(key, sealed, context)?.toString('utf8') ?? null

/** The same as `seal`, of bytes. */
export function sealData(key: Buffer | KeyObject, data: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context)
  const sealed = Buffer.concat([cipher.update(data), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The same as `unseal`, of bytes. */
export function unsealData(key: Buffer | KeyObject, sealed: Buffer, context: Buffer): Buffer | null {
  if (sealed.length < NONCE + TAG) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAAD(context).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    return null // the tag does not fit
  }
}
