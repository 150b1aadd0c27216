import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/db/tables.ts'
import { urls } from '../src/urls.ts'
import type { Engine } from './engines.ts'
import type { Running } from './processes.ts'
import { median, percentile, printTable, timed } from './stats.ts'

/** As many addresses of a kind are asked for, one after the other. */
const most = 200

/**
 * The pages around the articles of a blog, each made anew (the word that something has changed goes before it) and then
 * kept. On Postgres alone, where that word can come from elsewhere.
 */
export async function measureAround(engine: Engine, { url }: Running, rounds: number): Promise<void> {
  if (engine.name === 'PGlite') return
  const database = await engine.open()
  const { db } = database
  const rows = []
  for (const [what, paths] of Object.entries(await addresses(db))) {
    const times = { anew: [] as number[], kept: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      const path = paths[round % paths.length] ?? ''
      await sql`select private.tell('posts'), private.tell('comments')`.execute(db)
      // Until the word has come: the page is another than the one that was kept.
      await new Promise(resolve => setTimeout(resolve, 20))
      times.anew.push(await ask(url + path))
      times.kept.push(await ask(url + path))
    }
    rows.push({
      what,
      'made anew, median ms': median(times.anew),
      'made anew, p99 ms': percentile(times.anew, 0.99),
      'kept, median ms': median(times.kept),
      'kept, p99 ms': percentile(times.kept, 0.99),
    })
  }
  await database.close()
  printTable(`Pages around the articles, ${engine.name}`, rows)
}

const ask = (address: string) =>
  timed(async () => {
    const answer = await fetch(address)
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`)
  })

async function addresses(db: Kysely<Database>): Promise<Record<string, string[]>> {
  const { rows } = await sql<{ slug: string; month: string; id: number }>`
    select slug, id, to_char(published_at, 'YYYY/MM') as month from posts
    where status = 'published' and published_at <= now() order by md5(id::text) limit ${most}`.execute(db)
  const tags = await db.selectFrom('tags').select('slug').limit(most).execute()
  const authors = await db.selectFrom('authors').select('slug').limit(most).execute()
  const pages = Math.max(1, Math.min(most, Math.floor(rows.length / 20)))
  return {
    home: [urls.home()],
    'home, a deep page': [`${urls.home()}?page=${pages}`],
    archive: [urls.archive],
    'archive of a month': rows.map(({ month }) => `${urls.archive}/${month}`),
    'a tag': tags.map(({ slug }) => urls.tag(slug)),
    ...(authors.length > 0 ? { 'an author': authors.map(({ slug }) => urls.author(slug)) } : {}),
    'an article with what is related': rows.map(({ slug }) => urls.post(slug)),
    'the feed': [urls.feed('atom')],
    'the feed of a tag': tags.map(({ slug }) => urls.tagFeed(slug, 'rss')),
    'the feed of all comments': [urls.commentsFeed('atom')],
    'the feed of an article': rows.map(({ slug }) => urls.postFeed(slug, 'atom')),
    'the sitemap': [urls.sitemap],
    'a part of the sitemap': [urls.sitemapPart(1)],
  }
}
