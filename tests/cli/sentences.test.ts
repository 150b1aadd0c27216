import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { runRemotely } from '../../src/cli/control.ts'
import { readConfig } from '../../src/config.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { runHere } from './here.ts'
import { hostsTools, sentenceOf } from './process.ts'

const { folder, run } = hostsTools()
const key = 'a-key-of-more-than-thirty-two-characters'
let made = 0

const sentence = (env: Record<string, string>, ...args: string[]) => sentenceOf(runHere(env, ...args))

test.each([
  ['', 'is empty'],
  ['cut short\n', 'is too short to be a key'],
])('a folder with a key of %j is said to hold none', async (text, because) => {
  const dataDir = folder()
  const { SECRET_KEY: _, ...env } = await readyBlog(dataDir, `s${process.pid}_${++made}`)
  writeFileSync(join(dataDir, 'secret-key'), text, { mode: 0o600 })
  expect(await sentence(env, 'migrate')).toContain(
    `${join(dataDir, 'secret-key')} ${because}. Put the copy of the key there`,
  )
  expect(readFileSync(join(dataDir, 'secret-key'), 'utf8')).toBe(text)
})

test('a command whose database never answers, or whose server ends in the middle, says so', async () => {
  const dataDir = folder()
  mkdirSync(join(dataDir, 'database'))
  const silent = {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, '..', 'support', 'never-answers.mjs')}`,
  }
  const { code, err } = await run({ DATA_DIR: dataDir, ...silent }, 'posts')
  expect([code, err]).toEqual([1, expect.stringContaining('never answered. What was done stays')])

  const server = createHttpServer((_, response) => {
    response.write('{"line":"one"}\n', () => response.destroy())
  })
  server.listen(join(dataDir, 'control.sock'))
  await once(server, 'listening')
  expect(await run({ DATA_DIR: dataDir }, 'posts')).toMatchObject({
    code: 1,
    out: 'one\n',
    err: expect.stringMatching(/^The process that serves the blog ended before the command was done\..*\n$/),
  })
  // Or before it said a word.
  server.removeAllListeners('request').on('request', ({ socket }) => socket.destroy())
  const said: string[] = []
  const texts = await commandTexts('en')
  const output = { line: () => undefined, problem: (text: string) => void said.push(text), texts }
  expect(await runRemotely(readConfig({ DATA_DIR: dataDir }), 'posts', null, output)).toBe(1)
  expect(said).toEqual([texts.stops.serverEnded])
  server.close()
})

async function query(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** The address of a database for another user, or of another database, or another place. */
function changed(
  url: string,
  change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'host'>>,
): string {
  return Object.assign(new URL(url), change).href
}

// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  describe('a Postgres', () => {
    const env = (url: string, more: Record<string, string> = {}) => ({
      DATA_DIR: '/nowhere',
      SECRET_KEY: key,
      DATABASE_URL: url,
      ...more,
    })
    const newUrl = () => makePostgresDatabase(`s${process.pid}_${++made}`)
    const nameIn = (url: string) => new URL(url).pathname.slice(1)

    test('that the user does not own says who must', async () => {
      const url = await newUrl()
      const user = `${nameIn(url)}_guest`
      await query(url, `create role ${user} login password 'g' createrole`)
      expect(await sentence(env(changed(url, { username: user, password: 'g' })), 'migrate')).toContain(
        `As a superuser run: ALTER DATABASE "${nameIn(url)}" OWNER TO "${user}";`,
      )
    })

    test('with tables that another restored says how to restore them', async () => {
      const url = await newUrl()
      await runHere(env(url), 'migrate')
      const user = `${nameIn(url)}_owner`
      await query(
        url,
        `create role ${user} login password 'o' createrole`,
        `alter database ${nameIn(url)} owner to ${user}`,
      )
      for (const command of ['migrate', 'posts'])
        expect(await sentence(env(changed(url, { username: user, password: 'o' })), command)).toMatch(
          /^"private(\.\w+)?" in this database belongs to "postgres".*--no-owner --role=/,
        )
    })

    test('with tables of something else is left to it', async () => {
      const url = await newUrl()
      await query(url, 'create table public.posts (id int)')
      expect(await sentence(env(url), 'migrate')).toContain('tables of something else ("public.posts")')
    })

    test('with nothing in it is no blog to a command, and one of an older version is to be migrated', async () => {
      const url = await newUrl()
      expect(await sentence(env(url), 'posts')).toContain('There is no blog in this database yet.')
      await runHere(env(url), 'migrate')
      await query(
        url,
        'delete from private.kysely_migration where name = (select max(name) from private.kysely_migration)',
      )
      for (const command of [['posts'], ['create-admin'], ['settings']])
        expect(await sentence(env(url), ...command)).toContain('older than this program: run "migrate" first')
    })

    test('that asks for a password which the address lacks says so', async () => {
      const url = await newUrl()
      const server = await asksForPassword()
      const lacking = changed(url, { host: `127.0.0.1:${server.port}`, password: '' })
      expect(await sentence(env(lacking), 'migrate')).toContain('DATABASE_URL names no password')
      server.close()
    })

    test.each([
      ['host', 'can’t be reached. Is it running, and is DATABASE_PUBLIC_URL right?'],
      ['database', 'Postgres refuses DATABASE_PUBLIC_URL: database "'],
      ['role', 'DATABASE_PUBLIC_URL: there is no role "nobody_here"'],
      ['copy', 'DATABASE_PUBLIC_URL leads to another database than DATABASE_URL'],
      ['empty', 'DATABASE_PUBLIC_URL leads to another database than DATABASE_URL'],
    ])('that a wrong DATABASE_PUBLIC_URL does not lead to is told by that name: %s', async (wrong, said) => {
      const url = await newUrl()
      const user = `${nameIn(url)}_reader`
      await query(url, `create role ${user} login password 'r'`)
      await runHere(env(url), 'migrate')
      const other = await newUrl()
      if (wrong === 'copy') await runHere(env(other), 'migrate')
      const publicUrl = changed(url, {
        username: wrong === 'role' ? 'nobody_here' : user,
        password: 'r',
        ...(wrong === 'host' && { host: '127.0.0.1:1' }),
        ...(wrong === 'database' && { pathname: '/there_is_none' }),
        ...((wrong === 'copy' || wrong === 'empty') && { pathname: new URL(other).pathname }),
      })
      for (const command of ['migrate', 'posts'])
        expect(await sentence(env(url, { DATABASE_PUBLIC_URL: publicUrl }), command)).toContain(said)
      const right = changed(url, { username: user, password: 'r' })
      expect(await runHere(env(url, { DATABASE_PUBLIC_URL: right }), 'migrate')).toMatchObject({
        code: 0,
        err: '',
      })
    })

    test('whose roles are gone, as after a restore elsewhere, has them again after the next start', async () => {
      const url = await newUrl()
      await runHere(env(url), 'migrate')
      await query(url, `drop owned by ${nameIn(url)}_public`, `drop role ${nameIn(url)}_public`)
      expect(await sentence(env(url), 'posts')).toContain('run "migrate"')
      expect(await runHere(env(url), 'migrate')).toMatchObject({ code: 0, err: '' })
      expect(await runHere(env(url), 'posts')).toMatchObject({ code: 0, err: '' })
    })
  })

/** A server that speaks enough of the protocol to ask for a password by SCRAM, as most do (RFC 5802). */
async function asksForPassword(): Promise<{ port: number; close(): void }> {
  const server = createServer(socket => {
    socket.once('data', () => {
      socket.write(authentication(10, 'SCRAM-SHA-256\0\0'))
      socket.once('data', answer => {
        const nonce = answer.toString('latin1').match(/r=(.+)$/)?.[1]
        socket.write(authentication(11, `r=${nonce}more,s=c2FsdA==,i=4096`))
      })
    })
    socket.on('error', () => undefined)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}

function authentication(code: number, text: string): Buffer {
  const head = Buffer.alloc(9)
  head.write('R')
  head.writeInt32BE(8 + Buffer.byteLength(text), 1)
  head.writeInt32BE(code, 5)
  return Buffer.concat([head, Buffer.from(text)])
}
