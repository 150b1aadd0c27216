import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import { termsOf } from '../src/text/terms.ts'

/** What a queue was filled with, to be asked for. */
export interface FilledQueue {
  /** Slugs. */
  posts: string[]
  /** The first of them wrote most. */
  contacts: number[]
  first: number
  last: number
  days: string[]
  /** By how often they are said. */
  words: Record<string, string[]>
}

const articles = 1_000
const people = 100_000
const texts = 20_000
const days = 1_000
const portion = 50_000
const latin = Array.from({ length: 30_000 }, (_, n) => word(n))
const hanzi = Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(0x4e00 + n * 5))

/** Comments of some years on a thousand articles: a tenth wait, a tenth are spam or trash; a quarter are Chinese. */
export async function fillQueue({ db }: OpenDatabase, comments: number): Promise<FilledQueue> {
  await sql`alter table comments disable trigger user, enable trigger comments_placed`.execute(db)
  await sql`drop index private.comment_terms_by_term`.execute(db)
  const { rows: posts } = await sql<{ id: number; slug: string }>`
    insert into posts (slug, title, language, source, html, excerpt, status, published_at)
    select 'article-' || n, 'Article ' || n, 'en', '', '', '', 'published', now()
    from generate_series(1, ${articles}::int) as n returning id, slug`.execute(db)
  const { rows: contacts } = await sql<{ id: number }>`
    insert into private.contacts (email_hash, email_sealed, key_id)
    select sha256(n::text::bytea), sha256(n::text::bytea), 'bench' from generate_series(1, ${people}::int) as n
    returning id`.execute(db)
  const [post = 0, contact = 0] = [posts[0]?.id, contacts[0]?.id]

  await sql`create table private.bench_texts (nth int primary key, source text, terms tsvector)`.execute(db)
  for (let n = 0; n < texts; n += 1_000)
    await db
      .withTables<{ 'private.bench_texts': { nth: number; source: string; terms: string } }>()
      .insertInto('private.bench_texts')
      .values(
        Array.from({ length: 1_000 }, (_, more) => {
          const source = textOf(n + more)
          return { nth: n + more, source, terms: sql<string>`array_to_tsvector(${termsOf(source)}::text[])` }
        }),
      )
      .execute()

  for (let done = 0; done < comments; done += portion) {
    const range = sql`generate_series(${done + 1}::bigint, ${Math.min(done + portion, comments)}::bigint) as n`
    // what a text says does not tell the state of its comment
    const text = sql`(n * 104729::bigint / 7) % ${texts}::int`
    const on = sql`${post}::bigint + (n * 7919) % ${articles}::int`
    await sql`
      insert into comments (id, post_id, thread_id, path, status, name, source, html, language, avatar, created_at)
      select n, ${on}, n, array[n],
        case when n % 10 = 3 then 'pending' when n % 20 = 7 then 'spam' when n % 20 = 17 then 'trash' else 'approved' end,
        'Reader ' || n % ${people}::int, source, '<p>' || source || '</p>', 'en', lpad(to_hex(n), 16, '0'),
        now() - (${comments}::bigint - n)::float8 * interval '1 day' * ${days}::int / ${comments}::int
      from ${range} join private.bench_texts t on t.nth = ${text}`.execute(db)
    // one person in a thousand comments wrote one comment in fifty
    await sql`
      insert into private.origins (comment_id, contact_id, ip, who, submission_key)
      select n, ${contact}::bigint + case when n % 50 = 0 then 0 else (n * 31) % ${people}::int end,
        ('10.' || (n * 13) % 200 || '.' || (n * 17) % 199 || '.' || (n * 19) % 197)::inet,
        'who-' || n % ${people}::int, sha256(n::text::bytea)
      from ${range}`.execute(db)
    await sql`
      insert into private.moderation_log (comment_id, to_status, kind, reasons)
      select n, 'pending', 'rule', '{first comment}' from ${range}`.execute(db)
    await sql`
      insert into private.comment_terms (comment_id, status, terms)
      select n, c.status, t.terms from ${range} join private.bench_texts t on t.nth = ${text}
      join comments c on c.id = n order by n`.execute(db)
  }
  await sql`drop table private.bench_texts`.execute(db)
  await sql`
    insert into private.comment_counts select post_id, status, count(*) from comments group by 1, 2`.execute(
    db,
  )
  await sql`select setval(pg_get_serial_sequence('public.comments', 'id'), ${comments}::bigint)`.execute(db)
  return {
    posts: posts.map(({ slug }) => slug),
    contacts: contacts.map(({ id }) => id),
    first: 1,
    last: comments,
    days: Array.from({ length: days }, (_, n) =>
      new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10),
    ),
    words: {
      'a rare word': latin.slice(10_000),
      'a seldom word': latin.slice(1_000, 3_000),
      'a usual word': latin.slice(60, 300),
      'one of the commonest words': latin.slice(0, 10),
      'two words': Array.from({ length: 100 }, (_, n) => `${latin[n * 7]} ${latin[n * 31 + 20]}`),
      'two hanzi': Array.from({ length: 1_000 }, (_, n) => textOf(n * 4 + 3).slice(4, 6)),
      'four hanzi': Array.from({ length: 1_000 }, (_, n) => textOf(n * 4 + 3).slice(10, 14)),
      'one hanzi': hanzi.slice(100, 400),
      'no such word': ['zzyzzxq', '龘龘'],
    },
  }
}

/** The nth text; one of four is Chinese. Words are as often as in a language: the nth a nth as often as the first. */
function textOf(n: number): string {
  const random = randomFrom(n)
  if (n % 4 === 3) return Array.from({ length: 60 }, () => choose(hanzi, random())).join('')
  return Array.from({ length: 40 }, () => choose(latin, random())).join(' ')
}

function choose(list: readonly string[], random: number): string {
  return list[Math.floor(Math.exp(random * Math.log(list.length)))] ?? list[0] ?? ''
}

/** A word that no other number has: syllables for its digits. */
function word(n: number): string {
  const syllables = [
    'ba',
    'ne',
    'ri',
    'so',
    'tu',
    'ka',
    'me',
    'li',
    'po',
    'du',
    'sha',
    'ven',
    'rin',
    'tos',
    'gul',
    'har',
  ]
  return n
    .toString(16)
    .padStart(3, '0')
    .replace(/./g, digit => syllables[Number.parseInt(digit, 16)] ?? '')
}

/** The same numbers each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
