import { styleText } from 'node:util'

/** A line of the program's log as a person reads it; what is no line of the log stays as it is. */
export function readableLine(line: string): string {
  const entry = parse(line)
  if (!entry) return line
  const { time, level, request: _, stack, ...facts } = entry
  const clock = typeof time === 'string' ? time.slice(11, 23) : ''
  const text = [clock, String(level), ...Object.entries(facts).map(said), ...framesOf(stack)].join(' ')
  if (level === 'error' || level === 'fatal') return styleText('red', text)
  return level === 'warn' ? styleText('yellow', text) : text
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null
  try {
    const entry: Record<string, unknown> = JSON.parse(line)
    return 'level' in entry ? entry : null
  } catch {
    return null // a line of something else, that begins like one
  }
}

const plain = new Set(['method', 'route', 'status', 'process', 'error'])

function said([name, value]: [string, unknown]): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return plain.has(name) ? text : styleText('dim', `${name}=${text}`)
}

const framesOf = (stack: unknown): string[] =>
  typeof stack === 'string' ? stack.split(' | ').map(frame => `\n    ${frame}`) : []
