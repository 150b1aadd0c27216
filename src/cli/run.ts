import { styleText } from 'node:util'
import { type Config, ConfigError, environment, readConfig } from '../config.ts'
import { FolderInUse } from '../db/folder-lock.ts'
import { SchemaTooNew } from '../db/migrate.ts'
import { RoleRefused } from '../db/public-role.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { type Command, UsageError, type Output } from './command.ts'
import { commands, isCommandName } from './commands.ts'
import { runRemotely, SocketRefused } from './control.ts'
import { CannotListen, serve } from './serve.ts'
import { openServices } from './services.ts'

const terminal: Output = {
  line: text => process.stdout.write(`${text}\n`),
  problem: text => process.stderr.write(`${styleText('red', text, { stream: process.stderr })}\n`),
}

type Described = Pick<Command, 'usage' | 'summary'>

/** What runs in this process alone, without arguments. */
const ownCommands = {
  serve: { usage: 'serve', summary: 'Serve the blog (the default).' },
  migrate: { usage: 'migrate', summary: 'Bring the database up to date and stop.' },
}

/** Runs what was typed on the command line; gives the exit code. */
export async function run(argv: string[]): Promise<number> {
  const [name = 'serve', ...args] = argv
  // Whoever read along may leave, as `head` does: what was begun is still finished.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
  if (asksForHelp(name) || name === 'help') return showHelp()
  if (!isOwnName(name) && !isCommandName(name)) {
    terminal.problem(`There is no command "${name}".`)
    showHelp()
    return 2
  }
  const command: Described = isOwnName(name) ? ownCommands[name] : commands[name]
  if (args.some(asksForHelp)) return showUsage(command)
  try {
    if (isOwnName(name) && args.length > 0) throw new UsageError(`${name} takes no arguments.`)
    const config = readConfig(environment())
    if (name === 'serve') return await serve(config, terminal)
    if (name === 'migrate') return await migrateOnly(config)
    return await runCommand(config, name, args)
  } catch (error) {
    if (!(error instanceof UsageError)) return explain(error)
    terminal.problem(error.message)
    if (!error.message.startsWith('Usage:')) terminal.problem(`Usage: ${command.usage}`)
    return 2
  }
}

const isOwnName = (name: string): name is keyof typeof ownCommands => Object.hasOwn(ownCommands, name)

const asksForHelp = (word: string) => word === '--help' || word === '-h'

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
  terminal.line('Usage: npm run afterword -- COMMAND\n')
  for (const { usage, summary } of Object.values<Described>({ ...ownCommands, ...commands }))
    terminal.line(`  ${usage}\n      ${summary}`)
  return 0
}

function showUsage({ usage, summary }: Described): number {
  terminal.line(`Usage: npm run afterword -- ${usage}\n\n${summary}`)
  return 0
}

/** What the host can put right is said in a sentence; anything else is a defect, and shows where it was. */
function explain(error: unknown): number {
  const expected = [ConfigError, FolderInUse, SocketRefused, CannotListen, SchemaTooNew, RoleRefused]
  if (error instanceof Error && expected.some(kind => error instanceof kind)) terminal.problem(error.message)
  else if (isRefusedByPostgres(error)) terminal.problem(`Postgres refuses DATABASE_URL: ${error.message}.`)
  else if (isUnavailable(error))
    terminal.problem('The database can’t be reached. Is it running, and is DATABASE_URL right?')
  else throw error
  return 1
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
