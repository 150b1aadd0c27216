import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Engine } from './engines.ts'

const schema = '0014'
const commentsEach = 100
const portion = 50_000

/** A database that nothing of the site has opened. */
interface Bare {
  run: (statements: string) => Promise<unknown>
  ask<T extends pg.QueryResultRow>(query: string): Promise<T[]>
  close(): Promise<void>
}

/** Opens an engine's database without bringing it up to date; on PGlite nothing else may then have it open. */
export async function openBare({ environment }: Engine): Promise<Bare> {
  const url = environment['DATABASE_URL']
  if (url === undefined) {
    const folder = environment['DATA_DIR'] ?? ''
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const lite = await PGlite.create(join(folder, 'database'))
    return {
      run: statements => lite.exec(statements),
      ask: async <T>(query: string) => (await lite.query<T>(query)).rows,
      close: () => lite.close(),
    }
  }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    run: statements => client.query(statements),
    ask: async <T extends pg.QueryResultRow>(query: string) => (await client.query<T>(query)).rows,
    close: () => client.end(),
  }
}

/**
 * The recorded blog of an old schema with so many comments more, two a conversation and a hundred an article, by a tenth
 * as many people; each with its origin, its first step and its terms, as that schema kept them.
 */
export async function fillOld({ run }: Bare, comments: number): Promise<void> {
  const dump = join(import.meta.dirname, '..', 'tests', 'upgrades', `${schema}.sql.gz`)
  await run(gunzipSync(readFileSync(dump)).toString())
  // Triggers and keys would look at each row; here it is known what they would find.
  await run(`reset all; set session_replication_role = replica; select setseed(0.5)`)
  // Words are as often as in a language: the nth a nth as often as the first.
  await run(`
    create table private.bench_texts as
    select nth, source, array_to_tsvector(array(select distinct w from regexp_split_to_table(source, ' ') as w)) as terms
    from (select nth, string_agg('w' || to_hex(floor(exp(random() * ln(30000)))::int), ' ') as source
      from generate_series(0, 4999) as nth, generate_series(1, 40) group by nth) as texts;
    alter table private.bench_texts add primary key (nth)`)
  await run(`
    insert into posts (id, slug, title, language, source, html, excerpt, status, published_at, comment_count)
    overriding system value
    select 100 + n, 'old-' || n, 'Article ' || n, 'en', t.source, '<p>' || t.source || '</p>', t.source, 'published',
      now() - make_interval(hours => n), ${commentsEach}
    from generate_series(0, ${comments / commentsEach - 1}) as n join private.bench_texts t on t.nth = n % 5000`)
  await run(`
    insert into private.contacts (id, email_hash, email_sealed, key_id) overriding system value
    select 1000 + n, sha256(n::text::bytea), sha256(n::text::bytea), 'bench' from generate_series(0, ${comments / 10 - 1}) as n`)
  for (let done = 0; done < comments / 2; done += portion / 2) {
    // A conversation is its first comment and an answer, one of ten of which waits and one of twenty is spam.
    const threads = `generate_series(${done}, ${Math.min(done + portion / 2, comments / 2) - 1}) as n`
    const rows = `${threads}, generate_series(0, 1) as r, lateral (select 1001 + 2 * n as t, 1001 + 2 * n + r as c,
      100 + n % ${comments / commentsEach} as post, now() - ${comments / 2} * interval '1 min' + n * interval '1 min' as at,
      case when r = 0 then 'approved' when n % 10 = 3 then 'pending' when n % 20 = 7 then 'spam' else 'approved' end as state
      ) as one`
    const texts = `join private.bench_texts x on x.nth = (c::bigint * 7919) % 5000`
    await run(`
      insert into threads (id, post_id, comment_count)
      select 1001 + 2 * n, 100 + n % ${comments / commentsEach}, case when n % 10 = 3 or n % 20 = 7 then 1 else 2 end from ${threads};
      insert into comments (id, post_id, thread_id, parent_id, path, status, name, source, html, language, avatar, created_at)
      overriding system value
      select c, post, t, case r when 1 then t end, case r when 0 then array[t::bigint] else array[t::bigint, c] end, state,
        'Reader ' || c % ${comments / 10}, source, '<p>' || source || '</p>', 'en', lpad(to_hex(c), 16, '0'), at
      from ${rows} ${texts};
      insert into private.origins (comment_id, contact_id, ip, user_agent, who, submission_key, said_key, browser)
      select c, 1000 + c % ${comments / 10}, case when at > now() - interval '90 days' then
        ('10.' || c % 200 || '.' || c % 199 || '.' || c % 197)::inet end, 'Harbour/1.0', 'who-' || c % ${comments / 10},
        sha256(c::text::bytea), sha256(('said' || c)::bytea), 'browser-' || c % ${comments / 10}
      from ${rows};
      insert into private.moderation_log (comment_id, from_status, to_status, actor, reasons, at)
      select c, null, state, 'rule', '{}', at from ${rows};
      insert into private.comment_terms (comment_id, status, terms) select c, state, x.terms from ${rows} ${texts}`)
  }
  await run(`
    drop table private.bench_texts;
    insert into private.comment_counts select post_id, status, count(*) from comments where id > 1000 group by 1, 2;
    update posts p set comment_count = c.comments from private.comment_counts c
    where p.id >= 100 and c.post_id = p.id and c.status = 'approved';
    select setval('public.comments_id_seq', max(id)) from comments;
    select setval('public.posts_id_seq', max(id)) from posts;
    select setval('private.contacts_id_seq', max(id)) from private.contacts;
    set session_replication_role = default`)
}
