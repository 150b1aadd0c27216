import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'
import { findOlderArticles } from '../src/search/post-terms.ts'
import { learnWords } from '../src/search/words.ts'
import { setSettings } from '../tests/support/settings.ts'

/** What a comment says, about as long as comments are. */
export const text =
  'The second paragraph is what I wanted to say for years. Where did you find the figure for 2019? I remember another one, and would like to read the source before I quote it.'

/** Comments that are written at once. */
const portion = 5_000

export interface FilledArticle {
  id: number
  slug: string
  /** Their ids, in order. */
  threads: number[]
}

/** Fills an article with an even number of approved comments, half of them replies. */
export async function fillArticle(
  { db }: OpenDatabase,
  slug: string,
  comments: number,
): Promise<FilledArticle> {
  const { id: post } = await db
    .insertInto('posts')
    .values({
      slug,
      title: `An article with ${comments} comments`,
      language: 'en',
      source: text,
      html: `<p>${text}</p>\n`.repeat(12),
      excerpt: text,
      status: 'published',
      published_at: new Date(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { last } = await db
    .selectFrom('comments')
    .select(eb => eb.fn.coalesce(eb.fn.max('id'), eb.lit(0)).as('last'))
    .executeTakeFirstOrThrow()
  // In portions: a query of the site has ten seconds.
  for (let done = 0; done < comments; done += portion) {
    const [from, to] = [done / 2 + 1, Math.min(done + portion, comments) / 2]
    await sql`
      insert into comments (id, post_id, thread_id, parent_id, path, status, name, source, html, language, avatar)
      select t + r, ${post}, t, case r when 0 then null else t end,
        case r when 0 then array[t] else array[t, t + 1] end,
        'approved', 'Reader ' || t, ${text}::text, '<p>' || ${text}::text || '</p>', 'en', lpad(to_hex(t), 16, '0')
      from generate_series(${from}::int, ${to}::int) as n, generate_series(0, 1) as r,
        lateral (select ${last}::bigint + 2 * n - 1 as t) as thread
      order by n, r`.execute(db)
  }
  // Else the server would find out by which terms so many are found while it is measured.
  await sql`
    insert into private.comment_terms (comment_id, status, terms)
    select id, status, array_to_tsvector(array['filled']) from comments where post_id = ${post}
    on conflict do nothing`.execute(db)
  await sql`select setval(pg_get_serial_sequence('public.comments', 'id'), (select max(id) from comments))`.execute(
    db,
  )
  // So that pages of the table are known to hold rows that everyone sees, as they would be some time later.
  await sql`vacuum (analyze) posts, threads, comments`.execute(db)
  const threads = await db
    .selectFrom('threads')
    .select('id')
    .where('post_id', '=', post)
    .orderBy('id')
    .execute()
  return { id: post, slug, threads: threads.map(({ id }) => id) }
}

/** Does now what the server's jobs would find to do for the articles, which changes what a page says is related to it. */
export async function settleArticles({ db }: OpenDatabase): Promise<void> {
  await findOlderArticles(db, () => true)
  await learnWords(db, () => true)
}

/** Opens the gates: nobody is too fast, and nothing waits. */
export async function letEverythingThrough({ db }: OpenDatabase): Promise<void> {
  await setSettings(db, {
    comments_per_minute: 10_000,
    hold_comments: false,
    trust_after: 0,
    hold_links: 0,
    notice_attacks: false,
  })
  await db.insertInto('private.welcome').defaultValues().execute()
}
