import { sql } from 'kysely'
import { readThreadPage } from '../src/comments/thread.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import type { Engine } from './engines.ts'
import { text } from './fill.ts'
import { alternate, median, percentile, printTable, timed } from './stats.ts'

const size = 50
const commentsEach = 100
const portion = 50_000

/**
 * A thread page where many articles share the table: comments of one article come in between those of all others, and
 * so lie on pages of the table that they share with others. Beside it articles whose comments were written in one go.
 */
export async function measureArchive(engine: Engine, comments: number): Promise<void> {
  if (engine.name === 'PGlite') return
  const articles = comments / commentsEach
  const database = await engine.open()
  const begun = performance.now()
  const posts = await fillArchive(database, articles)
  const filled = (performance.now() - begun) / 1_000

  const read = (from: number, to: number) => () => {
    const post = posts[from + Math.floor(Math.random() * (to - from))] ?? 0
    return timed(() => readThreadPage(database.publicDb, { post, from: null, size }))
  }
  // Articles that nobody has just read, then the same few again and again.
  const few = Math.min(100, articles / 20)
  const results = await alternate(Math.min(1_000, articles), {
    'scattered, any article': read(0, articles * 0.9),
    'together, any article': read(articles * 0.9, articles),
    'scattered, often read': read(0, few),
    'together, often read': read(articles - few, articles),
  })
  await database.close()

  const together = median(results.get('together, often read') ?? [])
  printTable(
    `Thread page among ${comments} comments on ${articles} articles, filled in ${Math.round(filled)} s, ${engine.name}`,
    [...results].map(([rows, times]) => ({
      'its rows': rows,
      'median ms': median(times),
      'p99 ms': percentile(times, 0.99),
      'of together, often read': median(times) / together,
    })),
  )
}

/** Nine articles of ten are commented on by turns, the others one after the other; returns all their ids. */
async function fillArchive({ db }: OpenDatabase, articles: number): Promise<number[]> {
  // The keys and triggers would look at each row; here it is known what they would find.
  await sql`alter table comments disable trigger user, enable trigger comments_placed`.execute(db)
  for (const key of ['post_id_fkey', 'thread_id_fkey', 'post_id_parent_id_fkey'])
    await sql`alter table comments drop constraint ${sql.id(`comments_${key}`)}`.execute(db)

  const { rows: posts } = await sql<{ id: number }>`
    insert into posts (slug, title, language, source, html, excerpt, status, published_at)
    select 'article-' || n, 'Article ' || n, 'en', ${text}::text, '<p>' || ${text}::text || '</p>', ${text}::text,
      'published', now()
    from generate_series(1, ${articles}::int) as n order by n returning id`.execute(db)
  const first = posts[0]?.id ?? 0
  const each = commentsEach / 2
  const byTurns = Math.floor(articles * 0.9)
  const article = sql`${first}::bigint + case when n < ${byTurns * each}::int
    then n % ${byTurns}::int else n / ${each}::int end`
  for (let done = 0; done < articles * each; done += portion / 2) {
    const range = sql`generate_series(${done}::int, ${Math.min(done + portion / 2, articles * each) - 1}::int) as n`
    await sql`
      insert into comments (id, post_id, thread_id, parent_id, path, status, name, source, html, language, avatar)
      select 2 * n + 1 + r, ${article}, 2 * n + 1, case r when 0 then null else 2 * n + 1 end,
        case r when 0 then array[2 * n + 1] else array[2 * n + 1, 2 * n + 2] end,
        'approved', 'Reader ' || n, ${text}::text, '<p>' || ${text}::text || '</p>', 'en', lpad(to_hex(n), 16, '0')
      from ${range}, generate_series(0, 1) as r order by n, r`.execute(db)
  }
  await sql`insert into private.comment_counts select id, 'approved', ${commentsEach}::bigint from posts`.execute(
    db,
  )
  await sql`update threads set comment_count = 2`.execute(db)
  await sql`vacuum analyze threads`.execute(db)
  await sql`analyze`.execute(db)
  return posts.map(({ id }) => id)
}
