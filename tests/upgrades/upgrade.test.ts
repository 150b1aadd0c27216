import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { declared, settingNames } from '../../src/settings/declared.ts'
import { readHidden, readSettings } from '../../src/settings/settings.ts'
import { openBlog, type TestBlog } from '../support/blog.ts'
import { barePglite, engine, makePostgresDatabase } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'

/** What a blog of some time had, as it was then; made by record.sh. */
interface Recorded {
  counts: Record<string, number>
  pages: Record<string, number[]>
  comments: { id: number; slug: string; status: string; name: string; source: string }[]
  email: string
  password: string
  recoveryCode: string
}

const recorded = readdirSync(import.meta.dirname).flatMap(file => file.match(/^(\d{4})\.sql\.gz$/)?.[1] ?? [])

/** A blog of that time, brought up to date, and the way to close it. */
async function upgrade(name: string): Promise<{ blog: TestBlog; had: Recorded; database: OpenDatabase }> {
  const text = gunzipSync(readFileSync(join(import.meta.dirname, `${name}.sql.gz`))).toString()
  const database = await (engine === 'postgres' ? restoreOnPostgres(name, text) : restoreOnPglite(text))
  const had: Recorded = JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'))
  const config = readConfig({ SECRET_KEY: testSecret, LOG_LEVEL: 'silent' })
  return { blog: await openBlog(database, config), had, database }
}

