import { type Config, environment, readConfig } from '../config.ts'
import { closeToOthers } from '../data-folder.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { type Command, type Output, UsageError } from './command.ts'
import { commands, isCommandName } from './commands.ts'
import { runRemotely } from './control.ts'
import { explain } from './explain.ts'
import { keepHeapClose } from './heap.ts'
import { openTerminal } from './terminal.ts'

type Described = Pick<Command, 'usage' | 'summary'>

/** What runs in this process alone, without arguments. */
const ownCommands = {
  serve: { usage: 'serve', summary: ({ summaries }: CommandTexts) => summaries.serve },
  migrate: { usage: 'migrate [--new-key]', summary: ({ summaries }: CommandTexts) => summaries.migrate },
}

/** Runs what was typed on the command line; returns the exit code. */
export async function run(argv: string[]): Promise<number> {
  const [name = 'serve', ...args] = argv
  // Whoever read along may leave, as `head` does: what was begun is still finished.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe)
  const terminal = await openTerminal()
  const { texts } = terminal
  if (asksForHelp(name) || name === 'help') return await showHelp(terminal)
  if (!isOwnName(name) && !isCommandName(name)) {
    terminal.problem(texts.noSuchCommand(name))
    await showHelp(terminal)
    return 2
  }
  const command: Described = isOwnName(name) ? ownCommands[name] : await commands[name]()
  if (args.some(asksForHelp)) return showUsage(command, terminal)
  try {
    const isNewKey = name === 'migrate' && args.join() === '--new-key'
    if (isOwnName(name) && args.length > 0 && !isNewKey)
      throw new UsageError(texts.doesNotTake(name, args.join(' ')))
    // What is made here is for this user alone.
    process.umask(0o077)
    const config = readConfig(environment())
    if (!isOwnName(name)) return await runCommand(config, name, args, terminal)
    tellWhatWasOpen(config, terminal)
    return name === 'serve'
      ? await serveHere(config, terminal)
      : await migrateOnly(config, isNewKey, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) return explain(error, terminal)
    if (error.message !== '') terminal.problem(error.message)
    terminal.problem(texts.usage(command.usage))
    return 2
  }
}

const isOwnName = (name: string): name is keyof typeof ownCommands => Object.hasOwn(ownCommands, name)

const asksForHelp = (word: string) => word === '--help' || word === '-h'

async function runCommand(
  config: Config,
  name: keyof typeof commands,
  args: string[],
  terminal: Output,
): Promise<number> {
  const command = await commands[name]()
  const input = await command.prepare(args, terminal)
  const elsewhere = await runRemotely(config, name, input, terminal)
  if (elsewhere !== null) return elsewhere
  const refused = (await command.lookFirst?.(config, input, terminal)) ?? 0
  if (refused !== 0) return refused

  const { openServices } = await import('./services.ts')
  const settled = tellIfNothingAnswers(terminal)
  try {
    const { services, close } = await openServices(config, command.makesReady === true ? 'prepare' : 'use')
    const stop = new AbortController()
    const end = () => stop.abort()
    // Once: who asks again means now.
    if (command.stopsItself === true) process.once('SIGINT', end)
    try {
      return await command.run(services, input, { ...terminal, signal: stop.signal })
    } finally {
      process.off('SIGINT', end)
      await close()
    }
  } finally {
    settled()
  }
}

/**
 * Node leaves without a word once nothing is left that could answer what is waited for, as when a database inside of the
 * process broke. To be called off once all is answered.
 */
function tellIfNothingAnswers({ problem, texts }: Output): () => void {
  const tell = () => {
    problem(texts.stops.neverAnswered)
    process.exitCode = 1
  }
  process.once('exit', tell)
  return () => void process.off('exit', tell)
}

/** What others may do with the data they may no longer, and the host is told. */
function tellWhatWasOpen(config: Config, { problem, texts }: Output): void {
  const path = closeToOthers(config)
  if (path !== null) problem(texts.starts.wasOpen(path))
}

async function serveHere(config: Config, terminal: Output): Promise<number> {
  keepHeapClose()
  await (await import('../media/temporary.ts')).sweepFolders()
  if (config.database.kind === 'postgres' && config.webWorkers > 1)
    return (await import('./serve-many.ts')).serveMany(config, terminal)
  const { serve } = await import('./serve.ts')
  return serve(config, terminal)
}

async function migrateOnly(config: Config, isNewKey: boolean, terminal: Output): Promise<number> {
  const { openServices } = await import('./services.ts')
  const { close } = await openServices(config, 'prepare', { isNewKey })
  await close()
  terminal.line(terminal.texts.starts.upToDate)
  return 0
}

async function showHelp({ line, texts }: Output): Promise<number> {
  line(`${texts.usage('npm run afterword -- COMMAND')}\n`)
  const others = await Promise.all(Object.values(commands).map(load => load()))
  for (const { usage, summary } of [...Object.values<Described>(ownCommands), ...others])
    line(`  ${usage}\n      ${summary(texts)}`)
  return 0
}

function showUsage({ usage, summary }: Described, { line, texts }: Output): number {
  line(`${texts.usage(`npm run afterword -- ${usage}`)}\n\n${summary(texts)}`)
  return 0
}

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
