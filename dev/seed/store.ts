import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { setTags } from '../../src/posts/tags.ts'
import { slugOf } from '../../src/urls.ts'
import { aroundGate } from '../../tests/support/gate.ts'
import { makeConversations, makeDates, type SeedComment } from './conversation.ts'
import { randomFrom } from './random.ts'
import { makeArticle, makeTexts, type SeedText } from './texts.ts'

export interface SeedOptions {
  posts: number
  comments: number
  /** Another number is another blog; the same one is the same blog, word for word. */
  seed: number
  /** The last article and the last comments are from just before. */
  until: Date
}

/** So many articles are written, and so many comments; of more, some say the same. */
const mostArticles = 500
const mostTexts = 5_000
/** Rows that are written at once. */
const portion = 5_000

/** Fills a blog with articles and comments. Throws when it holds articles of such a filling already. */
export async function seedBlog(db: Kysely<Database>, options: SeedOptions): Promise<void> {
  const random = randomFrom(options.seed)
  const dates = makeDates(random, options.posts, options.until)
  const articles = Array.from({ length: Math.min(options.posts, mostArticles) }, () => makeArticle(random))
  const texts = makeTexts(random, Math.min(options.comments, mostTexts))
  await refuseTwice(db, slugFor(articles[0]?.title, 0))
  const ids: number[] = []
  for (const some of portions(dates.entries()))
    ids.push(
      ...(await addPosts(
        db,
        some.map(([nth, at]) => ({ ...articles[nth % articles.length], nth, at })),
      )),
    )
  const first = await reserveIds(db, options.comments)
  for (const some of portions(makeConversations(random, dates, options.comments, options.until)))
    await addComments(
      db,
      some.map(comment => rowOf(comment, { ids, first, text: random.of(texts) })),
    )
  await sql`analyze`.execute(db)
}

const slugFor = (title = '', nth: number) => `${slugOf(title)}-${nth + 1}`

async function refuseTwice(db: Kysely<Database>, slug: string): Promise<void> {
  const found = await db.selectFrom('posts').select('id').where('slug', '=', slug).executeTakeFirst()
  if (found) throw new Error('This blog was filled with these articles before.')
}

function* portions<T>(all: Iterable<T>): Generator<T[]> {
  let some: T[] = []
  for (const one of all) {
    some.push(one)
    if (some.length < portion) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

async function addPosts(
  db: Kysely<Database>,
  posts: { title?: string; tags?: string[]; nth: number }[],
): Promise<number[]> {
  const rows = posts.map(post => ({ ...post, slug: slugFor(post.title, post.nth) }))
  const { rows: added } = await sql<{ id: number }>`
    insert into posts (slug, title, language, source, html, excerpt, status, published_at, updated_at)
    select slug, title, language, source, html, excerpt, 'published', at, at
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (nth int, slug text, title text, language text,
      source text, html text, excerpt text, at timestamptz)
    order by nth returning id`.execute(db)
  await transact(db, async trx => {
    for (const [nth, { id }] of added.entries()) await setTags(trx, id, posts[nth]?.tags ?? [])
  })
  return added.map(({ id }) => id)
}

/** Takes as many numbers in a row as there will be comments, so that a blog that is being served takes none of them. */
async function reserveIds(db: Kysely<Database>, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select setval(pg_get_serial_sequence('public.comments', 'id'),
      nextval(pg_get_serial_sequence('public.comments', 'id')) + ${count}::bigint) as last`.execute(db)
  return (rows[0]?.last ?? 0) - count
}

function rowOf(
  { nth, post, path, status, at }: SeedComment,
  { ids, first, text }: { ids: number[]; first: number; text: SeedText },
) {
  const hash = createHash('sha256').update(text.name).digest('hex')
  return {
    ...text,
    id: first + nth,
    post: ids[post],
    path: path.map(each => first + each),
    status,
    avatar: hash.slice(0, 16),
    ip: `198.51.100.${Number.parseInt(hash.slice(0, 2), 16)}`,
    at,
  }
}

async function addComments(db: Kysely<Database>, rows: ReturnType<typeof rowOf>[]): Promise<void> {
  const given = sql`json_to_recordset(${JSON.stringify(rows)}::json) as r (id bigint, post bigint, path bigint[],
    status text, name text, source text, html text, language text, avatar text, ip inet, at timestamptz)`
  // As they could have come to be, without their steps.
  await aroundGate(db, trx =>
    sql`
    insert into comments
      (id, post_id, thread_id, parent_id, path, status, name, source, html, language, avatar, created_at)
    select id, post, path[1], path[cardinality(path) - 1], path, status, name, source, html, language, avatar, at
    from ${given} order by id`.execute(trx),
  )
  await sql`
    insert into private.origins (comment_id, ip, submission_key)
    select id, ip, sha256(('seed ' || id)::bytea) from ${given}`.execute(db)
}
