import { type Kysely, sql } from 'kysely'
import type { Database } from '../src/db/tables.ts'
import { editPost } from '../src/posts/edit.ts'
import { listForStaff, type PostFilter } from '../src/posts/list.ts'
import { listRevisions, readRevision } from '../src/posts/revisions.ts'
import { openPost, type Writer } from '../src/posts/writer.ts'
import { differenceOf } from '../src/text/difference.ts'
import type { Engine } from './engines.ts'
import { addModerator } from './moderator.ts'
import { alternate, gauged, median, percentile, printTable, timed } from './stats.ts'

const revisions = 50

/** What somebody waits for who writes here, at the database, among many articles that were saved often. */
export async function measureWriting(engine: Engine, rounds: number, articles: number): Promise<void> {
  const database = await engine.open()
  const { db } = database
  await addModerator(database, 'editor')
  const account = await db.selectFrom('private.accounts').select(['id', 'name']).executeTakeFirstOrThrow()
  const writer: Writer = { account: account.id, name: account.name, all: true }
  const filled = await timed(() => fill(db, articles))
  await sql`analyze`.execute(db)

  const first = await db.selectFrom('posts').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  let turn = 0
  const another = () => first.id + ((turn += 7919) % articles)
  const list = (more: Partial<PostFilter>) => () => gauged(() => listForStaff(db, { ...everything, ...more }))
  const results = await alternate(rounds, {
    'the list': list({}),
    'the list, drafts': list({ tab: 'draft' }),
    'the list, a month': list({ month: '2026-03' }),
    'the list, far down': list({ before: first.id + Math.floor(articles / 2) }),
    'search, a rare word': list({ search: `kettle ${articles - 3}` }),
    'search, a word that all have': list({ search: 'kettle' }),
    'search, a word that none has': list({ search: 'samovar' }),
    'to open an article': () => gauged(() => openPost(db, writer, another())),
    'its revisions': () => gauged(() => listRevisions(db, another(), { before: null, size: 50 })),
    'a difference': () =>
      gauged(async () => {
        const post = another()
        const [old, last] = [await readRevision(db, post, 3), await readRevision(db, post, revisions)]
        differenceOf(old?.content.source ?? '', last?.content.source ?? '')
      }),
    'a save while writing': async () => {
      const post = await openPost(db, writer, another())
      if (!post) throw new Error('no such article')
      const content = { ...post.content, source: `${post.content.source}\n\nMore, ${turn}.` }
      const edit = { id: post.id, base: post.base, mark: crypto.randomUUID(), act: 'auto' as const, content }
      return gauged(() => editPost(db, writer, edit))
    },
  })
  printTable(
    `Writing among ${articles} articles with ${revisions} revisions each, ${engine.name}; filled in ${Math.round(filled / 1_000)} s`,
    [...results].map(([what, times]) => ({
      what,
      'median ms': median(times.map(({ ms }) => ms)),
      'p99 ms': percentile(
        times.map(({ ms }) => ms),
        0.99,
      ),
      'its processor, median ms': median(times.map(({ cpuMs }) => cpuMs)),
      'its p99 ms': percentile(
        times.map(({ cpuMs }) => cpuMs),
        0.99,
      ),
    })),
  )
  await database.close()
}

const everything: PostFilter = {
  ...{ account: null, tab: 'all', search: '', tag: null, author: null, language: null, month: null },
  ...{ before: null, size: 50, zone: 'UTC' },
}

/** Articles that are written at once: a query of the site has ten seconds. */
const portion = 200

/** Half of them drafts; each revision is a little longer than the one before. */
async function fill(db: Kysely<Database>, articles: number): Promise<void> {
  const paragraph = 'The kettle sings before it boils, and nobody has said why it stops. '
  for (let done = 0; done < articles; done += portion) {
    const to = Math.min(done + portion, articles)
    await sql`
      with added as (
        insert into posts (slug, title, language, source, html, excerpt, status, published_at, updated_at, revision)
        select 'kettle-' || n, 'On kettle ' || n, 'en', repeat(${paragraph}::text, 12) || n,
          '<p>' || repeat(${paragraph}::text, 12) || '</p>', left(${paragraph}::text, 200),
          case n % 2 when 0 then 'published' else 'draft' end,
          case n % 2 when 0 then timestamptz '2026-06-01' - make_interval(hours => n::int) end, now(), ${revisions}
        from generate_series(${done + 1}::int, ${to}::int) as n
        returning id, title)
      insert into private.revisions (post_id, number, at, actor, kind, title, source, details)
      select id, r, now() - make_interval(days => ${revisions} - r), 'Mo', 'save', title,
        repeat(${paragraph}::text, 6 + r / 5) || md5(id || ' ' || r),
        jsonb_build_object('kind', 'post', 'slug', 'kettle-' || substr(title, 11), 'language', 'en', 'tags', '[]'::jsonb,
          'authors', '[]'::jsonb, 'excerpt', null, 'description', null, 'canonical', null, 'pinned', false,
          'cover', null, 'comments', jsonb_build_object('until', 'site'), 'publishedAt', null)
      from added, generate_series(1, ${revisions}) as r`.execute(db)
  }
}
