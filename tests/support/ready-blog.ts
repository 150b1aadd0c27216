import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { engine, makePostgresDatabase } from './database.ts'
import { testSecret } from './keys.ts'

const run = promisify(execFile)

/**
 * A place for data with a blog's empty database in it, migrated and used with `testSecret`: what a first start makes
 * but for the two articles, copied instead of made again. Returns the environment of a process that serves it.
 */
export const readyBlog = async (folder: string, name: string): Promise<Record<string, string>> => ({
  ...(await placeWith('TEST_PGLITE_DUMP', folder, name)),
  SECRET_KEY: testSecret,
})

/** A place for data with a database in which nothing is yet. */
export const emptyPlace = (folder: string, name: string): Promise<Record<string, string>> =>
  placeWith('TEST_PGLITE_BARE', folder, name)

async function placeWith(dump: string, folder: string, name: string): Promise<Record<string, string>> {
  const env = { DATA_DIR: folder }
  if (engine === 'postgres') return { ...env, DATABASE_URL: await makePostgresDatabase(name) }
  const database = join(folder, 'database')
  await mkdir(database, { recursive: true, mode: 0o700 })
  await run('tar', ['-xf', process.env[dump] ?? '', '-C', database])
  return env
}
