import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { openDatabase } from '../../src/db/open.ts'
import { passGate } from '../../src/moderation/gate.ts'
import { learnAll } from '../../src/moderation/learn-all.ts'
import { makeAuthenticator } from '../support/authenticator.ts'
import { openBlog, type TestBlog } from '../support/blog.ts'
import { makePostgresDatabase } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { setSettings } from '../support/settings.ts'
import { giveTo, join, password, staff } from '../support/staff.ts'
import { lin, mara, tomas, type Visitor } from '../support/visitor.ts'

// Not a test of the suite: tests/upgrades/record.sh runs it over the sources of some commit.
test('a small blog of that time is written down', { timeout: 120_000 }, async () => {
  const url = await makePostgresDatabase('record')
  const config = readConfig({ SECRET_KEY: testSecret, DATABASE_URL: url, LOG_LEVEL: 'silent' })
  const database = await openDatabase(config, bringing(), 'prepare')
  const blog = await openBlog(database, config)
  try {
    const recoveryCode = await fill(blog)
    const expected = { ...(await whatIsThere(blog)), recoveryCode, password, email: staff.moderator.email }
    const to = process.env['UPGRADE_RECORD'] ?? ''
    writeFileSync(`${to}.json`, `${JSON.stringify(expected, null, 2)}\n`)
    writeFileSync(`${to}.sql.gz`, gzipSync(dump(url), { level: 9 }))
    expect(Object.keys(expected.pages).length).toBeGreaterThan(1)
  } finally {
    await database.close()
  }
})

/** A blog with everything in it that a schema has a place for; returns a recovery code of its moderator. */
async function fill(blog: TestBlog): Promise<string> {
  await blog.publish({ slug: 'tea', title: 'On tea', tags: ['Tea', '水'] })
  await blog.publish({ slug: 'gang-kou', title: '港口的早晨', language: 'zh-CN', source: '船还没有来。' })
  await blog.publish({ slug: 'later', title: 'Not yet', publishedAt: new Date('2126-01-01') })
  await blog.publish({ slug: 'notes', title: 'Notes', status: 'draft' })
  await blog.publish({ slug: 'closed', title: 'All said' })
  await sql`update posts set comments_open = false where slug = 'closed'`.execute(blog.database.db)
  await set(blog, 'settings', { title: 'The Harbour', trust_after: 0, comments_per_minute: 1000 })
  await sql`insert into private.welcome default values`.execute(blog.database.db)
  const administrator = await join(blog, 'administrator')
  const moderator = await join(blog, 'moderator')
  await join(blog, 'author')
  await giveTo(blog, await accountOf(blog, 'author'), 'tea')

  const reader = (ip: string) => blog.visitor({ ip, headers: { 'user-agent': 'Harbour/1.0' } })
  const [m, l, t] = [reader('203.0.113.5'), reader('2001:db8::7'), reader('198.51.100.20')]
  const root = await m.comment('tea', { ...mara, comment: 'Water *first*, you say?' })
  const answer = await l.comment('tea', { ...lin, comment: '水要先烧开。', parent: String(root) })
  await t.comment('tea', { ...tomas, comment: 'Not for green tea.', parent: String(answer) })
  const said = await t.comment('gang-kou', { ...tomas, comment: 'Was there fog?' })
  await blog
    .visitor({ ip: '192.0.2.9' })
    .comment('tea', { ...lin, name: '港の人', comment: 'お茶はいいですね。' })

  const edited = await m.comment('tea', { ...mara, comment: 'I drink cofee.' })
  await expectRedirect(m.fill(`/comments/${edited}/revision`, { comment: 'I drink coffee, mostly.' }))
  const withdrawn = await m.comment('tea', { ...mara, comment: 'Said too much.' })
  await expectRedirect(m.post(`/comments/${withdrawn}/withdrawal`, {}))
  const erased = await t.comment('gang-kou', { ...tomas, comment: 'Please erase me.' })
  await l.comment('gang-kou', { ...lin, comment: '没关系。', parent: String(erased) })
  await expectRedirect(administrator.fill(`/admin/comments/${erased}/erasure`, {}))
  await expectRedirect(moderator.fill(`/admin/comments/${said}/text`, { comment: 'Was there fog at all?' }))

  await set(blog, 'settings', { trust_after: 3 })
  const waiting = await l.comment('gang-kou', { ...lin, email: 'other@example.cn', comment: '等一下。' })
  await expectRedirect(
    moderator.fill(`/admin/comments/${waiting}/reply`, { comment: 'We did wait.', approve: 'yes' }),
  )
  for (let n = 1; n <= 6; n++)
    await blog.visitor({ ip: `198.51.100.${100 + n}` }).comment('tea', {
      ...tomas,
      name: `Seller ${n}`,
      email: `s${n}@watches.example`,
      comment: `Cheap watches ${n}`,
    })
  for (let n = 1; n <= 3; n++)
    await blog
      .visitor({ ip: `192.0.2.${n}` })
      .comment('gang-kou', { ...mara, email: `w${n}@example.org`, comment: `May I ask question ${n}?` })
  const every = {
    status: 'pending',
    every: 'yes',
    newest: '999999',
    step: '999999',
    snapshot: '999999:999999:',
  }
  await expectRedirect(moderator.post('/admin/decisions', { ...every, search: 'watches', to: 'spam' }))
  const trashed = await moderator.post('/admin/decisions', { ...every, search: 'question', to: 'trash' })
  const told = await moderator.get(trashed.headers.get('location') ?? '')
  const reversal = told.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? ''
  await expectRedirect(moderator.post(reversal, { status: 'pending' }))
  await expectRedirect(moderator.post('/admin/decisions', { ...every, search: '"question 2"', to: 'trash' }))

  await administrator.post('/admin/readers/block', { address: 's1@watches.example', block: 'yes' })
  await set(blog, 'private.settings', { held_words: ['kettle', '发票'], spam_words: ['casino'] })
  await setSettings(blog.database.db, { blocked_networks: ['203.0.113.128/25', '2001:db8:bad::/48'] })

  await blog.publish({ slug: 'gone', title: 'To be deleted' })
  const lost = await m.comment('gone', { ...mara, comment: 'Call me: 555 0199' })
  await expectRedirect(moderator.fill(`/admin/comments/${lost}/text`, { comment: 'Call me' }))
  await sql`delete from posts where slug = 'gone'`.execute(blog.database.db)
  const imported = await l.comment('gang-kou', { ...lin, comment: '从别处来的。' })
  const passing = { comment: imported, seen: 'anything', becomes: { status: 'approved' } } as const
  await blog.database.db
    .transaction()
    .execute(trx => passGate(trx, { by: { kind: 'import' }, changes: [passing] }))
  await learnAll(blog.database.db, () => true)
  await administrator.post('/admin/invitations', { role: 'editor' })
  return secondFactors(moderator)
}

