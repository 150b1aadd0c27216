import { Kysely, sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { testBlog, type TestBlog } from '../support/blog.ts'
import { engine } from '../support/database.ts'
import { mara, tomas } from '../support/visitor.ts'
import { soon } from '../support/patience.ts'

const blog = testBlog()

/** What the role that renders public pages gets for a query: its rows, or the code it is refused with. */
async function asPublic({ database }: TestBlog, query: string): Promise<unknown> {
  try {
    return (await sql.raw(query).execute(writable(database.publicDb))).rows
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const refused = '42501'

async function fillBlog(): Promise<void> {
  const reader = blog().visitor()
  await blog().publish()
  await blog().publish({ slug: 'other' })
  await blog().approve(await reader.comment('tea', mara))
  await reader.comment('tea', tomas)
  await blog().approve(await reader.comment('other', { comment: 'Under a draft.' }))
  await blog().publish({ slug: 'other', status: 'draft' })
  await blog().publish({ slug: 'private', status: 'private' })
  await blog().publish({ slug: 'tomorrow', publishedAt: new Date('2999-01-01') })
}

describe('the role that renders public pages', () => {
  test('is the one that renders them, and not the owner', async () => {
    const names = await asPublic(blog(), 'select current_user as name')
    const owner = await sql`select current_user as name`.execute(blog().database.db)
    expect(names).toMatchObject([{ name: expect.stringMatching(/_public$/) }])
    expect(names).not.toEqual(owner.rows)
  })

  test('sees that published articles and approved comments exist, and no others', async () => {
    await fillBlog()
    expect(await asPublic(blog(), 'select slug from posts')).toEqual([{ slug: 'tea' }])
    expect(await asPublic(blog(), 'select name, status from comments')).toEqual([
      { name: mara.name, status: 'approved' },
    ])
    expect(await asPublic(blog(), 'select comment_count from threads')).toEqual([{ comment_count: 1 }])
    expect(await asPublic(blog(), `select html from comments where status = 'pending'`)).toEqual([])
  })

  test('can look into no table of what was entrusted, nor call what is kept beside it', async () => {
    await fillBlog()
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'private'`.execute(
      blog().database.db,
    )
    expect(rows.map(row => row.name)).toEqual(
      expect.arrayContaining(['contacts', 'origins', 'moderation_log']),
    )
    for (const { name } of rows) {
      expect({ name, rows: await asPublic(blog(), `select * from private.${name}`) }).toEqual({
        name,
        rows: refused,
      })
      expect(await asPublic(blog(), `select count(*) from private.${name}`)).toBe(refused)
    }
    expect(await asPublic(blog(), `select private.count_in_threads('{1}', 1)`)).toBe(refused)
  })

  test('reads of a comment and of an article all but what was typed', async () => {
    await fillBlog()
    for (const query of [
      'select source from comments',
      'select source from posts',
      'select * from comments',
      'select comments from comments',
      `select 1 from comments where source like '%a%'`,
    ])
      expect({ query, rows: await asPublic(blog(), query) }).toEqual({ query, rows: refused })
  })

  test('has a right to nothing else: each table, column and schema is listed here', async () => {
    const { rows } = await sql<{ what: string }>`
      select c.relname || '.' || a.attname as what
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname not in ('pg_catalog', 'information_schema') and a.attnum > 0 and not a.attisdropped
        and c.relkind in ('r', 'v', 'm', 'p', 'f')
        and has_schema_privilege(${await publicName()}, n.oid, 'usage')
        and has_column_privilege(${await publicName()}, c.oid, a.attnum, 'select')
      order by 1`.execute(blog().database.db)
    const posts =
      'canonical close_after_days comments_open cover description excerpt html id kind language pinned ' +
      'published_at slug status title updated_at'
    const comments =
      'avatar created_at edited_at html id is_staff language name parent_id path place post_id status step thread_id website'
    const settings = 'name value'
    expect(rows.map(row => row.what)).toEqual(
      Object.entries({
        addresses: 'created_at id is_gone path post_id url',
        authors: 'id line links media_id name slug',
        comment_marks: 'at comment_id mark post_id',
        comments,
        media: 'alt bytes created_at hash id in_folder kind name',
        media_chunks: 'data media_id name part',
        media_files: 'bytes is_main media_id name type',
        post_authors: 'author_id place post_id',
        post_tags: 'place post_id tag_id',
        post_translations: 'key post_id',
        posts,
        settings,
        tags: 'description folded id name slug',
        threads: 'comment_count id place post_id',
      }).flatMap(([table, names]) => names.split(' ').map(name => `${table}.${name}`)),
    )
  })

  test('changes nothing', async () => {
    await fillBlog()
    const before = await sql`select id, name, status from comments order by id`.execute(blog().database.db)
    for (const query of [
      `update comments set name = 'x'`,
      'delete from comments',
      `insert into settings values ('title', '"x"')`,
      'truncate comments',
      'create table public.mine (a int)',
      'create temporary table mine (a int)',
      'alter table comments disable row level security',
      'drop policy published on comments',
      'grant usage on schema private to public',
    ])
      expect({ query, code: await asPublic(blog(), query) }).toEqual({
        query,
        code: expect.stringMatching(/^(42501|25006)$/),
      })
    const after = await sql`select id, name, status from comments order by id`.execute(blog().database.db)
    expect(after.rows).toEqual(before.rows)
  })

  test('makes no large object, sends no notice and takes no lock, where the owner can take that from it', async () => {
    const rights = [
      'lo_create(oid)',
      'lo_creat(integer)',
      'lo_from_bytea(oid, bytea)',
      'lo_unlink(oid)',
      'pg_notify(text, text)',
      'pg_advisory_lock(bigint)',
      'pg_try_advisory_xact_lock(integer, integer)',
    ]
    const { rows } = await sql<{ may: string }>`
      select may from unnest(${rights}::text[]) as may
      where has_function_privilege(${await publicName()}, 'pg_catalog.' || may, 'execute')`.execute(
      blog().database.db,
    )
    // On Postgres they belong to a superuser, who is not the owner: there it is a transaction that reads.
    expect(rows.map(row => row.may)).toEqual(engine === 'pglite' ? [] : rights)
    const reading = await asPublic(blog(), `select current_setting('transaction_read_only') as reading`)
    expect(reading).toEqual([{ reading: 'on' }])
  })

  test('tells nobody of anything: where notices are heard it can’t find out', async () => {
    await fillBlog()
    const heard: string[] = []
    const stop = await blog().database.listen({
      changed: what => void heard.push(what),
      connected: () => void heard.push('connected'),
      lost: () => {},
    })
    await vi.waitUntil(() => heard.includes('connected'), soon)
    await asPublic(blog(), `notify afterword, 'comments:1'`)
    for (const query of ['select name from private.notice_channel', `select private.tell('comments:1')`])
      expect({ query, code: await asPublic(blog(), query) }).toEqual({ query, code: '42501' })
    const others = `select query from pg_stat_activity where pid <> pg_backend_pid() and query ~ 'afterword_'`
    expect(await asPublic(blog(), others)).toEqual([])
    await sql`select private.tell('last')`.execute(blog().database.db)
    await vi.waitUntil(() => heard.includes('last'), soon)
    await stop()
    expect(heard).toEqual(['connected', 'last'])
  })

  test('does not climb back to more', async () => {
    await fillBlog()
    const owner = await sql<{ name: string }>`select current_user as name`.execute(blog().database.db)
    for (const query of [
      `select set_config('role', '${owner.rows[0]?.name}', false)`,
      `do $$ begin reset role; perform 1 from private.contacts; end $$`,
      ...(engine === 'postgres'
        ? [
            `set role ${owner.rows[0]?.name}`,
            `set session authorization ${owner.rows[0]?.name}`,
            `select pg_read_file('/etc/passwd')`,
            `select lo_import('/etc/passwd')`,
            `copy (select 1) to program 'true'`,
            `select pg_reload_conf()`,
          ]
        : []),
    ])
      expect({ query, code: await asPublic(blog(), query) }).toEqual({
        query,
        code: expect.stringMatching(/^42501$/),
      })
    // A query with a parameter, as all of ours are, is one statement and never two.
    const stacked = sql`select ${1}::int; reset role; select email_hash from private.contacts`
    await expect(stacked.execute(writable(blog().database.publicDb))).rejects.toMatchObject({ code: '42601' })
    await asPublic(blog(), 'reset role')
    await asPublic(blog(), 'reset session authorization')
    expect(await asPublic(blog(), 'select count(*) from private.contacts')).toBe(refused)
  })

  test('sees nothing through a role that nobody thought of either', async () => {
    await fillBlog()
    const { db } = blog().database
    const name = `${await publicName()}_other`
    await db.transaction().execute(async trx => {
      await sql`create role ${sql.id(name)}`.execute(trx)
      await sql`grant select on all tables in schema public to ${sql.id(name)}`.execute(trx)
      await sql`grant usage on schema public to ${sql.id(name)}`.execute(trx)
      await sql`set local role ${sql.id(name)}`.execute(trx)
      const { rows } = await sql`select name from comments`.execute(trx)
      expect(rows).toEqual([{ name: mara.name }])
      await sql`reset role`.execute(trx)
      await sql`drop owned by ${sql.id(name)}`.execute(trx)
      await sql`drop role ${sql.id(name)}`.execute(trx)
    })
  })
})

async function publicName(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_user as name`.execute(
    writable(blog().database.publicDb),
  )
  return rows[0]?.name ?? ''
}

/** The types give it no way to send a query of one's own. */
function writable(db: unknown): Kysely<unknown> {
  if (!(db instanceof Kysely)) throw new Error('not a database')
  return db
}
