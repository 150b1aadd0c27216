import { Kysely, type KyselyPlugin } from 'kysely'
import type { ReadonlyCompiledQuery, ReadonlyKysely } from 'kysely/readonly'
import type { PublicDatabase } from '../../src/db/tables.ts'

type Reader = ReadonlyKysely<PublicDatabase>

interface Asked {
  sql: string
  parameters: readonly unknown[]
}

/** What some reading asks of the database, with its values. */
export async function askedBy(db: Reader, read: (db: Reader) => Promise<unknown>): Promise<Asked[]> {
  const open: unknown = db
  if (!isOpen(open)) throw new Error('not a database')
  const asked: Asked[] = []
  const listen: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      asked.push(open.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  // A statement that was built before no plugin sees.
  const executeQuery = (query: ReadonlyCompiledQuery<unknown>) => {
    asked.push(query)
    return db.executeQuery(query)
  }
  await read(Object.assign(db.withPlugin(listen), { executeQuery }))
  // While it is built, marks stand in the places of its values.
  return asked.filter(({ parameters }) => !parameters.some(value => typeof value === 'symbol'))
}

export const isOpen = (db: unknown): db is Kysely<PublicDatabase> => db instanceof Kysely
