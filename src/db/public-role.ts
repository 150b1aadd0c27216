import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from './tables.ts'
import { transact } from './transact.ts'
import { Refusal } from '../refusal.ts'

/** The database user may not make the role that renders public pages, or the role sees more than readers may. */
export class RoleRefused extends Refusal {
  override name = 'RoleRefused'
}

/** Names the role that renders public pages after the database: roles belong to the whole server. */
export async function publicRoleOf(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const database = rows[0]?.name ?? ''
  return `${database}_public`.length <= 63
    ? `${database}_public`
    : `${database.slice(0, 40)}_${shortHash(database)}`
}

/**
 * Does something while no other process prepares the same database. The lock is a transaction's, on a connection of its
 * own: it holds behind a pooler too, and what is done may have transactions itself.
 */
export async function oneAtATime<T>(db: Kysely<Database>, prepare: () => Promise<T>): Promise<T> {
  return transact(db, async trx => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx)
    await sql`select pg_advisory_xact_lock(hashtext('afterword public role'))`.execute(trx)
    return prepare()
  })
}

/** Makes the role, or brings its password up to date. Throws RoleRefused, which says what to grant. */
export async function ensurePublicRole(db: Kysely<Database>, name: string, password: string): Promise<void> {
  const { rows } = await sql`select from pg_roles where rolname = ${name}`.execute(db)
  // A verifier instead of the password, so that no server log can show it.
  const verifier = scramVerifier(password, createHash('sha256').update(name).digest().subarray(0, 16))
  const verb = rows.length === 0 ? sql`create` : sql`alter`
  try {
    await sql`${verb} role ${sql.id(name)} login password ${sql.lit(verifier)}`.execute(db)
    await sql`alter role ${sql.id(name)} set default_transaction_read_only = on`.execute(db)
  } catch (error) {
    if (!isPrivilegeError(error)) throw error
    throw new RoleRefused(says => says.role.mayNotMake(name))
  }
}

/**
 * Gives the role what a public page is made of, and nothing else; run at each start, so that a restored dump and a
 * new table end up the same.
 */
export async function grantPublicRole(db: Kysely<Database>, name: string): Promise<void> {
  const role = sql.id(name)
  await sql`revoke all on all tables in schema public, private from ${role}`.execute(db)
  await sql`revoke all on schema private from ${role}`.execute(db)
  await sql`revoke all on all functions in schema private from public`.execute(db)
  await sql`revoke create on schema public from public`.execute(db)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  await sql`revoke temporary on database ${sql.id(rows[0]?.name ?? '')} from public`.execute(db)
  await sql`grant usage on schema public to ${role}`.execute(db)
  await sql`grant select on public.threads, public.comment_marks, public.settings, public.authors, public.post_authors, public.tags,
    public.post_tags, public.post_translations, public.addresses to ${role}`.execute(db)
  await sql`grant select on public.media_files, public.media_chunks to ${role}`.execute(db)
  await sql`grant select (id, hash, kind, name, alt, bytes, created_at, in_folder) on public.media
    to ${role}`.execute(db)
  await sql`grant execute on function public.candidates(text, tsquery[], bigint, integer),
    public.words_like(integer, integer, integer, integer),
    public.page_of_threads(bigint, bigint, boolean, integer, integer), public.around_post(bigint),
    public.about_the_same(bigint, integer) to ${role}`.execute(db)
  await sql`grant select (${columns(postColumns)}) on public.posts to ${role}`.execute(db)
  await sql`grant select (${columns(commentColumns)}) on public.comments to ${role}`.execute(db)
}

/** Throws RoleRefused when the role that DATABASE_PUBLIC_URL names is not there. */
export async function refuseMissingRole(db: Kysely<Database>, name: string): Promise<void> {
  const { rows } = await sql`select from pg_roles where rolname = ${name}`.execute(db)
  if (rows.length === 0) throw new RoleRefused(says => says.role.missing(name))
}

