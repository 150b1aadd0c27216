import { styleText } from 'node:util'
import { ConfigError } from '../config.ts'
import { FolderInUse } from '../db/folder-lock.ts'
import { SchemaTooNew } from '../db/migrate.ts'
import { RoleRefused } from '../db/public-role.ts'
import { DatabaseRefused } from '../db/refused.ts'
import { KeyRefused } from '../db/site-key.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { Output } from './command.ts'
import { SocketRefused } from './control.ts'
import { CannotListen } from './listen.ts'

/** What the host reads who started a process. */
export const terminal: Output = {
  line: text => process.stdout.write(`${text}\n`),
  problem: text => process.stderr.write(`${styleText('red', text, { stream: process.stderr })}\n`),
}

/** Says in a sentence what the host can put right, and returns the exit code. Throws anything else: a defect shows where it was. */
export function explain(error: unknown): number {
  const expected = [
    ...[ConfigError, CannotListen, FolderInUse, SocketRefused],
    ...[DatabaseRefused, KeyRefused, RoleRefused, SchemaTooNew],
  ]
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
