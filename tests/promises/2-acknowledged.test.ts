import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../../src/app.tsx'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { loadKeys } from '../../src/keys.ts'
import { visitorWithoutDatabase } from '../support/away.ts'
import { openBlog, testBlog } from '../support/blog.ts'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { testKeys, testSecret } from '../support/keys.ts'
import { formKey, makeVisitor, mara } from '../support/visitor.ts'

const blog = testBlog()
const stored = async () =>
  (await blog().database.db.selectFrom('comments').select('source').execute()).map(row => row.source)

describe('one form is one comment', () => {
  test('however often it is sent at once, and each sending leads to it, even at the limit of comments', async () => {
    await blog().publish()
    await blog().database.db.updateTable('settings').set({ comments_per_minute: 1 }).execute()
    const reader = blog().visitor()
    const form = { ...mara, form_key: formKey((await reader.get('/tea')).html) }
    const answers = await Promise.all(Array.from({ length: 6 }, () => reader.post('/tea/comments', form)))
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 6 }, () => 303))
    expect(new Set(answers.map(answer => answer.headers.get('location'))).size).toBe(1)
    expect(await stored()).toEqual([mara.comment])
  })

  test('when the answer was lost on its way and it is sent again, from another network too', async () => {
    await blog().publish()
    const form = { ...mara, form_key: crypto.randomUUID() }
    const lost = await blog().visitor().post('/tea/comments', form)
    const again = await blog().visitor({ ip: '203.0.113.50' }).post('/tea/comments', form)
    expect([again.status, again.headers.get('location')]).toEqual([303, lost.headers.get('location')])
    expect(await stored()).toEqual([mara.comment])
  })

  test('after it was given back because the database was away, and nothing was stored by then', async () => {
    await blog().publish()
    const answer = await (await visitorWithoutDatabase(blog())).post('/tea/comments', {
      ...mara,
      form_key: 'first',
    })
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.html).toContain(`\n${mara.comment}</textarea>`)
    expect(await stored()).toEqual([])
    const again = await blog()
      .visitor()
      .post('/tea/comments', { ...mara, form_key: formKey(answer.html) })
    expect(again.status).toBe(303)
    expect(await stored()).toEqual([mara.comment])
  })
})

test('a comment is acknowledged once it is committed, and never before', async () => {
  await blog().publish()
  const { db } = blog().database
  await sql`create function private.refuse_commit() returns trigger language plpgsql as $$
    begin raise exception 'not today'; end $$`.execute(db)
  await sql`create constraint trigger refuse_commit after insert on public.comments deferrable initially deferred
    for each row execute function private.refuse_commit()`.execute(db)
  try {
    const answer = await blog().visitor().post('/tea/comments', mara)
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([500, []])
    expect(await stored()).toEqual([])
  } finally {
    await sql`drop function private.refuse_commit() cascade`.execute(db)
  }
})

/** Sends comments, eight at a time, until `enough` says so or nobody answers. */
async function keepPosting(
  send: (form: Record<string, string>) => Promise<number | null>,
  isEnough: (acknowledged: number) => boolean,
) {
  const acknowledged: string[] = []
  const unanswered: Record<string, string>[] = []
  let isOver = false
  let next = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const form = { ...mara, comment: `Thought ${next++}`, form_key: crypto.randomUUID() }
        const status = await send(form).catch(() => null)
        if (status === 303) acknowledged.push(form.comment)
        else unanswered.push(form)
        if (isEnough(acknowledged.length) || unanswered.length > 200) isOver = true
      }
    }),
  )
  return { acknowledged, unanswered }
}

/** From a network of its own, so that no comment is too fast. */
const network = () =>
  `2001:db8:${Math.floor(Math.random() * 65_536).toString(16)}:${Math.floor(Math.random() * 65_536).toString(16)}::1`

