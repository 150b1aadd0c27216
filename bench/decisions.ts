import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Engine } from './engines.ts'
import { text } from './fill.ts'
import { addModerator, approve, join } from './moderator.ts'
import type { Running } from './processes.ts'
import { median, percentile, printTable } from './stats.ts'

/**
 * How long it takes from a moderator's press on Approve until another client's next request shows the comment: asked
 * of the same node, and of a second one that shares its database.
 */
export async function measureDecisions(engine: Engine, comments: number): Promise<void> {
  const database = await engine.open()
  const waiting = {
    'the same node': await fill(database, 'one', comments),
    'a second node': await fill(database, 'two', comments),
  }
  await addModerator(database)
  await database.close()

  const first = await engine.serve()
  const cookie = await join(first)
  const second = engine.name === 'Postgres' ? await engine.serve() : null
  const rows = []
  for (const [seenOn, articles] of Object.entries(waiting)) {
    const node = seenOn === 'the same node' ? first : second
    if (!node) continue
    const times: { seen: number; answered: number }[] = []
    for (const article of articles) times.push(await seeApproved(first, node, cookie, article))
    const seen = times.slice(10).map(time => time.seen)
    const answered = times.slice(10).map(time => time.answered)
    rows.push({
      'seen on': seenOn,
      'answered, median ms': median(answered),
      'answered, p99 ms': percentile(answered, 0.99),
      'seen, median ms': median(seen),
      'seen, p99 ms': percentile(seen, 0.99),
    })
  }
  await first.stop()
  await second?.stop()
  printTable(`From Approve to another client’s page, ${engine.name}`, rows)
}

interface Waiting {
  slug: string
  comment: number
}

/** Articles with one comment each that waits. */
async function fill({ db }: OpenDatabase, name: string, count: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with written as (
      insert into posts (slug, title, language, source, html, excerpt, status, published_at)
      select ${name}::text || '-' || n, 'Article ' || n, 'en', '', '<p>' || ${text}::text || '</p>', '',
        'published', now()
      from generate_series(1, ${count}::int) as n returning id, slug
    ), placed as (
      select nextval(pg_get_serial_sequence('public.comments', 'id')) as comment, id, slug from written
    ), said as (
      insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
      select comment, id, comment, array[comment], 'pending', 'Reader', ${text}::text, '<p>' || ${text}::text || '</p>',
        'en', '0000000000000000'
      from placed
    ) select slug, comment from placed`.execute(db)
  return rows
}

async function seeApproved(site: Running, other: Running, cookie: string, { slug, comment }: Waiting) {
  // A page that is kept: what is to be seen is that it is thrown away.
  await look(other, slug)
  const begun = performance.now()
  const decided = decide(site, cookie, comment, begun)
  while (!(await look(other, slug)).includes(`id="comment-${comment}"`))
    if (performance.now() - begun > 5_000) throw new Error('nobody sees it')
  const seen = performance.now() - begun
  return { seen, answered: await decided }
}

async function decide(site: Running, cookie: string, comment: number, begun: number): Promise<number> {
  await approve(site, cookie, comment)
  return performance.now() - begun
}

const look = async (site: Running, slug: string) => (await fetch(`${site.url}/${slug}`)).text()
