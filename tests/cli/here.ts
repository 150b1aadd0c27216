import { vi } from 'vitest'
import { run } from '../../src/cli/run.ts'
import type { Ended } from './process.ts'

/**
 * Runs a command that ends by itself as a process of its own would, with this environment and no other, but here: for
 * what a folder or a database is told and asked. What a process is has tests that start some.
 */
export async function runHere(env: Record<string, string>, ...args: string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const streams = [process.stdout, process.stderr]
  const writing = [
    vi.spyOn(process.stdout, 'write').mockImplementation(text => Boolean((said.out += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation(text => Boolean((said.err += String(text)))),
  ]
  const listening = streams.map(stream => [stream, vi.spyOn(stream, 'on')] as const)
  const [own, umask] = [process.env, process.umask()]
  process.env = { PATH: own['PATH'], LOG_LEVEL: 'error', ...env }
  try {
    const code = await run(args)
    return { code, signal: null, ...said }
  } finally {
    process.env = own
    process.umask(umask)
    for (const write of writing) write.mockRestore()
    for (const [stream, listen] of listening) {
      for (const [event, listener] of listen.mock.calls) stream.off(event, listener)
      listen.mockRestore()
    }
  }
}
