import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { opensContacts } from '../../src/readers/contacts.ts'
import { keySource } from '../../src/secret-file.ts'
import { hostsTools } from '../cli/process.ts'
import { visitorWithoutDatabase } from '../support/away.ts'
import { openBlog, testBlog } from '../support/blog.ts'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { makeVisitor, mara, newMark } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()
const { start } = hostsTools()
const stored = async () =>
  (await blog().database.db.selectFrom('comments').select('source').execute()).map(row => row.source)

describe('what is sent again is one comment', () => {
  test('however often it is sent at once, and each sending leads to it, even at the limit of comments', async () => {
    await blog().publish()
    await setSettings(blog().database.db, { comments_per_minute: 1 })
    const reader = blog().visitor()
    reader.cookies.set('browser', newMark())
    const answers = await Promise.all(Array.from({ length: 6 }, () => reader.post('/tea/comments', mara)))
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 6 }, () => 303))
    expect(new Set(answers.map(answer => answer.headers.get('location'))).size).toBe(1)
    expect(await stored()).toEqual([mara.comment])
  })

  test('when the answer was lost on its way and it is sent again, from another network too', async () => {
    await blog().publish()
    const reader = blog().visitor()
    const mark = newMark()
    reader.cookies.set('browser', mark)
    const lost = await reader.post('/tea/comments', mara)
    const elsewhere = blog().visitor({ ip: '203.0.113.50' })
    elsewhere.cookies.set('browser', mark) // which is all that the browser has: the answer with the rest was lost
    const again = await elsewhere.post('/tea/comments', mara)
    expect([again.status, again.headers.get('location')]).toEqual([303, lost.headers.get('location')])
    expect(again.headers.getSetCookie().join()).toContain('comment-')
    expect(await stored()).toEqual([mara.comment])
  })

  test('from a browser that has sent nothing before: nothing is stored until it has its mark', async () => {
    await blog().publish()
    const reader = blog().visitor()
    const form = {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(mara).toString(),
    }
    const answer = await reader.send('/tea/comments', form)
    expect([answer.status, answer.headers.get('location')]).toEqual([307, '/tea/comments?marked=yes'])
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^browser=[\w-]{22};.*HttpOnly/)])
    expect(await stored()).toEqual([])
    for (let times = 0; times < 2; times++)
      expect((await reader.send('/tea/comments?marked=yes', form)).status).toBe(303)
    expect(await stored()).toEqual([mara.comment])
  })

  describe('from a browser that keeps no cookies,', () => {
    /** A browser of the same network each time, which was sent a mark and brings none. */
    const send = (words: Partial<typeof mara> = {}, ip = '198.51.100.7') =>
      blog()
        .visitor({ ip })
        .post('/tea/comments?marked=yes', { ...mara, ...words })

    test('which is known by its network, and is given nothing that another behind it could use', async () => {
      await blog().publish()
      const answers = await Promise.all([send(), send(), send()])
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
      expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
      expect(answers.flatMap(({ headers }) => headers.getSetCookie()).join()).not.toMatch(/comment-|browser/)
      expect(await stored()).toEqual([mara.comment])
      await send({}, '198.51.100.8')
      await send({ name: 'Marla' })
      expect(await stored()).toHaveLength(3)
    })

    test('who is told that it waits, where no page would show it to them', async () => {
      await blog().publish()
      const reader = blog().visitor()
      for (let times = 0; times < 2; times++) {
        const { headers } = await send()
        expect(headers.get('location')).toBe('/tea/comments/waiting')
        reader.cookies.clear()
        const told = await reader.get('/tea/comments/waiting')
        expect(told.headers.get('cache-control')).toBe('private, no-store')
        expect(told.html).toContain('Your comment is awaiting moderation.')
        expect(told.html).toContain('href="/tea#comments"')
      }
      const { id } = await blog().database.db.selectFrom('comments').select('id').executeTakeFirstOrThrow()
      await blog().approve(id)
      expect((await send()).headers.get('location')).toBe(`/tea#comment-${id}`)
    })

    test('for ten minutes', async () => {
      await blog().publish()
      await send()
      const { db } = blog().database
      const grow = (minutes: number) =>
        sql`update comments set created_at = created_at - make_interval(mins => ${minutes})`.execute(db)
      await grow(9)
      await send()
      expect(await stored()).toHaveLength(1)
      await grow(2)
      await Promise.all([send(), send()])
      expect(await stored()).toHaveLength(2)
      await send()
      expect(await stored()).toHaveLength(2)
    })
  })

  test('after it was given back because the database was away, and nothing was stored by then', async () => {
    await blog().publish()
    const answer = await (await visitorWithoutDatabase(blog())).post('/tea/comments', mara)
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.html).toContain(`\n${mara.comment}</textarea>`)
    expect(await stored()).toEqual([])
    expect((await blog().visitor().post('/tea/comments', mara)).status).toBe(303)
    expect(await stored()).toEqual([mara.comment])
  })
})

