import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BytesMissing } from '../media/folder.ts'
import { keySource } from '../secret-file.ts'
import type { Services } from '../http/context.ts'
import { BackupRefused } from '../transfer/out/backup-file.ts'
import { backUp, checkBackup, noteBackup, restore } from '../transfer/out/backup.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'
import { fileTrouble, isTaken } from './file-trouble.ts'

interface Input {
  path: string
  passphrase: string | null
}

interface BackupInput extends Input {
  /** Whether a file that is there may be written over. */
  force: boolean
}

/** Writes everything into one file, while the blog is served or while it is not. */
export const backupCommand: Command<BackupInput> = {
  usage: 'backup FILE [--passphrase-file FILE] [--force]',
  summary: ({ summaries }) => summaries.backup,
  async prepare(args, output) {
    const others = args.filter(word => word !== '--force')
    return { ...(await inputOf(others, output)), force: others.length < args.length }
  },
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      if (!input.force && (await isTaken(input.path, { asFolder: false })))
        throw new BackupRefused(() => output.texts.files.isThere(input.path))
      const begun = performance.now()
      const written = await backUp(placeOf(services), input.path, input.passphrase)
      const { files } = output.texts
      if (written.at === input.path) await noteBackup(services.db, written.rows)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      output.line(files.backedUp(written.at, written.rows, written.tables, seconds))
      output.line(files.keepKey)
      if (written.missing.length === 0) return 0
      output.problem(files.withoutBytes(written.missing.join(', ')))
      if (written.at !== input.path) output.problem(files.keptBeside(input.path, written.at))
      return 1
    }),
}

/** Puts a backup into an empty database, on either engine. */
export const restoreCommand: Command<Input> = {
  usage: 'restore FILE [--passphrase-file FILE]',
  summary: ({ summaries }) => summaries.restore,
  makesReady: true,
  prepare: inputOf,
  // A database that was made ready belongs to the key that was here: not for a file that does not fit.
  lookFirst: (config, { path, passphrase }, output) =>
    sayRefusals(output, path, async () => {
      await checkBackup(keySource(config).find(), path, passphrase)
      return 0
    }),
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      const restored = await restore(placeOf(services), input.path, input.passphrase)
      output.line(output.texts.files.restored(input.path, restored.rows, restored.tables))
      return 0
    }),
}

const placeOf = ({ db, keys, config }: Services) => ({ db, ring: keys, mediaDir: config.mediaDir })

async function inputOf(args: string[], { texts }: Output): Promise<Input> {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { 'passphrase-file': { type: 'string' } } })
  } catch (error) {
    throw notUnderstood(error, texts)
  }
  const [path, ...others] = parsed.positionals
  if (path === undefined || others.length > 0) throw new UsageError()
  const file = parsed.values['passphrase-file']
  const passphrase = file === undefined ? null : await readFile(file, 'utf8').catch(() => undefined)
  if (passphrase === undefined) throw new UsageError(texts.files.passphraseUnreadable(file ?? ''))
  if (passphrase?.trim() === '') throw new UsageError(texts.files.passphraseMissing(file ?? ''))
  return { path: resolve(path), passphrase: passphrase?.trim() ?? null }
}

/** What the host can put right is said in a sentence. */
async function sayRefusals(output: Output, path: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    const trouble = troubleOf(error, path, output)
    if (trouble === null) throw error
    output.problem(trouble)
    return 1
  }
}

function troubleOf(error: unknown, path: string, { texts }: Output): string | null {
  if (error instanceof BytesMissing) return texts.files.bytesAway
  return error instanceof BackupRefused ? error.inWords(texts.refusals) : fileTrouble(error, path, texts)
}
