/** Socket and Postgres codes that mean: not reachable now, may be in a moment. Class 08 is a broken connection. */
const transient = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['57P01', '57P02', '57P03', '53300', '25006'],
])

/** What `pg` says without a code when a connection ends or does not answer in time. */
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/

/** Whether an error of a query means that the database is away, rather than that the query is wrong. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  if ('code' in error && typeof error.code === 'string')
    return transient.has(error.code) || error.code.startsWith('08')
  return lost.test(error.message)
}
