import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type pg from 'pg'
import type { Circuit } from './circuit.ts'
import { connected, isUnavailable } from './unavailable.ts'

/** A pool whose silence makes the circuit ask whether the database is there. */
export function guardedPool(pool: pg.Pool, circuit: Circuit): PostgresPool {
  const guarded = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await watched(circuit, connected(pool.connect()))
      const known = guarded.get(client) ?? guard(client, circuit)
      guarded.set(client, known)
      return known
    },
  }
}

function guard(client: pg.PoolClient, circuit: Circuit): PostgresPoolClient {
  let isBroken = false
  let hasWritten = false

  /** What may have changed something for others: rows, and the end of the transaction that they were written in. */
  function note(sql: string, { command, rowCount }: { command: string; rowCount: number | null }): void {
    const wrote = mayWrite(sql, command) && rowCount !== 0
    hasWritten ||= wrote
    if (wrote || (command === 'COMMIT' && hasWritten)) circuit.wrote()
    if (/^(?:BEGIN|START|COMMIT)$/.test(command)) hasWritten = false
  }

  async function ask(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      const result = await watched(circuit, client.query(sql, [...parameters]))
      note(sql, result)
      return result
    } catch (error) {
      // Nothing may be asked on it again: it would wait behind what was not answered in time.
      if (isUnavailable(error) && !hasCode(error)) {
        isBroken = true
        client.connection.stream.destroy()
      }
      throw error
    }
  }
  function query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== 'string') throw new Error('no cursor is used here')
    return ask(sql, parameters)
  }
  return { query, release: destroy => client.release(destroy === true || isBroken) }
}

const writes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'TRUNCATE'])
/** What is answered as a SELECT may write in a part of it, or in a function that is named so; `for update` only locks. */
const writesWithin =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|(?<!\bfor\s)update|private\.(?:write|add)_\w+)\b/i

const mayWrite = (sql: string, command: string) =>
  writes.has(command) || (command === 'SELECT' && writesWithin.test(sql))

const hasCode = (error: unknown) => error instanceof Error && 'code' in error

async function watched<T>(circuit: Circuit, answer: Promise<T>): Promise<T> {
  const done = circuit.expect()
  try {
    return await answer
  } catch (error) {
    if (isUnavailable(error)) circuit.doubt()
    throw error
  } finally {
    done()
  }
}