test('a server that is killed while comments come in has each that it acknowledged, once, and takes the others again', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-killed-'))
  const env = {
    SECRET_KEY: testSecret,
    DATA_DIR: folder,
    TRUSTED_PROXIES: '127.0.0.1,::1',
    LOG_LEVEL: 'silent',
    ...(engine === 'postgres' ? { DATABASE_URL: await makePostgresDatabase('killed') } : {}),
  }
  try {
    const first = await startServer(env)
    const { acknowledged, unanswered } = await keepPosting(
      form => postTo(first.url, form),
      count => {
        if (count >= 40) first.process.kill('SIGKILL')
        return first.process.killed
      },
    )
    await first.ended
    expect(acknowledged.length).toBeGreaterThanOrEqual(40)

    const afterwards = await sourcesIn(env)
    expect(acknowledged.filter(text => afterwards.filter(source => source === text).length !== 1)).toEqual([])

    const second = await startServer(env)
    for (const form of unanswered) expect(await postTo(second.url, form)).toBe(303)
    second.process.kill('SIGTERM')
    await second.ended
    const all = (await sourcesIn(env)).filter(text => text.startsWith('Thought '))
    expect(all.sort()).toEqual([...acknowledged, ...unanswered.map(form => form['comment'] ?? '')].sort())
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function postTo(url: string, form: Record<string, string>): Promise<number> {
  const answer = await fetch(`${url}/welcome/comments`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'x-forwarded-for': network() },
    body: new URLSearchParams(form),
  })
  return answer.status
}

async function startServer(
  env: Record<string, string>,
): Promise<{ process: ChildProcess; url: string; ended: Promise<unknown> }> {
  const main = join(import.meta.dirname, '..', '..', 'dist', 'src', 'main.js')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'serve'], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const url = line.match(/http:\/\/localhost:(\d+)/)
    if (url) return { process: child, url: `http://127.0.0.1:${url[1]}`, ended }
  }
  throw new Error('the server ended before it began')
}

async function sourcesIn(env: Record<string, string>): Promise<string[]> {
  const config = readConfig(env)
  const database = await openDatabase(config, loadKeys(config).current)
  try {
    return (await database.db.selectFrom('comments').select('source').execute()).map(row => row.source)
  } finally {
    await database.close()
  }
}

// A PGlite has no connection that could be cut.
test.each(engine === 'postgres' ? ['of its transactions'] : [])(
  'a database that cuts connections in the middle %s loses nothing and doubles nothing, and gives the words back',
  { timeout: 60_000 },
  async () => {
    const url = await makePostgresDatabase('cut')
    const config = readConfig({ SECRET_KEY: testSecret, DATABASE_URL: url, LOG_LEVEL: 'info' })
    const database = await openDatabase(config, testKeys.current)
    try {
      const other = await openBlog(database, config)
      await other.publish()
      const app = makeApp(other.services)
      const refusals: string[] = []
      const post = async (form: Record<string, string>) => {
        const answer = await makeVisitor(app, { ip: network() }).post('/tea/comments', form)
        const isGivenBack = answer.html.includes(`\n${form['comment']}</textarea>`)
        if (answer.status !== 303) refusals.push(`${answer.status}, text there: ${isGivenBack}`)
        return answer.status
      }
      let cuts = 0
      const { acknowledged, unanswered } = await keepPosting(post, count => {
        if (count > 20 * (cuts + 1)) {
          cuts++
          void cutConnections(url)
        }
        return count >= 120
      })
      expect(cuts).toBeGreaterThan(3)
      expect([...new Set(refusals)]).toEqual(['503, text there: true'])
      for (const form of unanswered) expect(await post(form)).toBe(303)
      const { rows } = await sql<{ source: string }>`select source from comments`.execute(database.db)
      expect(rows.map(row => row.source).sort()).toEqual(
        [...acknowledged, ...unanswered.map(form => form['comment'] ?? '')].sort(),
      )
      expect(unanswered.length).toBeGreaterThan(0)
    } finally {
      await database.close()
    }
  },
)

async function cutConnections(url: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name = 'afterword'`,
  )
  await client.end()
}
