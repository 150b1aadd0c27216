import { styleText } from 'node:util'
import { type Config, ConfigError, environment, readConfig } from '../config.ts'
import { FolderInUse } from '../db/folder-lock.ts'
import { SchemaTooNew } from '../db/migrate.ts'
import { RoleRefused } from '../db/public-role.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { UsageError, type Output } from './command.ts'
import { commands, isCommandName } from './commands.ts'
import { runRemotely } from './control.ts'
import { serve } from './serve.ts'
import { openServices } from './services.ts'

const terminal: Output = {
  line: text => process.stdout.write(`${text}\n`),
  problem: text => process.stderr.write(`${styleText('red', text, { stream: process.stderr })}\n`),
}

/** Runs what was typed on the command line; gives the exit code. */
export async function run(argv: string[]): Promise<number> {
  const [name = 'serve', ...args] = argv
  // Whoever read along may leave, as `head` does: what was begun is still finished.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
  if (name === 'help' || name === '--help' || name === '-h') return showHelp()
  try {
    const config = readConfig(environment())
    if (name === 'serve') return await serve(config, terminal)
    if (name === 'migrate') return await migrateOnly(config)
    if (isCommandName(name)) return await runCommand(config, name, args)
    terminal.problem(`There is no command "${name}".`)
    showHelp()
    return 2
  } catch (error) {
    return explain(error)
  }
}

async function runCommand(config: Config, name: keyof typeof commands, args: string[]): Promise<number> {
  const command = commands[name]
  const input = await command.prepare(args, terminal)
  const elsewhere = await runRemotely(config, name, input, terminal)
  if (elsewhere !== null) return elsewhere

  const { services, close } = await openServices(config)
  try {
    return await command.run(services, input, terminal)
  } finally {
    await close()
  }
}

async function migrateOnly(config: Config): Promise<number> {
  const { close } = await openServices(config)
  await close()
  terminal.line('The database is up to date.')
  return 0
}

function showHelp(): number {
  const list = [
    { usage: 'serve', summary: 'Serve the blog (the default).' },
    { usage: 'migrate', summary: 'Bring the database up to date and stop.' },
    ...Object.values(commands),
  ]
  terminal.line('Usage: npm run afterword -- COMMAND\n')
  for (const { usage, summary } of list) terminal.line(`  ${usage}\n      ${summary}`)
  return 0
}

/** What the host can put right is said in a sentence; anything else is a defect, and shows where it was. */
function explain(error: unknown): number {
  const expected = [ConfigError, FolderInUse, SchemaTooNew, RoleRefused]
  if (error instanceof UsageError) {
    terminal.problem(error.message)
    return 2
  }
  if (error instanceof Error && expected.some(kind => error instanceof kind)) terminal.problem(error.message)
  else if (isPortTaken(error))
    terminal.problem(`${error.message}. Another program listens there; set PORT to another one.`)
  else if (isRefusedByPostgres(error)) terminal.problem(`Postgres refuses DATABASE_URL: ${error.message}.`)
  else if (isUnavailable(error))
    terminal.problem('The database can’t be reached. Is it running, and is DATABASE_URL right?')
  else throw error
  return 1
}

function isPortTaken(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EADDRINUSE' || error.code === 'EACCES') &&
    'syscall' in error &&
    error.syscall === 'listen'
  )
}

/** A wrong user or password (class 28), or no such database. */
function isRefusedByPostgres(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    (error.code === '3D000' || /^28\w{3}$/.test(error.code))
  )
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
