import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { DatabaseRefused } from '../../src/db/refused.ts'
import { openBlog, type TestBlog } from '../support/blog.ts'
import { engine, makePostgresDatabase, testDatabase } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { mara } from '../support/visitor.ts'

test('each connection, of the owner and of public pages, is what the program relies on', async () => {
  const { db, publicDb } = await testDatabase()
  const said = sql<string>`array_to_string(array[current_setting('DateStyle'), current_setting('TimeZone'),
    current_setting('search_path'), current_setting('default_transaction_isolation')], '; ')`.as('said')
  const relied = { said: 'ISO, MDY; UTC; public; read committed' }
  expect(await db.selectNoFrom(said).executeTakeFirst()).toEqual(relied)
  expect(await publicDb.selectNoFrom(said).executeTakeFirst()).toEqual(relied)
})

let made = 0

/** A new database of Postgres; `options` say how it is made. */
const newDatabase = (options = '') => makePostgresDatabase(`any${process.pid}_${++made}`, options)

const nameOf = (url: string) => new URL(url).pathname.slice(1)

async function run(url: string, ...statements: string[]): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const results: pg.QueryResult[] = []
    for (const statement of statements) results.push(await client.query(statement))
    return results
  } finally {
    await client.end()
  }
}

async function start(url: string, publicUrl: string | null = null): Promise<TestBlog> {
  const database = { kind: 'postgres', url, publicUrl, listenUrl: null, poolSize: 4 } as const
  const opened = await openDatabase({ database, dataDir: '/nowhere' }, bringing(), 'prepare')
  onTestFinished(() => opened.close())
  return openBlog(opened, readConfig({ SECRET_KEY: testSecret, LOG_LEVEL: 'silent' }))
}

/** The page of an article after a comment was sent, approved and shown there. */
async function pageWithComment(blog: TestBlog): Promise<string> {
  await blog.publish()
  const id = await blog.visitor().comment('tea', { comment: 'A \\d and a "quote", said now.' })
  await blog.approve(id)
  return (await blog.visitor().get('/tea')).html
}

const shown = /<time datetime="2026-01-02T03:04:05.000Z">[\s\S]*A \\d and a/

const odd = [
  ['DateStyle', 'German, DMY'],
  ['DateStyle', 'SQL, DMY'],
  ['IntervalStyle', 'iso_8601'],
  ['TimeZone', 'Asia/Kolkata'],
  ['search_path', 'app'],
  ['bytea_output', 'escape'],
  ['standard_conforming_strings', 'off'],
  ['array_nulls', 'off'],
  ['default_transaction_isolation', 'serializable'],
  ['statement_timeout', '1ms'],
  ['lock_timeout', '1ms'],
  ['idle_in_transaction_session_timeout', '1ms'],
  ['idle_session_timeout', '100ms'],
  ['row_security', 'off'],
  ['client_encoding', 'LATIN1'],
  ['extra_float_digits', '-15'],
  ['synchronous_commit', 'off'],
  ['check_function_bodies', 'off'],
  ['quote_all_identifiers', 'on'],
  ['xmloption', 'document'],
] as const