async function accountOf({ database: { db } }: TestBlog, role: Role): Promise<number> {
  const { id } = await db
    .selectFrom('private.accounts')
    .select('id')
    .where('role', '=', role)
    .executeTakeFirstOrThrow()
  return id
}

/** Writes settings as rows, which they are since schema 0022, whatever that commit calls the function that does it. */
async function set({ database: { db } }: TestBlog, table: string, values: Record<string, unknown>) {
  for (const [name, value] of Object.entries(values))
    await sql`insert into ${sql.table(table)} (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
      on conflict (name) do update set value = excluded.value`.execute(db)
}

async function secondFactors(moderator: Visitor): Promise<string> {
  const device = makeAuthenticator()
  const options = JSON.parse((await moderator.post('/admin/account/passkeys/challenge', {})).html)
  await expectRedirect(
    moderator.post('/admin/account/passkeys', { credential: device.create(options), name: 'Harbour key' }),
  )
  const { html } = await moderator.get('/admin/account/codes')
  const secret = html.match(/code-secret">([A-Z2-7 ]+)</)?.[1]?.replaceAll(' ', '') ?? ''
  const answer = await moderator.post('/admin/account/codes', {
    secret: html.match(/name="secret" value="([^"]+)"/)?.[1] ?? '',
    code: new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
  })
  const code = answer.html.match(/[0-9a-z]{4}(?:-[0-9a-z]{4}){3}(?=<)/)?.[0]
  if (code === undefined) throw new Error(`no recovery codes: ${answer.status}`)
  return code
}

async function expectRedirect(answer: Promise<{ status: number }>): Promise<void> {
  expect((await answer).status).toBe(303)
}

/** How many rows each table has, and what each public page says, comment by comment. */
async function whatIsThere(blog: TestBlog) {
  const { db } = blog.database
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('public', 'private') and table_type = 'BASE TABLE' and table_name not like 'kysely%'
    order by 1`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db)
    counts[name] = Number(counted.rows[0]?.n)
  }
  const states = await sql<{ id: number; slug: string; status: string; name: string; source: string }>`
    select c.id, p.slug, c.status, c.name, c.source from comments c join posts p on p.id = c.post_id order by c.id`.execute(
    db,
  )
  const pages: Record<string, number[]> = {}
  for (const slug of ['tea', 'gang-kou', 'closed'])
    pages[slug] = [...(await blog.visitor().get(`/${slug}`)).html.matchAll(/id="comment-(\d+)"/g)].map(
      found => Number(found[1]),
    )
  return { counts, pages, comments: states.rows }
}

/** Plain SQL that any Postgres from 15 on takes, one INSERT a row. */
function dump(url: string): string {
  const args = ['--no-owner', '--no-privileges', '--inserts', '--dbname', url]
  const { status, stdout, stderr } = spawnSync(process.env['PG_DUMP'] ?? 'pg_dump', args, {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  // psql's own commands are for psql.
  return stdout.replace(/^\\(?:un)?restrict .*\n/gm, '')
}