async function restoreOnPostgres(name: string, text: string): Promise<OpenDatabase> {
  const url = await makePostgresDatabase(`upgrade${name}_${crypto.randomUUID().slice(0, 8)}`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
  const config = readConfig({ SECRET_KEY: testSecret, DATABASE_URL: url })
  return openDatabase(config, bringing(), 'prepare')
}

async function restoreOnPglite(text: string): Promise<OpenDatabase> {
  const lite = await barePglite()
  await lite.exec(text)
  await lite.exec('reset all') // what the dump set is its one session's
  const opened = await openEmbedded(lite, bringing(), 'prepare')
  return {
    ...opened,
    async close() {
      await opened.close()
      await lite.close()
    },
  }
}

/** Kept for a while only, or an account of what happened: more of it may be there, never less. */
const mayGrow = new Set(['private.audit_log'])

/** A column each, once; now a row for each that was changed: what they say is compared below. */
const became = new Set(['public.settings', 'private.discussion'])

describe.each(recorded)('a blog of schema %s, brought up to date', name => {
  // Once for all that is asked of it; what changes it stands last.
  let opened: Awaited<ReturnType<typeof upgrade>> | null = null
  const upgraded = () => {
    if (!opened) throw new Error('the blog is there once a test has begun')
    return opened
  }
  beforeAll(async () => {
    opened = await upgrade(name)
  })
  afterAll(() => opened?.database.close())

  test('has each row it had', async () => {
    const { blog, had } = upgraded()
    for (const [table, count] of Object.entries(had.counts)) {
      if (became.has(table)) continue
      const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(
        blog.database.db,
      )
      const now = Number(rows[0]?.n)
      expect([table, mayGrow.has(table) ? Math.min(now, count) : now]).toEqual([table, count])
    }
  })

  test('follows the settings it had, and those that nobody had changed as they are declared', async () => {
    const { blog } = upgraded()
    const { db, publicDb } = blog.database
    const changed = { title: 'The Harbour', trust_after: 3, comments_per_minute: 1000 }
    const standard = Object.fromEntries(settingNames.map(name => [name, declared[name].standard]))
    expect({ ...(await readSettings(publicDb)), ...(await readHidden(db)) }).toEqual({
      ...standard,
      ...changed,
      held_words: ['kettle', '发票'],
      spam_words: ['casino'],
      blocked_networks: ['203.0.113.128/25', '2001:db8:bad::/48'],
    })
  })

  test('shows readers the comments it showed, in their order, and none that was not public', async () => {
    const { blog, had } = upgraded()
    expect(Object.keys(had.pages).length).toBeGreaterThan(1)
    for (const [slug, ids] of Object.entries(had.pages)) {
      const { html } = await blog.visitor().get(`/${slug}`)
      expect([...html.matchAll(/id="comment-(\d+)"/g)].map(found => Number(found[1]))).toEqual(ids)
      for (const comment of had.comments.filter(comment => comment.slug === slug)) {
        const words = comment.source.replaceAll('*', '')
        if (words === '') continue
        const isThere = html.replace(/<\/?em>/g, '').includes(`<p>${words}</p>`)
        expect([words, isThere]).toEqual([words, comment.status === 'approved'])
      }
    }
  })

  test('lets its people in with what they have, and shows them all that waits', async () => {
    const { blog, had } = upgraded()
    const moderator = blog.visitor()
    const { email, password, recoveryCode: code } = had
    const first = await moderator.post('/sign-in', { email, password, return: '/admin/comments' })
    expect(first.headers.get('location')).toMatch(/^\/sign-in\/code/)
    const second = await moderator.post('/sign-in/code', { code, return: '/admin/comments' })
    expect(second.headers.get('location')).toBe('/admin/comments')
    for (const status of ['pending', 'approved', 'spam', 'trash']) {
      const { html } = await moderator.get(`/admin/comments?status=${status}`)
      const shown = [...html.matchAll(/\bid="comment-(\d+)"/g)].map(found => Number(found[1]))
      const those = had.comments.filter(comment => comment.status === status).map(({ id }) => id)
      expect([status, shown.sort((a, b) => a - b)]).toEqual([status, those])
    }
    expect((await moderator.get('/admin/comments?status=spam&search=watches')).html).toContain(
      'Cheap watches 1',
    )
    expect((await moderator.get('/admin/account')).html).toContain('Harbour key')
  })

  test('knows the last step of each comment, and who took each by kind, with names of its people alone', async () => {
    const { db } = upgraded().blog.database
    const { rows: behind } = await sql`
      select from comments c
      where step <> coalesce((select max(id) from private.moderation_log where comment_id = c.id), 0)`.execute(
      db,
    )
    expect(behind).toEqual([])
    const { rows: kinds } = await sql<{ kind: string; names: string[] | null }>`
      select kind, array_agg(distinct actor) filter (where actor is not null) as names
      from private.moderation_log group by kind order by kind`.execute(db)
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reader', 'rule', 'staff']))
    for (const { kind, names } of kinds) expect([kind, names !== null]).toEqual([kind, kind === 'staff'])
  })

  test('keeps nothing of readers where nothing would ever forget it, and knows what it learned', async () => {
    const { db } = upgraded().blog.database
    const { rows: words } = await sql`
      select l.id from private.moderation_log l where l.source_before is not null
        and not exists (select from comments c where c.id = l.comment_id)`.execute(db)
    expect(words).toEqual([])
    const { rows: networks } = await sql`
      select subject from private.audit_log where subject like '%203.0.113%'`.execute(db)
    expect(networks).toEqual([])
    const { rows: unknown } = await sql`
      select c.id from private.spam_decisions d join comments c on c.id = d.comment_id
      join private.moderation_log l on l.id = c.step left join private.step_lessons s on s.step = l.id
      where coalesce(l.lesson, s.lesson) is distinct from case when d.is_spam then 'spam' else 'ham' end`.execute(
      db,
    )
    expect(unknown).toEqual([])
  })

  test('stands in the order of its times, each reply under what it answers', async () => {
    const { db } = upgraded().blog.database
    const { rows } = await sql<{ wrong: number }>`
      select count(*)::int as wrong from comments c
      where place <> coalesce((select place from comments a where a.id = c.path[cardinality(c.path) - 1]), '')
        || private.place_step(c.created_at, c.id)
      union all
      select count(*)::int from threads t join comments c using (id) where t.place <> c.place`.execute(db)
    expect(rows.map(({ wrong }) => wrong)).toEqual([0, 0])
  })

  test('takes a new comment, and lets it be decided on', async () => {
    const { blog } = upgraded()
    const id = await blog
      .visitor()
      .comment('tea', { comment: 'Back again', name: 'Mara', email: 'new@lindqvist.example' })
    await blog.approve(id)
    expect((await blog.visitor().get('/tea')).html).toContain('Back again')
  })
})

test('every schema that was written down is tried', () => {
  expect(recorded).toEqual(expect.arrayContaining(['0014', '0023', '0029']))
})
