import { isUnavailable } from '../db/unavailable.ts'
import { Refusal } from '../refusal.ts'
import { InputRefused, type Output } from './command.ts'
import { SocketRefused } from './control.ts'
import { CannotListen } from './listen.ts'

/** Says in a sentence what the host can put right, and returns the exit code. Throws anything else: a defect shows where it was. */
export function explain(error: unknown, { problem, texts: { stops, refusals } }: Output): number {
  if (error instanceof Refusal) problem(error.inWords(refusals))
  else if (error instanceof InputRefused) problem(error.message)
  else if (error instanceof CannotListen) problem(`${error.message}. ${stops[error.because]}`)
  else if (error instanceof SocketRefused) problem(stops.otherUser)
  else if (isRefusedByPostgres(error)) problem(stops.refusedByPostgres(error.message))
  else if (isUnavailable(error)) problem(stops.unreachable)
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
