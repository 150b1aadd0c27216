import { type Kysely, sql } from 'kysely'
import { readSchema } from './migrate.ts'
import { DatabaseRefused } from './refused.ts'
import type { Database } from './tables.ts'

/** Those who prepare a database migrate it and make its roles; those who use it change neither. */
export type Purpose = 'prepare' | 'use'

/**
 * Looks at a database before anything is done with it; returns whether a blog is in it. Throws DatabaseRefused when its
 * user does not own it, when it can't hold every text, or is not ready and nobody can prepare it; SchemaTooNew.
 */
export async function lookAt(db: Kysely<Database>, purpose: Purpose): Promise<{ inUse: boolean }> {
  await refuseOtherEncoding(db)
  await refuseForeignOwner(db)
  if (purpose === 'prepare') await refuseReadOnly(db)
  const schema = await readSchema(db)
  if (purpose === 'use' && schema === 'empty') throw new DatabaseRefused(says => says.database.noBlog)
  if (purpose === 'use' && schema === 'older') throw new DatabaseRefused(says => says.database.older)
  if (schema === 'empty') await refuseOtherTables(db)
  return { inUse: schema !== 'empty' }
}

/** What people write is counted in characters, and needs all of them. */
async function refuseOtherEncoding(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string; encoding: string }>`
    select current_database() as name, current_setting('server_encoding') as encoding`.execute(db)
  const [is] = rows
  if (is && is.encoding !== 'UTF8')
    throw new DatabaseRefused(says => says.database.encoding(is.name, is.encoding))
}

/** Whoever set it may have a reason, such as a disk that is nearly full: it is not for us to lift. */
async function refuseReadOnly(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string; readonly: string; standby: boolean }>`
    select current_database() as name, current_setting('transaction_read_only') as readonly,
      pg_is_in_recovery() as standby`.execute(db)
  const [is] = rows
  if (is?.standby) throw new DatabaseRefused(says => says.database.standby)
  if (is?.readonly === 'on') throw new DatabaseRefused(says => says.database.readOnly(is.name))
}

/** What it makes it must be able to grant, and what it finds to alter: both are the owner's. */
async function refuseForeignOwner(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ user: string; database: string; owner: string; is_owner: boolean }>`
    select current_user as user, datname as database, pg_get_userbyid(datdba) as owner,
      pg_has_role(datdba, 'usage') as is_owner
    from pg_database where datname = current_database()`.execute(db)
  const [is] = rows
  if (is && !is.is_owner)
    throw new DatabaseRefused(says => says.database.foreign(is.user, is.database, is.owner))
  const others = await sql<{ name: string; owner: string }>`
    select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not pg_has_role(c.relowner, 'usage')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select nspname, pg_get_userbyid(nspowner) from pg_namespace
    where nspname = 'private' and not pg_has_role(nspowner, 'usage')
    order by 1 limit 1`.execute(db)
  const [other] = others.rows
  if (other)
    throw new DatabaseRefused(says => says.database.foreignPart(other.name, other.owner, is?.user ?? ''))
}

/** A database in which something else has our names. */
async function refuseOtherTables(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm')
      and (n.nspname = 'private' or n.nspname = 'public' and relname in ('posts', 'threads', 'comments', 'settings'))
      and (n.nspname, c.relname) not in (('private', 'kysely_migration'), ('private', 'kysely_migration_lock'))
    order by 1 limit 1`.execute(db)
  const [other] = rows
  if (other) throw new DatabaseRefused(says => says.database.otherTables(other.name))
}
