import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'

/** Where a command writes: lines for its reader, and lines about what went wrong, in their language. */
export interface Output {
  line: (text: string) => void
  problem: (text: string) => void
  texts: CommandTexts
  /** Aborted when whoever reads has gone, or wants it to end. */
  signal?: AbortSignal
}

/**
 * A command in two halves. `prepare` runs where the host typed it and reads files and arguments; `run` runs where the
 * database is, which on PGlite may be another process, so that what goes between must be JSON.
 */
export interface Command<Input = unknown> {
  usage: string
  summary(texts: CommandTexts): string
  /** Begins with a database in which nothing is yet, and makes it ready first. */
  makesReady?: boolean
  /** Looks at its output's signal, and ends in good order. */
  stopsItself?: boolean
  /** Throws UsageError for arguments it can't use. */
  prepare(args: string[], output: Output): Promise<Input>
  /** Looks at what it is about where the database is, before that is opened; returns the exit code, 0 to go on. */
  lookFirst?(config: Config, input: Input, output: Output): Promise<number>
  /** Returns the exit code. */
  run(services: Services, input: Input, output: Output): Promise<number>
}

/** The words of a command that takes no options. Throws UsageError for anything that looks like one. */
export function wordsOf(args: string[], texts: CommandTexts): string[] {
  try {
    return parseArgs({ args, allowPositionals: true, options: {} }).positionals
  } catch (error) {
    throw notUnderstood(error, texts)
  }
}

/** What `parseArgs` finds wrong, as what the host reads: its own sentences are English, and name the option first. */
export function notUnderstood(error: unknown, { options }: CommandTexts): UsageError {
  if (!(error instanceof Error && 'code' in error)) return new UsageError(options.notUnderstood)
  const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError(options.unknown(option))
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return new UsageError(options.notUnderstood)
  const isAsked = /does not take/.test(error.message)
  return new UsageError(isAsked ? options.takesNone(option) : options.needsValue(option))
}

/** What was typed can't be done, for a reason that its message says: nothing was begun. */
export class InputRefused extends Error {
  override name = 'InputRefused'
}

/** The arguments of a command are not what it takes. Without a message its usage says all. */
export class UsageError extends Error {
  override name = 'UsageError'
}
