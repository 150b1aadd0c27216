import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './tables.ts'
import { Refusal } from '../refusal.ts'

const folder = join(import.meta.dirname, '..', '..', 'migrations')

/** The schema was made by a newer Afterword than this one. */
export class SchemaTooNew extends Refusal {
  override name = 'SchemaTooNew'
}

/**
 * Brings the schema up to date; returns the names of what it applied. Nodes that start at once wait for each other
 * (an advisory lock). Throws SchemaTooNew when the database knows a migration that this program does not.
 */
export async function migrate(db: Kysely<Database>): Promise<string[]> {
  const known = await readMigrations()
  // To look takes one question, and Kysely some twenty: of the whole catalogue, and under a lock.
  if ((await readSchema(db)) === 'current') return []
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => known },
    migrationTableSchema: 'private',
  })

  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (results ?? []).map(result => result.migrationName)
}

/** How far the schema is: not begun, behind this program, or as it needs it. Throws SchemaTooNew. */
export async function readSchema(db: Kysely<Database>): Promise<'empty' | 'older' | 'current'> {
  const known = await readMigrations()
  const applied = await appliedMigrations(db)
  const unknown = applied.find(name => !(name in known))
  if (unknown) throw new SchemaTooNew(says => says.database.newer(unknown))
  if (applied.length === 0) return 'empty'
  return applied.length < Object.keys(known).length ? 'older' : 'current'
}

/** The name of the last migration that a database has seen; empty for none. */
export const lastMigration = async (db: Kysely<Database>): Promise<string> =>
  (await appliedMigrations(db)).at(-1) ?? ''

/** The name of the last migration that this program knows. */
export const newestMigration = async (): Promise<string> => Object.keys(await readMigrations()).at(-1) ?? ''

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder))
    .filter(file => /^\d{4}-.*\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
    .sort()
  const migrations: Record<string, Migration> = {}
  for (const file of files) migrations[file.replace(/\.[jt]s$/, '')] = await import(join(folder, file))
  return migrations
}

async function appliedMigrations(db: Kysely<Database>): Promise<string[]> {
  const { rows: tables } = await sql`
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'private' and c.relname = 'kysely_migration'`.execute(db)
  if (tables.length === 0) return []
  const rows = await db
    .withTables<{ 'private.kysely_migration': { name: string } }>()
    .selectFrom('private.kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return rows.map(row => row.name)
}