/** Throws RoleRefused when a role could still make something after all that the owner can take from it was taken. */
export async function refuseMakingRole(db: Kysely<Database>, name: string): Promise<void> {
  const { rows } = await sql<{ schema: string | null }>`
    with become as (select oid from pg_roles where pg_has_role(${name}, oid, 'member'))
    select null as schema from become
    where has_database_privilege(oid, current_database(), 'create, temporary')
    union all
    select nspname from become, pg_namespace n
    where nspname in ('public', 'private') and has_schema_privilege(become.oid, n.oid, 'create')
    limit 1`.execute(db)
  const [{ schema } = {}] = rows
  if (schema === null) throw new RoleRefused(says => says.role.makesInDatabase(name))
  if (schema !== undefined) throw new RoleRefused(says => says.role.makesInSchema(name, schema))
}

/**
 * Throws RoleRefused when a role that is to render public pages, or one that it can become,
 * is above the policies, owns what they stand on, or has any right on what was entrusted.
 */
export async function refusePowerfulRole(db: Kysely<Database>, name: string): Promise<void> {
  const { rows } = await sql<Record<'super' | 'bypass' | 'roles' | 'owner' | 'private', boolean>>`
    with become as (select * from pg_roles where pg_has_role(${name}, oid, 'member')),
      ours as (
        select relowner as owner from pg_class where relnamespace in ('public'::regnamespace, 'private'::regnamespace)
        union select nspowner from pg_namespace where nspname in ('public', 'private')
        union select datdba from pg_database where datname = current_database())
    select bool_or(rolsuper) as super, bool_or(rolbypassrls) as bypass, bool_or(rolcreaterole) as roles,
      bool_or(oid in (select owner from ours)) as owner,
      bool_or(has_schema_privilege(oid, 'private', 'usage, create')) as private
    from become`.execute(db)
  const [is] = rows
  const because = (['super', 'bypass', 'owner', 'roles', 'private'] as const).find(one => is?.[one])
  if (because) throw new RoleRefused(({ role }) => role.seesTooMuch(name, role.because[because]))
}

/**
 * On PGlite the owner steps down to the role, and is a superuser, who can take from everybody else what Postgres gives
 * to all: two ways to climb back up, and what makes large objects, sends notices and takes locks.
 */
export async function closeWaysBack(db: Kysely<Database>): Promise<void> {
  await sql`revoke execute on function pg_catalog.set_config(text, text, boolean) from public`.execute(db)
  await sql`revoke usage on language plpgsql from public`.execute(db)
  await sql`do $$ begin
    execute (select 'revoke execute on function ' || string_agg(oid::regprocedure::text, ', ') || ' from public'
      from pg_proc where pronamespace = 'pg_catalog'::regnamespace and prokind = 'f'
        and proname ~ '^(lo_|loread$|lowrite$|pg_notify$|pg_(try_)?advisory_)');
  end $$`.execute(db)
}

// All but what was typed, and how an article came about: that is for who wrote it and for who decides on it.
const postColumns = [
  ...(['id', 'slug', 'kind', 'title', 'language', 'html', 'excerpt', 'description', 'canonical'] as const),
  ...(['status', 'pinned', 'cover'] as const),
  ...(['comments_open', 'close_after_days', 'published_at', 'updated_at'] as const),
]
const commentColumns = [
  ...(['id', 'post_id', 'thread_id', 'parent_id', 'path', 'place', 'status', 'name', 'website'] as const),
  ...(['html', 'language', 'avatar', 'created_at', 'edited_at', 'is_staff', 'step'] as const),
]

const columns = (names: readonly string[]) => sql.join(names.map(name => sql.id(name)))

/** SCRAM-SHA-256 as Postgres stores it (RFC 5803). */
function scramVerifier(password: string, salt: Buffer): string {
  const iterations = 4096
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  const serverKey = hmac('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

function isPrivilegeError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501'
}
