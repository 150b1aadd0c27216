import { parseArgs } from 'node:util'
import type { Services } from '../http/context.ts'

/** Where a command writes: lines for its reader, and lines about what went wrong. */
export interface Output {
  line(text: string): void
  problem(text: string): void
  /** Aborted when whoever reads has gone, or wants it to end. */
  signal?: AbortSignal
}

/**
 * A command in two halves. `prepare` runs where the host typed it and reads files and arguments; `run` runs where the
 * database is, which on PGlite may be another process, so that what goes between must be JSON.
 */
export interface Command<Input = unknown> {
  usage: string
  summary: string
  /** Begins with a database in which nothing is yet, and makes it ready first. */
  makesReady?: boolean
  /** Looks at its output's signal, and ends in good order. */
  stopsItself?: boolean
  /** Throws UsageError for arguments it can't use. */
  prepare(args: string[], output: Output): Promise<Input>
  /** Returns the exit code. */
  run(services: Services, input: Input, output: Output): Promise<number>
}

/** The words of a command that takes no options. Throws UsageError for anything that looks like one. */
export function wordsOf(args: string[]): string[] {
  try {
    return parseArgs({ args, allowPositionals: true, options: {} }).positionals
  } catch (error) {
    throw notUnderstood(error)
  }
}

/** What `parseArgs` finds wrong, as what the host reads. */
export const notUnderstood = (error: unknown): UsageError =>
  new UsageError(error instanceof Error ? error.message : 'These arguments do not fit.')

/** The arguments of a command are not what it takes. */
export class UsageError extends Error {
  override name = 'UsageError'
}
