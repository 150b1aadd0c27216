import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { normalized } from '../../text/marks.ts'
import { Refusal } from '../../refusal.ts'

/** A backup can't be read: in a sentence, why. */
export class BackupRefused extends Refusal {
  override name = 'BackupRefused'
}

const mark = 'AFTERWORD BACKUP 1\n'

/** Whether a file that begins so is a backup. */
export const isBackup = (head: string): boolean => head.startsWith(mark)

const [zip, unzip] = [promisify(gzip), promisify(gunzip)]
const frameCharacters = 1_000_000

/** Writes lines into a file of frames: compressed, and sealed if there is a passphrase. */
export interface BackupWriter {
  line(text: string): Promise<void>
  /** The last frame, without which a file was cut off. */
  end(): Promise<void>
}

/**
 * Makes a file for this user alone. A frame is its length (4 bytes), then gzip of lines; with a passphrase AES-256-GCM
 * of that under a key from scrypt (N 2^15), with the number of the frame and whether it is the last one beside it.
 */
export async function writeBackup(
  path: string,
  passphrase: string | null,
): Promise<BackupWriter & { close(): Promise<void> }> {
  const file = await open(path, 'wx', 0o600)
  const salt = randomBytes(16)
  const key = passphrase === null ? null : keyOf(passphrase, salt)
  await file.write(`${mark}${key === null ? 'open' : `sealed ${salt.toString('hex')}`}\n`)
  const digest = createHash('sha256')
  let held = ''
  let number = 0
  const flush = async (isLast: boolean) => {
    digest.update(held)
    const text = isLast ? `${held}${digest.digest('hex')}\n` : held
    const frame = key === null ? await zip(text) : sealFrame(key, await zip(text), contextOf(number, isLast))
    const head = Buffer.alloc(5)
    head.writeUInt32BE(frame.length)
    head.writeUInt8(isLast ? 1 : 0, 4)
    await file.writev([head, frame])
    held = ''
    number++
  }
  return {
    async line(text) {
      held += `${text}\n`
      if (held.length > frameCharacters) await flush(false)
    },
    async end() {
      await flush(true)
      await file.sync()
    },
    close: () => file.close(),
  }
}

/** The lines of a backup. Throws BackupRefused where it is none, is cut off, was changed, or needs a passphrase. */
export async function* readBackup(path: string, passphrase: string | null): AsyncGenerator<string> {
  const file = await open(path, 'r')
  try {
    const start = (await file.read(Buffer.alloc(80), 0, 80, 0)).buffer.toString('latin1')
    const [, salt, ending] = /^AFTERWORD BACKUP 1\n(?:open|sealed ([\da-f]{32}))(\n)/.exec(start) ?? []
    if (ending === undefined) throw new BackupRefused(says => says.backup.none)
    if (salt !== undefined && passphrase === null) throw new BackupRefused(says => says.backup.sealed)
    const key = salt === undefined || passphrase === null ? null : keyOf(passphrase, Buffer.from(salt, 'hex'))
    const digest = createHash('sha256')
    let at = start.indexOf('\n', mark.length) + 1
    for (let number = 0; ; number++) {
      const head = Buffer.alloc(5)
      if ((await file.read(head, 0, 5, at)).bytesRead < 5) throw cutOff()
      const frame = Buffer.alloc(head.readUInt32BE())
      if ((await file.read(frame, 0, frame.length, at + 5)).bytesRead < frame.length) throw cutOff()
      at += 5 + frame.length
      const isLast = head.readUInt8(4) === 1
      const zipped = key === null ? frame : openFrame(key, frame, contextOf(number, isLast))
      const text = await unzip(zipped).then(String, () => Promise.reject(damaged()))
      const sum = isLast ? text.slice(-65, -1) : ''
      const lines = isLast ? text.slice(0, -65) : text
      digest.update(lines)
      if (isLast && digest.digest('hex') !== sum) throw damaged()
      for (const line of lines.split('\n')) if (line !== '') yield line
      if (isLast) return
    }
  } finally {
    await file.close()
  }
}

const cutOff = () => new BackupRefused(says => says.backup.cutOff)
const damaged = () => new BackupRefused(says => says.backup.damaged)

const keyOf = (passphrase: string, salt: Buffer) =>
  scryptSync(normalized(passphrase), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })

const contextOf = (number: number, isLast: boolean) => Buffer.from(`${number} ${isLast ? 'last' : 'more'}`)

function sealFrame(key: Buffer, bytes: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

function openFrame(key: Buffer, frame: Buffer, context: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(context).setAuthTag(frame.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(frame.subarray(28)), decipher.final()])
  } catch {
    throw new BackupRefused(says => says.backup.passphrase)
  }
}