// PGlite's settings are nobody’s but the program’s.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres') {
  describe('a database with a setting of its own takes comments and shows them', () => {
    test.each(odd)('%s = %s', async (name, value) => {
      const url = await newDatabase()
      await run(url, `alter database ${nameOf(url)} set ${name} to ${pg.escapeLiteral(value)}`)
      expect(await pageWithComment(await start(url))).toMatch(shown)
    })

    test('that its users were given since the last start', async () => {
      const url = await newDatabase()
      await start(url)
      await run(
        url,
        `alter role current_user in database ${nameOf(url)} set statement_timeout to '1ms'`,
        `alter role ${nameOf(url)}_public in database ${nameOf(url)} set DateStyle to 'German, DMY'`,
      )
      expect(await pageWithComment(await start(url))).toMatch(shown)
    })
  })

  test('connections begin as they should be by themselves, which is what counts behind a pooler', async () => {
    const url = await newDatabase()
    await run(url, `alter database ${nameOf(url)} set DateStyle to 'German, DMY'`)
    await start(url)
    const [style] = await run(url, 'show DateStyle')
    expect(style?.rows).toEqual([{ DateStyle: 'ISO, MDY' }])
    const [settings] = await run(
      url,
      `select array_to_string(setconfig, ' ') as set from pg_db_role_setting join pg_roles r on r.oid = setrole
       join pg_database d on d.oid = setdatabase where datname = current_database() and rolname = datname || '_public'`,
    )
    expect(settings?.rows).toEqual([{ set: expect.stringMatching(/DateStyle=ISO, MDY/i) }])
  })

  test('idle connections that a pooler opened before are ended, once', async () => {
    const url = await newDatabase()
    const open = async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const ended = new Promise<string>(resolve => {
        client.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message))
      })
      return { client, ended }
    }
    const before = await open()
    await start(url)
    expect(await before.ended).toBe('57P01')
    const { client } = await open()
    await start(url)
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
  })

  test('a login that the host made for public pages, and that is read-only, is settled too', async () => {
    const url = await newDatabase()
    const reader = `${nameOf(url)}_reader`
    await run(
      url,
      `create role ${reader} login password 'r'`,
      `alter role ${reader} set default_transaction_read_only to on`,
      `alter role ${reader} set DateStyle to 'German, DMY'`,
    )
    const publicUrl = new URL(url)
    publicUrl.username = reader
    publicUrl.password = 'r'
    expect(await pageWithComment(await start(url, publicUrl.href))).toMatch(shown)
    const [style] = await run(publicUrl.href, 'show DateStyle')
    expect(style?.rows).toEqual([{ DateStyle: 'ISO, MDY' }])
  })

  test('a server that commits in a stronger way goes on doing so', async () => {
    const url = await newDatabase()
    await run(url, `alter database ${nameOf(url)} set synchronous_commit to remote_apply`)
    const { database } = await start(url)
    const { rows } = await sql`show synchronous_commit`.execute(database.db)
    expect(rows).toEqual([{ synchronous_commit: 'remote_apply' }])
  })

  test('two dozen comments at once are all taken where transactions are serializable', async () => {
    const url = await newDatabase()
    await run(url, `alter database ${nameOf(url)} set default_transaction_isolation to serializable`)
    const blog = await start(url)
    await blog.publish()
    const post = (place: number) =>
      blog.visitor({ ip: `198.51.100.${place + 1}` }).post('/tea/comments', {
        ...mara,
        name: `Reader ${place}`,
        comment: `Thought ${place}`,
      })
    let waiting = Array.from({ length: 25 }, (_, place) => place)
    // A busy machine may have no time for one: it is given back, and sent again.
    for (let times = 0; times < 5 && waiting.length > 0; times++) {
      const answers = await Promise.all(waiting.map(post))
      for (const { status, html } of answers)
        expect([303, html.includes('Thought') ? 503 : 500]).toContain(status)
      waiting = waiting.filter((_, index) => answers[index]?.status !== 303)
    }
    expect(waiting).toEqual([])
  })

  test.each(['LATIN1', 'SQL_ASCII'])(
    'a database that holds its texts as %s is refused before anything is made in it',
    async encoding => {
      const url = await newDatabase(`encoding '${encoding}' locale 'C' template template0`)
      await expect(start(url)).rejects.toThrow(DatabaseRefused)
      await expect(start(url)).rejects.toThrow(new RegExp(`${encoding}.* ENCODING 'UTF8'`))
      const [tables] = await run(
        url,
        "select nspname from pg_namespace where nspname = 'private' union select relname from pg_class where relnamespace = 'public'::regnamespace",
        `select from pg_roles where rolname = current_database() || '_public'`,
      )
      expect(tables?.rows).toEqual([])
    },
  )

  describe('a database that takes no writes', () => {
    test('is refused at the start, in a sentence', async () => {
      const url = await newDatabase()
      await run(url, `alter database ${nameOf(url)} set default_transaction_read_only to on`)
      await expect(start(url)).rejects.toThrow(/takes no writes.*default_transaction_read_only = off/)
    })

    test('since a while shows its pages and gives comments back with 503', async () => {
      const url = await newDatabase()
      const blog = await start(url)
      await blog.publish()
      await blog.visitor().get('/tea')
      await run(
        url,
        `alter database ${nameOf(url)} set default_transaction_read_only to on`,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
      const reader = blog.visitor()
      await expect.poll(async () => (await reader.get('/tea')).status).toBe(200)
      const refused = await reader.post('/tea/comments', mara)
      expect(refused.status).toBe(503)
      expect(refused.html).toContain(mara.comment)
    })
  })
}
