import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BackupRefused } from '../transfer/out/backup-file.ts'
import { type BackedUp, backUp, noteBackup, restore } from '../transfer/out/backup.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'

interface Input {
  path: string
  passphrase: string | null
}

/** Writes everything into one file, while the blog is served or while it is not. */
export const backupCommand: Command<Input> = {
  usage: 'backup FILE [--passphrase-file FILE]',
  summary: 'Write everything into one file, sealed if there is a passphrase, and read it back.',
  prepare: args => inputOf(args, 'backup FILE'),
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      const begun = performance.now()
      const written = await backUp(services.db, services.keys, input.path, input.passphrase)
      await noteBackup(services.db, written.rows)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      output.line(`${input.path}: ${countsOf(written)}, read back whole, in ${seconds} s`)
      output.line('It can be read with the key of this blog only: keep a copy of that elsewhere.')
    }),
}

/** Puts a backup into an empty database, on either engine. */
export const restoreCommand: Command<Input> = {
  usage: 'restore FILE [--passphrase-file FILE]',
  summary: 'Put a backup into an empty database, on either engine. The blog must come with the same key.',
  makesReady: true,
  prepare: args => inputOf(args, 'restore FILE'),
  run: (services, input, output) =>
    sayRefusals(output, input.path, async () => {
      const restored = await restore(services.db, services.keys, input.path, input.passphrase)
      output.line(`${input.path}: ${countsOf(restored)} restored`)
    }),
}

const countsOf = ({ tables, rows }: BackedUp) => `${rows} rows of ${tables} tables`

async function inputOf(args: string[], usage: string): Promise<Input> {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { 'passphrase-file': { type: 'string' } } })
  } catch (error) {
    throw notUnderstood(error)
  }
  const [path, ...others] = parsed.positionals
  if (path === undefined || others.length > 0)
    throw new UsageError(`Usage: ${usage} [--passphrase-file FILE]`)
  const file = parsed.values['passphrase-file']
  const passphrase = file === undefined ? null : await readFile(file, 'utf8').catch(() => undefined)
  if (passphrase === undefined) throw new UsageError(`The passphrase can’t be read from ${file}.`)
  if (passphrase?.trim() === '') throw new UsageError(`There is no passphrase in ${file}.`)
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
    output.problem(isOfFile && missing(path) ? `There is no ${missing(path)}.` : error.message)
    return 1
  }
}

function missing(path: string): string | null {
  if (!existsSync(dirname(path))) return `folder ${dirname(path)}`
  return existsSync(path) ? null : `file ${path}`
}
