import pg from 'pg'
import { isUnavailable } from './unavailable.ts'
import { Refusal, type Sentence } from '../refusal.ts'

/** The database can't be used as it is, or not by who came; the message says what to do. Nothing was changed in it. */
export class DatabaseRefused extends Refusal {
  override name = 'DatabaseRefused'
}

/** Connects once. Throws DatabaseRefused, which names the variable that holds the address. */
export async function reach(variable: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseRefused(whyNot(variable, error))
  } finally {
    await client.end().catch(() => undefined)
  }
}

function whyNot(variable: string, error: unknown): Sentence {
  const why = messageOf(error)
  if (codeOf(error) === '53300') return says => says.database.full(variable)
  if (isUnavailable(error) || why === 'timeout expired') return says => says.database.unreachable(variable)
  if (/client password must be/.test(why)) return says => says.database.noPassword(variable)
  // A wrong user or password (class 28), no such database, or no right to connect.
  return /^(?:28\w{3}|3D000|42501)$/.test(codeOf(error))
    ? says => says.database.refused(variable, why)
    : says => says.database.failed(variable, why)
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
