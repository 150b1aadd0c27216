import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { testSecret } from '../support/keys.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { runHere } from './here.ts'
import { hostsTools } from './process.ts'

const { folder, start, run } = hostsTools()
let made = 0

const first = testSecret
const second = 'the-second-key-of-more-than-thirty-two-characters'

/** A place for data without a key of its own. */
async function newBlog(): Promise<Record<string, string>> {
  const env = { DATA_DIR: folder() }
  return engine === 'pglite'
    ? env
    : { ...env, DATABASE_URL: await makePostgresDatabase(`key${process.pid}_${++made}`) }
}

/** One that is in use with the first key. */
async function usedBlog(): Promise<Record<string, string>> {
  const { SECRET_KEY: _, ...env } = await readyBlog(folder(), `key${process.pid}_${++made}`)
  if (engine === 'postgres') await runHere({ ...env, SECRET_KEY: first }, 'migrate')
  return env
}

async function query(url: string | undefined, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** What a start writes about who may log in, and about the key; nothing of a PGlite, which another process holds. */
const written = async (url: string | undefined) =>
  url === undefined
    ? []
    : query(
        url,
        `select rolpassword, a.xmin::text, k.fingerprint, k.xmin::text as written, since from pg_authid a, private.site_key k
     where rolname = current_database() || '_public'`,
      )

const refusal =
  /^This database is in use with another key than the one in \S+\. Give every .*SECRET_KEY_PREVIOUS/

describe('a database', () => {
  test('is served with one key: whoever comes with another is refused, and changed nothing', async () => {
    const env = await usedBlog()
    const before = await written(env['DATABASE_URL'])
    for (const [give, command] of [
      [run, 'serve'],
      [runHere, 'create-admin'],
    ] as const) {
      const { code, err, out } = await give({ ...env, SECRET_KEY: second }, command)
      expect({ command, code, out, err }).toEqual({
        command,
        code: 1,
        out: '',
        err: expect.stringMatching(refusal),
      })
      expect(err).toContain('in SECRET_KEY.')
      expect(err).not.toMatch(/^\s+at /m)
    }
    expect(await written(env['DATABASE_URL'])).toEqual(before)
    expect(await runHere({ ...env, SECRET_KEY: first }, 'posts', 'list')).toMatchObject({ code: 0, err: '' })
  })

  test('is changed to another by who names the one before, and refused to the one before from then on', async () => {
    const env = await usedBlog()
    const rotated = { ...env, SECRET_KEY: second, SECRET_KEY_PREVIOUS: first }
    expect(await runHere(rotated, 'posts', 'list')).toMatchObject({ code: 0, err: '' })
    // A command changes nothing: the one before still opens.
    expect(await runHere({ ...env, SECRET_KEY: first }, 'posts', 'list')).toMatchObject({ code: 0, err: '' })
    expect(await runHere(rotated, 'migrate')).toMatchObject({ code: 0, err: '' })
    expect(await runHere({ ...env, SECRET_KEY: second }, 'posts', 'list')).toMatchObject({ code: 0, err: '' })
    expect((await runHere({ ...env, SECRET_KEY: first }, 'posts', 'list')).err).toMatch(refusal)
  })

  test('in use gets no new key: a folder without one is refused, and left as it was', async () => {
    const env = await usedBlog()
    for (const [give, command] of [
      [run, 'serve'],
      [runHere, 'posts'],
    ] as const) {
      const { code, err } = await give(env, command)
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringMatching(
          /^This database is in use, and its key is not here: .*SECRET_KEY_PREVIOUS/,
        ),
      })
    }
    expect(existsSync(join(env['DATA_DIR'] ?? '', 'secret-key'))).toBe(false)
  })

  test('whose key is lost for good goes on with a new one, once the host says so', async () => {
    const env = await usedBlog()
    expect(await runHere(env, 'migrate', '--new-key')).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(env['DATA_DIR'] ?? '', 'secret-key'), 'utf8')).toHaveLength(44)
    expect(await runHere(env, 'posts', 'list')).toMatchObject({ code: 0, err: '' })
    expect((await runHere({ ...env, SECRET_KEY: first }, 'posts', 'list')).err).toMatch(refusal)
  })
})

// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  describe('a running blog', () => {
    test('is not disturbed by a command from another folder', async () => {
      const env = await newBlog()
      const server = start(env, 'serve')
      const url = await server.url()
      const before = await written(env['DATABASE_URL'])
      const elsewhere = { DATA_DIR: join(folder(), 'data'), DATABASE_URL: env['DATABASE_URL'] ?? '' }
      const { code, err } = await run(elsewhere, 'posts', 'list')
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('its key is not here') })
      expect(existsSync(elsewhere.DATA_DIR)).toBe(false)
      expect(await written(env['DATABASE_URL'])).toEqual(before)
      await query(env['DATABASE_URL'], cutPublic) // what it opens from now on it opens with the password it knows
      for (const page of [url, `${url}/welcome`]) expect((await fetch(page)).status).toBe(200)
    })

    test('goes on while the key is changed around it, node by node', async () => {
      const env = await newBlog()
      const old = start({ ...env, SECRET_KEY: first }, 'serve')
      const url = await old.url()
      const rotated = { ...env, SECRET_KEY: second, SECRET_KEY_PREVIOUS: first }
      const node = start(rotated, 'serve')
      const newUrl = await node.url()
      await query(env['DATABASE_URL'], cutPublic)
      for (const each of [url, newUrl]) {
        expect((await fetch(`${each}/welcome?new`)).status).toBe(200)
        expect((await fetch(each)).status).toBe(200)
      }
      await old.stop()
      expect((await run({ ...env, SECRET_KEY: first }, 'serve')).err).toMatch(refusal)
    })

    test('keeps its roles as they are whatever commands read and write', async () => {
      const env: Record<string, string> = { ...(await newBlog()), SECRET_KEY: first }
      await run(env, 'migrate')
      const before = await written(env['DATABASE_URL'])
      for (const command of [
        ['posts'],
        ['comments'],
        ['settings'],
        ['create-admin'],
        ['settings', 'set', 'title', 'T'],
      ])
        expect(await run(env, ...command)).toMatchObject({ code: 0, err: '' })
      expect(await written(env['DATABASE_URL'])).toEqual(before)
    })

    test('makes one key when two start at once on an empty database', async () => {
      const env = await newBlog()
      const other = { ...env, DATA_DIR: folder() }
      const ended = await Promise.all([run(env, 'migrate'), run(other, 'migrate'), run(env, 'migrate')])
      expect(ended[1]?.code === 0 ? [ended[0].code, ended[2].code] : [ended[1]?.code]).toEqual(
        ended[1]?.code === 0 ? [1, 1] : [1],
      )
      expect(ended.filter(({ code }) => code === 0).length).toBeGreaterThan(0)
      const keys = [env, other].map(({ DATA_DIR }) => existsSync(join(DATA_DIR, 'secret-key')))
      expect(keys.filter(Boolean)).toHaveLength(1)
    })
  })

const cutPublic = `select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = current_database() || '_public'`
