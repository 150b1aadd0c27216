import { placeOf } from '../src/comments/place.ts'
import { readThreadPage } from '../src/comments/thread.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { alternate, median, percentile, printTable } from './stats.ts'

const size = 50

/** A page of threads of a short article and of long ones: the first, one in the middle, the last, and a permalink. */
export async function measureThreads(engine: Engine, rounds: number): Promise<void> {
  const database = await engine.open()
  const measurements: Record<string, () => Promise<number>> = {}
  for (const comments of [100, 10_000, 100_000]) {
    const slug = `long-${comments}`
    const threads = await fillArticle(database, slug, comments)
    const { id: post } = await database.db
      .selectFrom('posts')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    const middle = threads[Math.floor(threads.length / 2)] ?? 0
    const last = threads[Math.max(0, threads.length - size)] ?? 0
    const page = (from: number | null) => () =>
      timed(() => readThreadPage(database.publicDb, { post, from, size }))
    measurements[`${comments} first`] = page(null)
    measurements[`${comments} middle`] = page(middle)
    measurements[`${comments} last`] = page(last)
    measurements[`${comments} permalink`] = () =>
      timed(() => placeOf(database.publicDb, { post, thread: middle, path: [middle] }, size))
  }
  const results = await alternate(rounds, measurements)
  await measureRole(database, rounds)
  await database.close()

  printTable(
    `Thread page, ${engine.name} (ms, at the database)`,
    [...results].map(([name, times]) => {
      const [comments = '', page = ''] = name.split(' ')
      const short = median(results.get(`100 ${page}`) ?? [])
      return {
        comments,
        page,
        median: median(times),
        p99: percentile(times, 0.99),
        'of 100': median(times) / short,
      }
    }),
  )
}

const threadsPage = `
  select c.id, c.name, c.html from threads t
  join lateral (
    select * from comments where thread_id = t.id and status = 'approved' order by path limit ${size + 1}
  ) c on true
  where t.post_id = (select id from posts where slug = 'long-100000') and t.comment_count > 0
  order by t.id limit ${size}`.replace('*', 'id, name, html')

/** What it costs that public pages are read by a role for which only what is published exists. */
async function measureRole({ pool }: OpenDatabase, rounds: number): Promise<void> {
  const as = (setRole: string) => async (query: string) => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query(setRole)
    const begun = performance.now()
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(query)
    const ms = performance.now() - begun
    await client.query('rollback')
    client.release()
    return { rows, ms }
  }
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const roles = {
    owner: as('select'),
    'public role': as(`set local role "${rows[0]?.name}_public"`),
  }
  const results = await alternate(rounds, {
    owner: async () => (await roles.owner(threadsPage)).ms,
    'public role': async () => (await roles['public role'](threadsPage)).ms,
  })
  const owner = median(results.get('owner') ?? [])
  printTable(
    'Thread page by role (ms)',
    [...results].map(([role, times]) => ({ role, median: median(times), 'of owner': median(times) / owner })),
  )
  for (const [name, ask] of Object.entries(roles)) {
    const plan = await ask(`explain (analyze, buffers, costs off) ${threadsPage}`)
    console.log(`\n${name}:\n\n${plan.rows.map(row => `    ${row['QUERY PLAN']}`).join('\n')}`)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
