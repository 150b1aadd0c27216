import { type Kysely, sql } from 'kysely'
import { seedBlog } from '../dev/seed/store.ts'
import type { Database } from '../src/db/tables.ts'
import { foundPosts } from '../src/posts/found.ts'
import { find, findAbout, meantBy } from '../src/search/find.ts'
import { findOlderArticles } from '../src/search/post-terms.ts'
import { learnWords } from '../src/search/words.ts'
import { makeMarker } from '../src/text/found-words.ts'
import { plainText } from '../src/text/plain-text.ts'
import { termsOf } from '../src/text/terms.ts'
import { measureAround } from './around.ts'
import type { Engine } from './engines.ts'
import { alternate, median, percentile, printTable, timed } from './stats.ts'

const always = () => true

/** What readers look for: words that few and that nearly all have, in several scripts, a slip, and an address. */
const searches = [
  ...['samovar', 'handwriting', 'photograph', 'the', 'the photograph samovar', 'slow trains'],
  ...['的', '照片', 'こと', '문단', 'xyzzyx'],
]

/** A search among many articles and comments: at the database, with what a page shows of it, and over HTTP; and the pages around them. */
export async function measureSearch(
  engine: Engine,
  rounds: number,
  { posts, comments }: { posts: number; comments: number },
): Promise<void> {
  const database = await engine.open()
  const { db, publicDb } = database
  const until = new Date('2026-06-01')
  await seedBlog(db, { posts, comments, seed: 1, until })
  // What the seed writes is nearly always common; this is in fifty comments of a million.
  await sql`update comments set source = source || ' A samovar!', html = html || '<p>A samovar!</p>'
    where id % 20011 = 7`.execute(db)
  const written = await timed(async () => {
    await findOlderArticles(db, always)
    await writeTerms(engine, db)
  })
  const learned = await timed(() => learnWords(db, always))
  await patiently(engine, db, `vacuum (analyze) posts, comments, private.post_terms, private.comment_terms`)
  const { rows } = await sql<{ words: number }>`select count(*)::int as words from private.words`.execute(db)
  const kept = `terms written in ${Math.round(written / 1_000)} s, ${rows[0]?.words} words learned in ${Math.round(learned / 1_000)} s`

  const read: Record<string, () => Promise<number>> = {}
  const found = new Map<string, string>()
  for (const search of searches) {
    const { posts, comments } = await find(publicDb, search, null)
    found.set(search, `${posts.length} + ${comments.length}`)
    read[search] = () => timed(() => find(publicDb, search, null))
  }
  read['a slip'] = () => timed(() => meantBy(publicDb, 'photografs'))
  read['an address'] = () => timed(() => findAbout(publicDb, 'what-handwriting-teaches', 3))
  const { posts: some } = await find(publicDb, 'the photograph', null)
  read['twenty snippets'] = () =>
    timed(async () => {
      const marker = makeMarker('the photograph')
      for (const { html } of await foundPosts(
        publicDb,
        some.slice(0, 20).map(({ id }) => id),
      ))
        marker.snippet(plainText(html))
    })
  print(
    `Search among ${posts} articles and ${comments} comments, ${engine.name}; ${kept}`,
    await alternate(rounds, read),
  )
  await database.close()

  const site = await engine.serve()
  const asked: Record<string, () => Promise<number>> = {}
  let clients = 0
  for (const search of [...searches, 'photografs'])
    asked[search] = () =>
      timed(async () => {
        const headers = {
          'x-forwarded-for': `10.${(++clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`,
        }
        const answer = await fetch(`${site.url}/search?q=${encodeURIComponent(search)}`, { headers })
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`${search} was answered with ${answer.status}`)
      })
  print(`The page of a search, ${engine.name}`, await alternate(rounds, asked))
  await measureAround(engine, site, rounds)
  await site.stop()

  function print(title: string, results: ReadonlyMap<string, number[]>): void {
    printTable(
      title,
      [...results].map(([search, times]) => ({
        search,
        found: found.get(search) ?? '',
        'median ms': median(times),
        'p99 ms': percentile(times, 0.99),
      })),
    )
  }
}

const portion = 5_000

/** What the gate and `findOlder` write, many at once and before there is an index. */
async function writeTerms(engine: Engine, db: Kysely<Database>): Promise<void> {
  await sql`drop index private.comment_terms_by_term`.execute(db)
  for (let after = 0; ; ) {
    const comments = await db
      .selectFrom('comments')
      .select(['id', 'status', 'name', 'source'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .execute()
    after = comments.at(-1)?.id ?? 0
    if (comments.length === 0) break
    await sql`
      insert into private.comment_terms (comment_id, status, terms)
      select id, status, array_to_tsvector(array(select jsonb_array_elements_text(terms::jsonb)))
      from unnest(${comments.map(({ id }) => id)}::bigint[], ${comments.map(({ status }) => status)}::text[],
        ${comments.map(({ name, source }) => JSON.stringify(termsOf(`${name}\n${source}`)))}::text[]) as c(id, status, terms)`.execute(
      db,
    )
  }
  await patiently(
    engine,
    db,
    'create index comment_terms_by_term on private.comment_terms using gin (terms) with (gin_pending_list_limit = 128)',
  )
}

/** A query of the site has ten seconds. */
const patiently = (engine: Engine, db: Kysely<Database>, statement: string): Promise<unknown> =>
  engine.name === 'PGlite' ? sql.raw(statement).execute(db) : engine.prepare(statement)
