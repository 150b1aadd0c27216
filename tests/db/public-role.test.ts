import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { publicRoleOf, RoleRefused } from '../../src/db/public-role.ts'
import { keyRing } from '../../src/keys.ts'
import { engine, makePostgresDatabase, testDatabase } from '../support/database.ts'
import { bringing, testKeys, testSecret } from '../support/keys.ts'

async function grants(): Promise<string[]> {
  const { db } = await testDatabase()
  const name = await publicRoleOf(db)
  const { rows } = await sql<{ grant: string }>`
    select n.nspname || '.' || c.relname || '.' || a.attname as grant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'v', 'm') and a.attnum > 0
      and has_schema_privilege(${name}, n.oid, 'usage')
      and has_column_privilege(${name}, c.oid, a.attnum, 'select')`.execute(db)
  return rows.map(row => row.grant)
}

describe('the role that renders public pages', () => {
  test('may read each column of an article and of a comment but its source, how it came about and what a person decided, and nothing private', async () => {
    const { db } = await testDatabase()
    const { rows } = await sql<{ column: string }>`
      select table_schema || '.' || table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public' and column_name not in ('source', 'decided', 'mended', 'account_id', 'is_whole')
        and (table_name <> 'posts' or column_name not in ('own_excerpt', 'trashed_at', 'revision'))`.execute(
      db,
    )
    expect((await grants()).sort()).toEqual(rows.map(row => row.column).sort())
  })

  test('may write nowhere, make nothing, and go nowhere else', async () => {
    const { db } = await testDatabase()
    const name = await publicRoleOf(db)
    const { rows } = await sql`
      select bool_or(has_table_privilege(${name}, c.oid, 'insert, update, delete, truncate, references, trigger'))
               as writes,
             has_schema_privilege(${name}, 'private', 'usage') as enters,
             has_schema_privilege(${name}, 'public', 'create') as makes,
             has_database_privilege(${name}, current_database(), 'temporary') as keeps
      from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
        and c.relkind = 'r'`.execute(db)
    expect(rows).toEqual([{ writes: false, enters: false, makes: false, keeps: false }])
    const { rows: rights } = await sql`
      select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles
      where rolname = ${name}`.execute(db)
    expect(rights.map(right => Object.values(right ?? {}))).toEqual([[false, false, false, false, false]])
  })

  test('sees rows through a policy in every table but the settings', async () => {
    const { db } = await testDatabase()
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not relrowsecurity`.execute(db)
    expect(rows).toEqual([{ name: 'settings' }])
  })
})

let made = 0
const newUrl = () => makePostgresDatabase(`r${process.pid}_${++made}`)

const start = async (url: string, { publicUrl = null as string | null, keys = testKeys } = {}) => {
  const database = { kind: 'postgres', url, publicUrl, poolSize: 2 } as const
  const opened = await openDatabase({ database, dataDir: '/nowhere' }, bringing(keys), 'prepare')
  onTestFinished(() => opened.close())
  return opened
}

/** Runs statements as the user whom an address names; gives the rows of the last. */
async function asUserOf<T extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: T[] = []
    for (const statement of statements) rows = (await client.query<T>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** A folder with a Unix socket that leads to the Postgres of an address. */
async function socketTo(url: URL): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-socket-'))
  const server = createServer(near => {
    const far = connect(Number(url.port || 5432), url.hostname)
    near.pipe(far).pipe(near)
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  server.listen(join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  return folder
}

/** A user who owns a database and may do nothing else; gives the address of theirs. */
async function plainOwner(): Promise<{ url: string; superuser: string; role: string }> {
  const superuser = await newUrl()
  const name = new URL(superuser).pathname.slice(1)
  const role = `${name}_owner`
  await asUserOf(
    superuser,
    `create role ${role} login password 'plain' nocreaterole`,
    `alter database ${name} owner to ${role}`,
  )
  return { url: as(superuser, role, 'plain'), superuser, role }
}

/** The address of a database for another of its users. */
function as(url: string, user: string, password: string): string {
  const other = new URL(url)
  other.username = user
  other.password = password
  return other.href
}

// PGlite has one user, who may do everything, and no logins.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  describe('a public role', () => {
    test('a user who may not create the role is told what to grant, or what to set instead', async () => {
      const { url } = await plainOwner()
      const refused = start(url)
      await expect(refused).rejects.toThrow(RoleRefused)
      await expect(refused).rejects.toThrow(/CREATEROLE; .* DATABASE_PUBLIC_URL/)
    })

    test('a role that was made by hand serves as well, named by DATABASE_PUBLIC_URL', async () => {
      const { url, superuser } = await plainOwner()
      const reader = `${new URL(superuser).pathname.slice(1)}_by_hand`
      await asUserOf(superuser, `create role ${reader} login password 'by hand'`)
      const publicUrl = as(superuser, reader, 'by hand')
      const { publicDb } = await start(url, { publicUrl })
      const who = await publicDb.selectNoFrom(sql<string>`current_user`.as('name')).executeTakeFirst()
      expect(who).toEqual({ name: reader })
      for (const statement of [
        'select * from private.contacts',
        'select source from public.comments',
        "update public.settings set name = 'x'",
      ])
        await expect(asUserOf(publicUrl, statement)).rejects.toMatchObject({ code: '42501' })
    })

    test.each([
      ['a superuser', 'is a superuser', (role: string) => [`alter role ${role} superuser`]],
      [
        'one that passes by row-level security',
        'BYPASSRLS',
        (role: string) => [`alter role ${role} bypassrls`],
      ],
      ['one that may make roles', 'CREATEROLE', (role: string) => [`alter role ${role} createrole`]],
      ['one that reads everything', 'private', (role: string) => [`grant pg_read_all_data to ${role}`]],
      [
        'one that becomes one that reads everything',
        'private',
        (role: string) => [`alter role ${role} noinherit`, `grant pg_read_all_data to ${role}`],
      ],
      [
        'one that may do what the owner may',
        'owns',
        (role: string, owner: string) => [`grant ${owner} to ${role}`],
      ],
      [
        'one that can become the owner',
        'owns',
        (role: string, owner: string) => [`alter role ${role} noinherit`, `grant ${owner} to ${role}`],
      ],
    ])('that sees more than readers may is refused: %s', async (_, because, makePowerful) => {
      const { url, superuser, role: owner } = await plainOwner()
      const reader = `${owner}_reader`
      await asUserOf(superuser, `create role ${reader} login password 'r'`, ...makePowerful(reader, owner))
      const refused = start(url, { publicUrl: as(superuser, reader, 'r') })
      await expect(refused).rejects.toThrow(RoleRefused)
      await expect(refused).rejects.toThrow(because)
      await expect(refused).rejects.toThrow(/DATABASE_PUBLIC_URL .*create role/i)
    })

    test('that can make something in the database is refused', async () => {
      const { url, superuser, role } = await plainOwner()
      await asUserOf(
        superuser,
        `create role ${role}_reader login password 'r'`,
        `grant create on database ${new URL(url).pathname.slice(1)} to ${role}_reader`,
      )
      const refused = start(url, { publicUrl: as(superuser, `${role}_reader`, 'r') })
      await expect(refused).rejects.toThrow(RoleRefused)
      await expect(refused).rejects.toThrow(/may still make things in the database/)
    })

    test('of its own makes nothing, under an owner who is no superuser', async () => {
      const { url, superuser, role } = await plainOwner()
      await asUserOf(superuser, `alter role ${role} createrole`)
      await start(url)
      const reader = `${new URL(url).pathname.slice(1)}_public`
      await asUserOf(superuser, `alter role ${reader} password 'known'`)
      const reading = as(url, reader, 'known')
      for (const statement of [
        'create temporary table mine (a int)',
        'create table public.mine (a int)',
        'create schema mine',
        'create function public.mine() returns int language sql as $$ select 1 $$',
        'create type public.mine as enum ()',
        "update public.settings set value = 'null'",
      ])
        for (const way of ['start transaction', 'start transaction read write'])
          await expect(asUserOf(reading, way, statement)).rejects.toMatchObject({
            code: expect.stringMatching(/^(42501|25006)$/),
          })
      // What Postgres gives to everybody is its superuser's to take (docs/postgres.md).
      await asUserOf(
        superuser,
        'revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public',
      )
      await expect(
        asUserOf(reading, 'start transaction read write', 'select lo_create(0)'),
      ).rejects.toMatchObject({
        code: '42501',
      })
      await start(url)
    })

    test('that is the owner is refused, and loses nothing by it', async () => {
      const { url, superuser, role } = await plainOwner()
      await asUserOf(superuser, `alter role ${role} createrole`)
      await (await start(url)).db.selectFrom('private.contacts').selectAll().execute()
      await expect(start(url, { publicUrl: url })).rejects.toThrow(/owns/)
      expect(await asUserOf(url, 'select from private.contacts')).toEqual([])
    })

    test('whose right on what was entrusted comes from everybody’s is refused', async () => {
      const { url, superuser, role } = await plainOwner()
      await asUserOf(superuser, `alter role ${role} createrole`)
      await start(url)
      await asUserOf(url, 'grant usage on schema private to public')
      await expect(start(url)).rejects.toThrow(RoleRefused)
    })

    test('that is not there is asked for', async () => {
      const { url, superuser } = await plainOwner()
      const refused = start(url, { publicUrl: as(superuser, 'nobody_of_that_name', 'n') })
      await expect(refused).rejects.toThrow(RoleRefused)
      await expect(refused).rejects.toThrow(/no role "nobody_of_that_name"/)
    })

    test('reads through a Unix socket too, however the address names it', async () => {
      const url = new URL(await newUrl())
      const socket = await socketTo(url)
      const [user, database] = [url.username, url.pathname.slice(1)]
      for (const address of [
        `postgres:///${database}?host=${socket}&user=${user}`,
        `postgres://${user}@${encodeURIComponent(socket)}/${database}`,
      ]) {
        const { publicDb } = await start(address)
        const who = await publicDb.selectNoFrom(sql<string>`current_user`.as('name')).executeTakeFirst()
        expect(who).toEqual({ name: `${database}_public` })
      }
      await asUserOf(url.href, `create role ${database}_by_hand login password 'r'`)
      const publicUrl = `postgres:///${database}?host=${socket}&user=${database}_by_hand&password=r`
      const { publicDb } = await start(url.href, { publicUrl })
      const who = await publicDb.selectNoFrom(sql<string>`current_user`.as('name')).executeTakeFirst()
      expect(who).toEqual({ name: `${database}_by_hand` })
    })

    test('the role’s password stays through a change of the key, so that nodes with the one before go on', async () => {
      const url = await newUrl()
      const password = async () =>
        (
          await asUserOf<{ rolpassword: string }>(
            url,
            `select rolpassword from pg_authid where rolname = current_database() || '_public'`,
          )
        )[0]?.rolpassword
      await start(url)
      const first = await password()
      expect(first).toMatch(/^SCRAM-SHA-256\$4096:/)
      await start(url)
      expect(await password()).toBe(first)
      await start(url, { keys: keyRing('x'.repeat(40), [testSecret]) })
      expect(await password()).toBe(first)
      await start(url, { keys: keyRing('x'.repeat(40), []) })
      expect(await password()).toBe(first)
    })
  })