describe('what somebody means to say twice is two comments:', () => {
  test('“Thanks!” of two who give no name, behind one router', async () => {
    await blog().publish()
    await setSettings(blog().database.db, { name_email_required: false })
    const thanks = { comment: 'Thanks!', name: '', email: '', website: '' }
    const ids = [await blog().visitor().comment('tea', thanks), await blog().visitor().comment('tea', thanks)]
    expect(new Set(ids).size).toBe(2)
    expect(await stored()).toEqual(['Thanks!', 'Thanks!'])
  })

  test('words that their author has edited away, or taken back', async () => {
    await blog().publish()
    const reader = blog().visitor()
    const first = await reader.comment('tea', mara)
    await reader.fill(`/comments/${first}/revision`, { comment: 'Second thoughts.' })
    const second = await reader.comment('tea', mara)
    await reader.post(`/comments/${second}/withdrawal`, {})
    const third = await reader.comment('tea', mara)
    expect(new Set([first, second, third]).size).toBe(3)
  })

  test('the same answer to another comment, and on another article', async () => {
    await blog().publish()
    await blog().publish({ slug: 'milk' })
    const reader = blog().visitor()
    const [one, two] = [await reader.comment('tea', mara), await reader.comment('milk', mara)]
    await blog().approve(one)
    const three = await reader.comment('tea', { ...mara, parent: String(one) })
    expect(new Set([one, two, three]).size).toBe(3)
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
    const reader = blog().visitor()
    reader.cookies.set('browser', newMark())
    const answer = await reader.post('/tea/comments', mara)
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([500, []])
    expect(await stored()).toEqual([])
  } finally {
    await sql`drop function private.refuse_commit() cascade`.execute(db)
  }
})

/** What was typed, in a browser with this mark. */
interface Sent {
  form: typeof mara
  mark: string
}

/** Sends comments, eight at a time, until `enough` says so or nobody answers. */
async function keepPosting(
  send: (sent: Sent) => Promise<number | null>,
  isEnough: (acknowledged: number) => boolean,
) {
  const acknowledged: string[] = []
  const unanswered: Sent[] = []
  let isOver = false
  let next = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const sent = { form: { ...mara, comment: `Thought ${next++}` }, mark: newMark() }
        const status = await send(sent).catch(() => null)
        if (status === 303) acknowledged.push(sent.form.comment)
        else unanswered.push(sent)
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
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-killed-'))
  const env = {
    ...(await readyBlog(folder, 'killed')),
    TRUSTED_PROXIES: '127.0.0.1,::1',
    LOG_LEVEL: 'silent',
  }
  try {
    const first = start(env, 'serve')
    const url = await first.url()
    const { acknowledged, unanswered } = await keepPosting(
      sent => postTo(url, sent),
      count => {
        if (count >= 40) first.child.kill('SIGKILL')
        return first.child.killed
      },
    )
    await first.ended
    expect(acknowledged.length).toBeGreaterThanOrEqual(40)

    const afterwards = await sourcesIn(env)
    expect(acknowledged.filter(text => afterwards.filter(source => source === text).length !== 1)).toEqual([])

    const second = start(env, 'serve')
    const again = await second.url()
    for (const sent of unanswered) expect(await postTo(again, sent)).toBe(303)
    await second.stop()
    const all = (await sourcesIn(env)).filter(text => text.startsWith('Thought '))
    expect(all.sort()).toEqual([...acknowledged, ...unanswered.map(({ form }) => form.comment)].sort())
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function postTo(url: string, { form, mark }: Sent): Promise<number> {
  const answer = await fetch(`${url}/welcome/comments`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'x-forwarded-for': network(), cookie: `browser=${mark}` },
    body: new URLSearchParams(form),
  })
  return answer.status
}

async function sourcesIn(env: Record<string, string>): Promise<string[]> {
  const config = readConfig(env)
  const database = await openDatabase(
    config,
    { ...keySource(config), open: opensContacts, isNew: false },
    'use',
  )
  try {
    return (await database.db.selectFrom('comments').select('source').execute()).map(row => row.source)
  } finally {
    await database.close()
  }
}

// A PGlite has no connection that could be cut.
test.each(engine === 'postgres' ? ['of its transactions'] : [])(
  'a database that cuts connections in the middle %s loses nothing and doubles nothing, and gives the words back',
  { timeout: 180_000 },
  async () => {
    const url = await makePostgresDatabase('cut')
    const config = readConfig({ SECRET_KEY: testSecret, DATABASE_URL: url, LOG_LEVEL: 'info' })
    const database = await openDatabase(config, bringing(), 'prepare')
    try {
      const other = await openBlog(database, config)
      await other.publish()
      const app = makeApp(other.services)
      const refusals: string[] = []
      const post = async ({ form, mark }: Sent) => {
        const headers = { cookie: `browser=${mark}` }
        const answer = await makeVisitor(app, { ip: network(), headers }).post('/tea/comments', form)
        const isGivenBack = answer.html.includes(`\n${form.comment}</textarea>`)
        if (answer.status !== 303) refusals.push(`${answer.status}, text there: ${isGivenBack}`)
        return answer.status
      }
      let cuts = 0
      let cutting = Promise.resolve()
      const { acknowledged, unanswered } = await keepPosting(post, count => {
        if (count > 20 * (cuts + 1)) {
          cuts++
          cutting = cutConnections(url)
        }
        // On a busy machine a cut may find every connection idle, and nothing to refuse.
        return count >= 120 && refusals.length > 0
      })
      // The last cut may come when all was sent: what is sent again is not to be met by it.
      await cutting
      expect(cuts).toBeGreaterThan(3)
      expect([...new Set(refusals)]).toEqual(['503, text there: true'])
      for (const sent of unanswered) expect(await post(sent)).toBe(303)
      const { rows } = await sql<{ source: string }>`select source from comments`.execute(database.db)
      expect(rows.map(row => row.source).sort()).toEqual(
        [...acknowledged, ...unanswered.map(({ form }) => form.comment)].sort(),
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
