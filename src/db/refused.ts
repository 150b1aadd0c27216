import pg from 'pg'
import { noConnectionLeft } from './connections.ts'
import { isUnavailable } from './unavailable.ts'

/** The database can't be used as it is, or not by who came; the message says what to do. Nothing was changed in it. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}

/** Connects once. Throws DatabaseRefused, which names the variable that holds the address. */
export async function reach(variable: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new DatabaseRefused(whyNot(variable, error) ?? `${variable}: ${messageOf(error)}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function whyNot(variable: string, error: unknown): string | null {
  if (codeOf(error) === '53300') return `${variable}: ${noConnectionLeft}`
  if (isUnavailable(error) || messageOf(error) === 'timeout expired')
    return `The database can’t be reached. Is it running, and is ${variable} right?`
  if (/client password must be/.test(messageOf(error)))
    return `${variable} names no password, and Postgres asks for one: postgres://user:password@host:5432/database.`
  // A wrong user or password (class 28), no such database, or no right to connect.
  if (/^(?:28\w{3}|3D000|42501)$/.test(codeOf(error)))
    return `Postgres refuses ${variable}: ${messageOf(error)}.`
  return null
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
