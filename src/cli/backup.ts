import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandTexts } from '../i18n/command-line.ts'
import { BackupRefused } from '../transfer/out/backup-file.ts'
import { backUp, noteBackup, restore } from '../transfer/out/backup.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'

interface Input {
  path: string
  passphrase: string | null
}

/** Writes everything into one file, while the blog is served or while it is not. */
export const backupCommand: Command<Input> = {
  usage: 'backup FILE [--passphrase-file FILE]',
  summary: ({ summaries }) => summaries.backup,
  prepare: inputOf,
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      const begun = performance.now()
      const written = await backUp(services.db, services.keys, input.path, input.passphrase)
      await noteBackup(services.db, written.rows)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      output.line(output.texts.files.backedUp(input.path, written.rows, written.tables, seconds))
      output.line(output.texts.files.keepKey)
    }),
}

/** Puts a backup into an empty database, on either engine. */
export const restoreCommand: Command<Input> = {
  usage: 'restore FILE [--passphrase-file FILE]',
  summary: ({ summaries }) => summaries.restore,
  makesReady: true,
  prepare: inputOf,
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      const restored = await restore(services.db, services.keys, input.path, input.passphrase)
      output.line(output.texts.files.restored(input.path, restored.rows, restored.tables))
    }),
}

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
async function sayRefusals(output: Output, path: string, work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return 0
  } catch (error) {
    const isOfFile = error instanceof Error && 'syscall' in error && 'path' in error
    if (!(error instanceof BackupRefused) && !isOfFile) throw error
    output.problem((isOfFile && missing(path, output.texts.files)) || error.message)
    return 1
  }
}

function missing(path: string, says: CommandTexts['files']): string | null {
  if (!existsSync(dirname(path))) return says.noFolder(dirname(path))
  return existsSync(path) ? null : says.noFile(path)
}
