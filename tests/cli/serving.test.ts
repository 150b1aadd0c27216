import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer, request } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { explain } from '../../src/cli/explain.ts'
import { listen } from '../../src/cli/listen.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { newMark } from '../support/visitor.ts'
import { emptyPlace, readyBlog } from '../support/ready-blog.ts'
import { runHere } from './here.ts'
import { hostsTools } from './process.ts'

const { folder, start, run, runAsNobody } = hostsTools()
let made = 0

/** A new place for data: a folder that is not there yet, or a database with one for the key. */
async function newBlog(): Promise<Record<string, string>> {
  const env = { DATA_DIR: join(folder(), 'data') }
  return engine === 'pglite'
    ? env
    : { ...env, DATABASE_URL: await makePostgresDatabase(`cli${process.pid}_${++made}`) }
}

/** One that a first start has made before, in a folder in the temporary one. */
const usedBlog = (inside = '.') => readyBlog(join(folder(), inside), `cli${process.pid}_${++made}`)

/** The rights on the socket that commands go through; null when there is none. */
function socketMode(env: Record<string, string>): number | null {
  const path = join(env['DATA_DIR'] ?? '', 'control.sock')
  return existsSync(path) ? statSync(path).mode & 0o777 : null
}

const pageAt = async (url: string) => (await fetch(url)).text()
const waiting = 'Is anybody there?'

