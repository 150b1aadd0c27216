import type { Services } from '../http/context.ts'

/** Where a command writes: lines for its reader, and lines about what went wrong. */
export interface Output {
  line(text: string): void
  problem(text: string): void
}

/**
 * A command in two halves. `prepare` runs where the host typed it and reads files and arguments; `run` runs where the
 * database is, which on PGlite may be another process, so that what goes between must be JSON.
 */
export interface Command<Input = unknown> {
  usage: string
  summary: string
  /** Throws UsageError for arguments it can't use. */
  prepare(args: string[], output: Output): Promise<Input>
  /** Gives the exit code. */
  run(services: Services, input: Input, output: Output): Promise<number>
}

/** The arguments of a command are not what it takes. */
export class UsageError extends Error {
  override name = 'UsageError'
}
