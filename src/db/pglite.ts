import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import type { KyselyPlugin, PostgresPool } from 'kysely'
import pg from 'pg'
import { columnTypes } from './column-types.ts'

/**
 * Opens the PGlite database in a folder that this process has locked; makes it at the first start.
 * A kill late in the making leaves a folder that never opens again, so it is made beside and then renamed.
 */
export async function openPglite(dataDir: string): Promise<PGlite> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const folder = join(dataDir, 'database')
  if (!existsSync(folder)) await makeDatabase(dataDir, folder)
  return PGlite.create(folder, { startParams })
}

// A tenth of the default: a blog's working set is small, and this halves the memory of the process.
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']

async function makeDatabase(dataDir: string, folder: string): Promise<void> {
  for (const name of await readdir(dataDir))
    if (name.startsWith('database.unfinished')) await rm(join(dataDir, name), { recursive: true })

  const unfinished = join(dataDir, 'database.unfinished')
  const lite = await PGlite.create(unfinished, { startParams })
  await lite.close()
  await rename(unfinished, folder)
}

/** A pool of the one connection that PGlite has. Ending it leaves the PGlite open. */
export function pglitePool(lite: PGlite): pg.Pool {
  return new pg.Pool(
    Object.assign(createPgConfig(lite), { max: 1, idleTimeoutMillis: 0, types: columnTypes }),
  )
}

/** PGlite answers in microtasks: without a turn of the event loop between queries no timer and no socket is served. */
export const yieldBetweenQueries: KyselyPlugin = {
  transformQuery: args => args.node,
  async transformResult(args) {
    await setImmediate()
    return args.result
  },
}

/**
 * The same connection as the role that renders public pages: whoever acquires it is in a read-only transaction
 * under that role until they release it. This catches our mistakes; an attacker who can run SQL of their own it
 * only slows, since one connection can't forget who it was. Postgres has separate logins for that.
 */
export function underPublicRole(pool: pg.Pool, role: string): PostgresPool {
  return {
    options: {},
    end: async () => {},
    async connect() {
      const client = await pool.connect()
      await client.query(`begin read only; set local role ${pg.escapeIdentifier(role)}`)
      return {
        query: client.query.bind(client),
        release: () => {
          client.query('rollback').then(
            () => client.release(),
            () => client.release(true),
          )
        },
      }
    },
  }
}
