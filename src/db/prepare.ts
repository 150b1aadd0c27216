import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DatabaseConfig } from '../config.ts'
import type { KeyRing } from '../keys.ts'
import { now } from './clock.ts'
import { migrate } from './migrate.ts'
import {
  ensurePublicRole,
  grantPublicRole,
  oneAtATime,
  publicRoleOf,
  refuseMakingRole,
  refuseMissingRole,
  refusePowerfulRole,
} from './public-role.ts'
import { reach } from './refused.ts'
import { refuseOtherDatabase } from './same-database.ts'
import { settleConnection, settleRole } from './session.ts'
import { type KeysFor, readRolePassword, rememberKey, settleKey } from './site-key.ts'
import { lookAt } from './standing.ts'
import type { Database } from './tables.ts'
import { transact } from './transact.ts'

type PostgresConfig = Extract<DatabaseConfig, { kind: 'postgres' }>

interface Ready {
  keys: KeyRing
  publicUrl: string
}

/**
 * Brings a Postgres up to date, after it looked at what came and what is there; returns the keys and the way in for public
 * pages. A migration may take longer than any request should.
 */
export async function prepare(config: PostgresConfig, keysFor: KeysFor): Promise<Ready> {
  const pool = new pg.Pool({
    connectionString: config.url,
    max: 3,
    connectionTimeoutMillis: 5_000,
    onConnect: settleConnection,
  })
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  try {
    const { begun } = await db.selectNoFrom(now.as('begun')).executeTakeFirstOrThrow()
    return await oneAtATime(db, async () => {
      const { inUse } = await lookAt(db, 'prepare')
      if (config.publicUrl !== null) await refusePublicUrl(db, config.publicUrl)
      const keys = await settleKey(db, keysFor, inUse)
      await settleRole(config.url, begun)
      await migrate(db)
      const password = await rememberKey(db, keys)
      const publicUrl = await transact(db, async trx => {
        const name = config.publicUrl === null ? await publicRoleOf(trx) : userOf(config.publicUrl)
        if (config.publicUrl === null) await ensurePublicRole(trx, name, password)
        await refusePowerfulRole(trx, name)
        await grantPublicRole(trx, name)
        await refuseMakingRole(trx, name)
        return config.publicUrl ?? ownPublicUrl(config.url, name, password)
      })
      await settleRole(publicUrl, begun)
      return { keys, publicUrl }
    })
  } finally {
    await pool.end()
  }
}

/** The same for who only uses a database that is ready: changes nothing. */
export async function useAsItIs(
  db: Kysely<Database>,
  config: PostgresConfig,
  keysFor: KeysFor,
): Promise<Ready> {
  const { inUse } = await lookAt(db, 'use')
  const keys = await settleKey(db, keysFor, inUse)
  if (config.publicUrl !== null) {
    await refusePublicUrl(db, config.publicUrl)
    await refusePowerfulRole(db, userOf(config.publicUrl))
    return { keys, publicUrl: config.publicUrl }
  }
  const name = await publicRoleOf(db)
  const publicUrl = ownPublicUrl(config.url, name, await readRolePassword(db, keys))
  await reach(`the role "${name}" (run "migrate", which makes it again)`, publicUrl)
  return { keys, publicUrl }
}

/** An address for public pages that leads nowhere, or to another database. */
async function refusePublicUrl(db: Kysely<Database>, publicUrl: string): Promise<void> {
  await refuseMissingRole(db, userOf(publicUrl))
  await reach('DATABASE_PUBLIC_URL', publicUrl)
  await refuseOtherDatabase(db, publicUrl)
}

function ownPublicUrl(url: string, name: string, password: string): string {
  // As parameters: the address of a Unix socket has no host, and then none of these before it.
  const own = new URL(url)
  own.username = ''
  own.password = ''
  own.searchParams.set('user', name)
  own.searchParams.set('password', password)
  return own.href
}

/** The user that `pg` reads out of an address. */
const userOf = (url: string): string => new pg.Client({ connectionString: url }).user ?? ''
