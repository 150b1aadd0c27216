/** Socket and Postgres codes that mean: not reachable now, may be in a moment. Class 08 is a broken connection. */
const transient = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['57P01', '57P02', '57P03', '53300', '25006'],
  ...['40001', '40P01'], // in each other's way at every try: see transact
])

/** Codes of what could not be done now and may succeed in a while: no room or memory (class 53), locked, cancelled, a disk that fails. */
const passing = /^(53...|55P03|57014|58030)$/

/** What `pg` says without a code when a connection ends or does not answer in time. */
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed/

/** Postgres takes no connection now, whatever a query with the same code would mean. */
class ConnectionRefused extends Error {
  override name = 'ConnectionRefused'
  readonly code: string

  constructor(code: string, cause: Error) {
    super('Postgres takes no connections now', { cause })
    this.code = code
  }
}

/** Whether an error of a query means that the database is away, rather than that the query is wrong. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof ConnectionRefused) return true
  if (error instanceof AggregateError) return error.errors.some(isUnavailable)
  if ('code' in error && typeof error.code === 'string')
    return transient.has(error.code) || error.code.startsWith('08')
  return lost.test(error.message)
}

/** Whether what failed may succeed in a while as it is: the database is away, full, busy or read-only. */
export function mayPass(error: unknown): boolean {
  if (isUnavailable(error)) return true
  return error instanceof Error && 'code' in error && passing.test(String(error.code))
}

/** Classes of what Postgres refuses a connection with that it may take in a while: broken, full, not in the state for it, stopped. */
const refusals = /^(?:08|53|55|57)/

/** Waits for a connection. Throws what `isUnavailable` knows where Postgres refuses one that it may take in a while. */
export async function connected<T>(connection: Promise<T>): Promise<T> {
  try {
    return await connection
  } catch (error) {
    if (isUnavailable(error) || !(error instanceof Error && 'code' in error)) throw error
    const code = String(error.code)
    if (!refusals.test(code)) throw error
    throw new ConnectionRefused(code, error)
  }
}
