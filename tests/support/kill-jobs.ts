import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'

const program = join(import.meta.dirname, '..', 'faults', 'job-process.ts')

/** What came of jobs: each cause asks for one effect, which may have been brought about more often. */
export interface Effects {
  causes: number
  effects: number
  times: number
}

/**
 * Kills a process with jobs under way, again and again, and lets the last one finish what is left. `afterMs` says how
 * long each lives once it is at work. Where nothing else uses the database, `isAlone` spares it the leases of the dead.
 */
export async function killJobs(
  env: Record<string, string>,
  rounds: number,
  afterMs: () => number,
  isAlone: boolean,
): Promise<Effects> {
  const alone = isAlone ? ['--alone'] : []
  for (let round = 0; round < rounds; round++) {
    const { child, lines } = start(env, ['work', ...alone])
    for await (const line of lines) if (line === 'under way') break
    await wait(afterMs())
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    const [, signal] = await ended
    if (signal !== 'SIGKILL') throw new Error('a process ended before it was killed')
  }
  const { child, lines } = start(env, ['drain', ...alone])
  const ended = once(child, 'exit') // of whoever still writes the folder can't be removed
  for await (const line of lines)
    if (line.startsWith('{')) {
      await ended
      return JSON.parse(line)
    }
  throw new Error('the last process counted nothing')
}

function start(env: Record<string, string>, args: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, lines: createInterface(child.stdout) }
}
