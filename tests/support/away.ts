import { once } from 'node:events'
import { createServer } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import pg from 'pg'
import { makeApp } from '../../src/app.ts'
import type { Database, PublicDatabase } from '../../src/db/tables.ts'
import { readiness } from '../../src/http/answer/machines.ts'
import type { TestBlog } from './blog.ts'
import { makeVisitor, type Visitor } from './visitor.ts'

/** Somebody who visits a blog while nothing listens where its database should be. */
export async function visitorWithoutDatabase(
  { services }: TestBlog,
  headers: Record<string, string> = {},
): Promise<Visitor> {
  const pool = new pg.Pool({
    host: '127.0.0.1',
    port: await closedPort(),
    database: 'nothing',
    user: 'nobody',
  })
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  const publicDb: unknown = new Kysely<PublicDatabase>({ dialect: new PostgresDialect({ pool }) })
  if (!canRead(publicDb)) throw new Error('not a database')
  return makeVisitor(
    makeApp({ ...services, db, publicDb, isReady: readiness({ db, publicDb, circuit: services.circuit }) }),
    { headers },
  )
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

const canRead = (db: unknown): db is ReadonlyKysely<PublicDatabase> => db instanceof Kysely