describe('a blog that is served', () => {
  test('is there from nothing, for its owner alone, obeys commands and shows each change at the next request, until it has answered all', async () => {
    const env = await newBlog()
    const server = start(env, 'serve')
    const url = await server.url()
    expect(await pageAt(url)).toContain('/welcome')
    await pageAt(`${url}/welcome`)
    expect(socketMode(env)).toBe(engine === 'pglite' ? 0o600 : null)
    const names = ['.', 'secret-key', ...(engine === 'pglite' ? ['database', 'lock'] : [])]
    for (const name of names)
      expect({ name, mode: statSync(join(env['DATA_DIR'] ?? '', name)).mode & 0o077 }).toEqual({
        name,
        mode: 0,
      })

    const page = await pageAt(`${url}/welcome`)
    expect(page.match(/rel="canonical" href="([^"]+)"/)?.[1]).toBe(`${url}/welcome`)
    // On Postgres it runs beside the server, whose port it can't know.
    const invitation = engine === 'pglite' ? `${url}/invitations/` : '/invitations/'
    expect((await run(env, 'create-admin')).out).toContain(invitation)

    const path = join(env['DATA_DIR'] ?? '', 'kettles.md')
    writeFileSync(path, '---\ntitle: On kettles\n---\nThey sing.')
    expect(await runHere(env, 'import', 'markdown', path)).toMatchObject({ code: 0, err: '' })
    expect(await pageAt(`${url}/kettles`)).toContain('They sing.')
    expect(await pageAt(url)).toContain('On kettles')

    const answer = await fetch(`${url}/kettles/comments`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url, cookie: `browser=${newMark()}` },
      body: new URLSearchParams({
        comment: waiting,
        name: 'Mara',
        email: 'mara@lindqvist.example',
      }),
    })
    const id = answer.headers.get('location')?.match(/comment-(\d+)$/)?.[1] ?? ''
    expect((await runHere(env, 'comments', 'list')).out).toContain(waiting)
    expect(await pageAt(`${url}/kettles`)).not.toContain(waiting)
    expect(await runHere(env, 'comments', 'approve', id)).toMatchObject({
      code: 0,
      out: `Comment ${id} is approved (it was pending).\n`,
    })
    expect(await pageAt(`${url}/kettles`)).toContain(waiting)
    expect(await runHere({ ...env, LANG: 'zh_CN.UTF-8' }, 'comments', 'approve', '99999')).toMatchObject({
      code: 1,
      err: '没有编号为 99999 的评论。\n',
    })

    const met = await start(env, 'serve').url().then(pageAt, String)
    // A folder of PGlite is shared with no second process, and a Postgres with many.
    expect(met).toContain(
      engine === 'postgres'
        ? '/welcome'
        : `ended with 1: ${env['DATA_DIR']} is in use by another Afterword process.`,
    )
    expect(met).not.toMatch(/^\s+at /m)
    expect(await pageAt(url)).toContain('/welcome')

    const asked = askSlowly(url)
    await once(asked, 'continue') // it has begun to answer, and waits for the body
    server.child.kill('SIGTERM')
    await refusesNew(url)
    asked.end('language=en&theme=dark&return=/')
    const [last] = await once(asked, 'response')
    expect(last).toMatchObject({ statusCode: 303 })
    last.resume()
    expect(await server.ended).toMatchObject({ code: 0, err: '' })
    expect((await runHere(env, 'comments', 'list', '--status', 'approved')).out).toContain(waiting)
  })

  test('keeps what was done before it was killed, starts again over what it left lying, and ends at once on a second signal', async () => {
    const env = await usedBlog()
    const first = start(env, 'serve')
    await first.url()
    expect(await runHere(env, 'settings', 'set', 'title', 'The Kettle')).toMatchObject({ code: 0 })
    first.child.kill('SIGKILL')
    expect((await first.ended).signal).toBe('SIGKILL')
    expect(socketMode(env)).toBe(engine === 'pglite' ? 0o600 : null)

    expect((await runHere(env, 'settings', 'list')).out).toContain('The Kettle')
    const second = start(env, 'serve')
    expect(await pageAt(await second.url())).toContain('The Kettle')
    expect(await runHere(env, 'settings', 'set', 'title', 'The Pot')).toMatchObject({ code: 0, err: '' })
    const url = await second.url()
    expect(await pageAt(url)).toContain('The Pot')

    // It waits for a body that does not come.
    const asked = askSlowly(url).on('error', () => undefined)
    await once(asked, 'continue')
    second.child.kill('SIGTERM')
    await refusesNew(url)
    // Again and again, for one that follows at once is taken for the same.
    const again = setInterval(() => second.child.kill('SIGTERM'), 50)
    const { code, signal, err } = await second.ended
    clearInterval(again)
    // The third may meet a process that hears no more.
    expect([code ?? signal, err]).toEqual([signal ?? 143, ''])
  })

  test('says in a sentence that its port is taken, and ends', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? `${address.port}` : ''
    const { code, err } = await run({ ...(await usedBlog()), PORT: port }, 'serve')
    other.close()
    expect(code).toBe(1)
    expect(err).toContain(`${port}. Another program listens there; set PORT to another one.`)
    expect(err).not.toMatch(/^\s+at /m)
  })

  test.each([
    ['192.0.2.1', 'EADDRNOTAVAIL'],
    ['no-such-host.invalid', '(ENOTFOUND|EAI_AGAIN)'],
  ])('says in a sentence that %s is none of its addresses', async (host, code) => {
    const refused = await listen(createServer(), { host, port: 0 }).catch((error: unknown) => error)
    const problems: string[] = []
    const texts = await commandTexts('en')
    expect(explain(refused, { line: () => {}, problem: text => void problems.push(text), texts })).toBe(1)
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^.*${code}.*${host}.* HOST must be one of this machine’s own.*$`)),
    ])
  })

  test('ends with the npm that started it, and says when it began, was told to stop, and ended; in however long a folder it obeys commands', async () => {
    const { PATH = '', HOME = '' } = process.env
    const data = await usedBlog(join('a'.repeat(60), 'b'.repeat(60))) // too long for a socket
    const env = { PATH, HOME, PORT: '0', HOST: '127.0.0.1', ...data }
    const root = join(import.meta.dirname, '..', '..')
    const npm = spawn('npm', ['start', '--ignore-scripts'], { cwd: root, env, detached: true })
    const lines: string[] = []
    try {
      const ended = once(npm.stdout, 'close') // by the last who can write to it
      for await (const line of createInterface(npm.stdout)) {
        lines.push(line)
        if (!line.includes('"process":"started"')) continue
        expect(await runHere(data, 'settings', 'set', 'title', 'Far away')).toMatchObject({
          code: 0,
          err: '',
        })
        npm.kill('SIGTERM')
      }
      await ended
    } finally {
      if (npm.pid !== undefined && npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid)
    }
    const said = lines.filter(line => line.startsWith('{"level":"info"')).map(line => JSON.parse(line))
    expect(said).toMatchObject([
      { process: 'started', url: expect.stringMatching(/^http:/), database: engine },
      { process: 'stopping', signal: 'SIGTERM' },
      { process: 'stopped', cut: 0 },
    ])
    expect(socketMode(data)).toBeNull()
    expect((await runHere(data, 'settings', 'list')).out).toContain('Far away')
  })
})

/** A form that a server has begun to answer once it tells to continue, and whose body is yet to come. */
function askSlowly(url: string) {
  const headers = {
    origin: url, // that of another site would be refused without its body
    'content-type': 'application/x-www-form-urlencoded',
    expect: '100-continue',
  }
  const asked = request(`${url}/preferences`, { method: 'POST', headers })
  asked.flushHeaders()
  return asked
}

/** Waits until nobody new is let in, which is how a server shows that it is ending. */
async function refusesNew(url: string): Promise<void> {
  for (;;) {
    try {
      await (await fetch(url, { headers: { connection: 'close' } })).text()
    } catch {
      return
    }
  }
}

describe('the command line', () => {
  test('helps whoever asks, and whoever mistypes', async () => {
    const asked = await runHere({}, 'help')
    expect(asked).toMatchObject({ code: 0, err: '' })
    for (const name of ['serve', 'migrate', 'comments', 'posts', 'import', 'settings'])
      expect(asked.out).toContain(`\n  ${name}`)
    expect(await runHere({}, '--help')).toEqual(asked)
    const mistyped = await run({}, 'comment')
    expect(mistyped).toMatchObject({ code: 2, out: asked.out, err: 'There is no command "comment".\n' })
  })

  test.each([
    [['serve', '--port', '1'], 'serve'],
    [['comments', 'approve', '1', '--status', 'spam'], 'comments list'],
  ])('refuses %j, says how it is used, and touches nothing', async (args, usage) => {
    const dataDir = join(folder(), 'data')
    const { code, out, err } = await runHere({ DATA_DIR: dataDir }, ...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(`Usage: ${usage}`)
    expect(err).not.toMatch(/^\s+at /m)
    expect(existsSync(dataDir)).toBe(false)
  })

  test.each([
    ['create-admin', ['extra']],
    ['comments', ['list', 'approved']],
    ['posts', ['list', 'tea']],
    ['posts', ['delete', '--all']],
    ['settings', ['list', 'title']],
    ['import', ['markdown', '--force', 'a.md']],
  ] as const)('refuses %s %j before it looks for a database', async (name, args) => {
    const command = await commands[name]()
    const output = { line: () => {}, problem: () => {}, texts: await commandTexts('en') }
    await expect((async () => command.prepare([...args], output))()).rejects.toThrow(UsageError)
  })

  test.each(['serve', 'posts'])('explains %s to who asks for it alone', async name => {
    const dataDir = join(folder(), 'data')
    const { code, out, err } = await runHere({ DATA_DIR: dataDir, PORT: 'wrong' }, name, '--help')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(new RegExp(`^Usage: npm run afterword -- ${name}\\b.*\\n\\n[A-Z].+\\.\\n$`))
    expect(await runHere({ DATA_DIR: dataDir }, name, '-h')).toMatchObject({ code: 0, out })
    expect(existsSync(dataDir)).toBe(false)
  })

  test('has a usage and a sentence for each command', async () => {
    const texts = await commandTexts('en')
    for (const [name, load] of Object.entries(commands)) {
      const command = await load()
      expect([command.usage, command.summary(texts)]).toEqual([
        expect.stringMatching(new RegExp(`^${name}\\b`)),
        expect.stringMatching(/^[A-Z].+\.$/),
      ])
    }
  })

  test('says which variable is wrong, and touches nothing', async () => {
    const dataDir = join(folder(), 'data')
    const { code, err } = await run({ DATA_DIR: dataDir, PORT: 'http', BASE_URL: 'blog' }, 'serve')
    expect(code).toBe(1)
    expect(err.split('\n').map(line => line.split(' ')[0])).toEqual(['PORT', 'BASE_URL', ''])
    expect(existsSync(dataDir)).toBe(false)
  })

  test('says to another user who may give commands', async () => {
    const dataDir = folder()
    const server = createServer().listen(join(dataDir, 'control.sock'))
    await once(server, 'listening')
    chmodSync(dataDir, 0o755)
    chmodSync(join(dataDir, 'control.sock'), 0)
    const { code, err } = await runAsNobody({ DATA_DIR: dataDir }, 'posts', 'list')
    server.close()
    expect(code).toBe(1)
    expect(err).toBe('The blog is served by another user: run commands as that one.\n')
  })

  test('says that a Postgres is not there, or refuses, without a stack and without the password', async () => {
    const away = { DATA_DIR: folder(), DATABASE_URL: 'postgres://u:swordfish@127.0.0.1:1/blog' }
    const { code, err } = await runHere(away, 'migrate')
    expect(code).toBe(1)
    expect(err).toBe('The database can’t be reached. Is it running, and is DATABASE_URL right?\n')
    if (engine === 'pglite') return
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
    url.pathname = '/there_is_no_such_database'
    const refused = await runHere({ DATA_DIR: folder(), DATABASE_URL: url.href }, 'migrate')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Postgres refuses DATABASE_URL: database "there_is_no_such_database"')
    expect(refused.err).not.toMatch(/^\s+at /m)
  })

  test('brings the database up to date and stops, as often as it is told to, with a key for its owner alone', async () => {
    const dataDir = join(folder(), 'data')
    const env = await emptyPlace(dataDir, `cli${process.pid}_${++made}`)
    for (const give of [run, runHere])
      expect(await give(env, 'migrate')).toMatchObject({
        code: 0,
        out: 'The database is up to date.\n',
        err: '',
      })
    const key = join(dataDir, 'secret-key')
    expect(readFileSync(key, 'utf8')).toMatch(/^[\w-]{43}\n$/)
    expect(statSync(key).mode & 0o077).toBe(0)
  })
})
