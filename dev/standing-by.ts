import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { KeptDatabase } from './kept-database.ts'

/** Starts a process that is ready to run a program, whatever it is by then: see stand-by.ts. */
export function standBy(main: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(
    process.execPath,
    [
      ...['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
      ...['--import', join(import.meta.dirname, 'show-errors.ts')],
      ...[join(import.meta.dirname, 'stand-by.ts'), main, ...args],
    ],
    { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'], serialization: 'advanced' },
  )
}

/** Lets it run that, on a database that is kept open for it or one that it opens itself. */
export function letRun(child: ChildProcess, database: KeptDatabase | null): void {
  database?.lend(child)
  child.send(database ? 'on what is lent' : 'alone')
}
