import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import { backendsMs } from './backends.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { type Load, load } from './load.ts'
import type { Running, Spent } from './processes.ts'
import { serveRecorded } from './recorded.ts'
import { alternate, median, percentile, printTable } from './stats.ts'
import { setSettings } from '../tests/support/settings.ts'
import { termsOf } from '../src/text/terms.ts'

const connections = 16
const articles = 20

/**
 * Comments accepted by the form, beside a bare server with the same answer, one statement that writes all their rows, and
 * the bare INSERT.
 */
export async function measureComments(engine: Engine, rounds: number, seconds: number): Promise<void> {
  const prepared = await engine.open()
  await letEverythingThrough(prepared)
  for (let n = 0; n < articles; n++) await fillArticle(prepared, slug(n), 2)
  // What one link brings is held.
  await setSettings(prepared.db, { hold_links: 1 })
  await sql`create table private.bare_comments
    (like public.comments including defaults including generated including indexes)`.execute(prepared.db)
  await prepared.close()

  const insertion = (insert: typeof insertBare) => async () => {
    const database = await engine.open()
    try {
      return await insert(database, seconds)
    } finally {
      await database.close()
    }
  }
  const inserts = { 'all its rows': insertion(insertRows), 'bare INSERT': insertion(insertBare) }
  // PGlite belongs to one process at a time: there these are measured before, in one go.
  const inserted = engine.name === 'PGlite' ? await alternate(rounds, inserts) : null

  const site = await engine.serve()
  const raw = await serveRecorded(`${site.url}/${slug(0)}/comments`, {
    method: 'POST',
    ...nextComment(site.url, ''),
  })
  const database = engine.environment['DATABASE_URL']
  const post = (server: Running, over: number, link: string) => async () => {
    const before = await backendsMs(database)
    const spent = await server.gauge(() => {
      let next = 0
      return load(server.url, {
        seconds,
        connections,
        status: 303,
        nextPost: () => ({ path: `/${slug(next++ % over)}/comments`, ...nextComment(site.url, link) }),
      })
    })
    return { ...spent, databaseMs: (await backendsMs(database)) - before }
  }
  const measurements: Record<string, () => Promise<Load & Partial<Spent> & { databaseMs?: number }>> = {
    'node:http': post(raw, 1, ''),
    'the form, held': post(site, articles, ' Seen at https://example.org/figures.'),
    'the form, shown at once': post(site, articles, ''),
    'the form, shown at once, one article': post(site, 1, ''),
  }
  if (!inserted) Object.assign(measurements, inserts)
  const results = await alternate(rounds, measurements)
  await raw.stop()
  await site.stop()
  for (const [what, loads] of inserted ?? []) results.set(what, loads)

  const speedOf = (what: keyof typeof inserts) =>
    median(results.get(what)?.map(load => load.requestsPerSecond) ?? [])
  printTable(
    `Comments accepted, ${engine.name}`,
    [...results].map(([what, loads]) => {
      const perSecond = median(loads.map(load => load.requestsPerSecond))
      return {
        what,
        'per second': Math.round(perSecond),
        'p50 ms': median(loads.map(load => load.p50Ms)),
        'p99 ms': median(loads.map(load => load.p99Ms)),
        'CPU ms each': median(loads.map(load => (load.cpuMs ?? Number.NaN) / load.requests)),
        'of Postgres': median(loads.map(load => (load.databaseMs ?? Number.NaN) / load.requests)),
        'loop late, ms at most': Math.max(...loads.map(load => load.loopMaxMs ?? Number.NaN)),
        'of all its rows': perSecond / speedOf('all its rows'),
        'of bare INSERT': perSecond / speedOf('bare INSERT'),
      }
    }),
  )
}

const slug = (n: number) => `commented-${n}`

let count = 0

/** A comment that nobody has made, from one of a thousand clients, who have commented before. */
function nextComment(origin: string, link: string) {
  const n = ++count
  return {
    headers: {
      origin,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': `10.0.${Math.floor(n / 250) % 4}.${n % 250}`,
      cookie: `browser=${String(n % 1_000).padStart(22, 'm')}`,
    },
    body: new URLSearchParams({
      comment: `Thought ${n} of ${process.pid}: the second paragraph is what I wanted to say for years, and *nobody* did.${link}`,
      name: `Reader ${n % 1_000}`,
      email: `reader${n % 1_000}@example.org`,
      website: '',
    }).toString(),
  }
}

/** One row of a table without triggers and foreign keys. */
const insertBare = (database: OpenDatabase, seconds: number) =>
  insertAgain(database, seconds, n => ({
    text: `insert into private.bare_comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
      values ($1, 1, $1, array[$1::bigint], 'approved', $2, $3, $3, 'en', '0000000000000000')`,
    values: [n, `Reader ${n}`, thought(n)],
  }))

/** All that a comment leaves behind, of one of a thousand readers, shown at once: one prepared statement, no function. */
async function insertRows(database: OpenDatabase, seconds: number): Promise<Load> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select id from posts where slug like 'commented-%'`,
  )
  const hash = (what: string) => createHash('sha256').update(what).digest()
  return insertAgain(database, seconds, n => ({
    name: 'all the rows of a comment',
    text: rowsOfComment,
    values: [
      ...[rows[n % rows.length]?.id, `Reader ${n % 1_000}`, thought(n), termsOf(thought(n))],
      ...[
        `client ${n % 1_000}`,
        hash(`address ${n % 1_000}`),
        hash(`who ${n % 1_000}`).toString('base64url'),
      ],
      ...[hash(`key ${n} ${process.pid}`), `10.0.${Math.floor(n / 250) % 4}.${n % 250}`],
    ],
  }))
}

const rowsOfComment = `
  with comment as (select nextval('comments_id_seq') as id, nextval('private.moderation_log_id_seq') as step),
  point as (
    insert into private.rate_limits as l (key, points, expires) values ($5, 1, now() + interval '1 minute')
    on conflict (key) do update set points = l.points + 1),
  known as (select id from private.contacts where email_hash = $6 for key share),
  contact as (
    insert into private.contacts (email_hash, email_sealed, key_id)
    select $6, $6, 'measured' where not exists (select from known) on conflict do nothing returning id),
  origin as (
    insert into private.origins (comment_id, contact_id, ip, who, browser, submission_key)
    select comment.id, c.id, $9::inet, $7, $7, $8 from comment, (table known union all table contact) c),
  logged as (
    insert into private.moderation_log (id, comment_id, to_status, kind) overriding system value
    select step, id, 'approved', 'rule' from comment),
  found as (
    insert into private.comment_terms (comment_id, status, terms)
    select id, 'approved', array_to_tsvector($4::text[]) from comment)
  insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar, step)
  select id, $1, id, array[id], 'approved', $2, $3, $3, 'en', '0000000000000000', step from comment`

const thought = (n: number) =>
  `Thought ${n}: the second paragraph is what I wanted to say for years, and nobody did.`

async function insertAgain(
  { pool }: OpenDatabase,
  seconds: number,
  statement: (n: number) => { name?: string; text: string; values: unknown[] },
): Promise<Load> {
  const begun = performance.now()
  const times: number[] = []
  const worker = async () => {
    while (performance.now() < begun + seconds * 1_000) {
      const asked = performance.now()
      await pool.query(statement(++count))
      times.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const requestsPerSecond = (times.length / (performance.now() - begun)) * 1_000
  return {
    requests: times.length,
    requestsPerSecond,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  }
}
