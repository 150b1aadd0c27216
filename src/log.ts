import { channel } from 'node:diagnostics_channel'
import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

/**
 * A log of one JSON line an event. What goes in is listed at each call: never a query's parameters, never a body.
 * `worker` is the number of a process that answers beside others.
 */
export function openLog(level: string, destination?: DestinationStream, worker?: number): Log {
  return pino(
    {
      level,
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: level => ({ level }) },
    },
    destination,
  )
}

/** Each error whole, for `npm run dev`, which shows it to a developer; a blog has nobody who listens. */
const errors = channel('afterword:error')

/**
 * What may be written of an error: its kind, its code, and where it came from. Messages and details are left out,
 * because Postgres puts values into them, and a value may be somebody's address.
 */
export function errorFacts(error: unknown): Record<string, string> {
  errors.publish(error)
  if (!(error instanceof Error)) return { error: typeof error }
  const facts: Record<string, string> = { error: error.name }
  for (const field of ['code', 'severity', 'schema', 'table', 'constraint', 'routine'] as const) {
    const value: unknown = Reflect.get(error, field)
    if (typeof value === 'string') facts[field] = value
  }
  // The message is the stack's beginning, and may have lines that look like a stack's.
  const frames = error.stack
    ?.replace(error.message, () => '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
  if (frames && frames.length > 0) facts['stack'] = frames.map(line => line.trim()).join(' | ')
  return facts
}
