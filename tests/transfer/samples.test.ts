import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { findKnown, remember } from '../../src/transfer/identity.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()
const sample = (name: string) => join(import.meta.dirname, '..', 'samples', 'transfer', name)

/** Imports a sample, and fails when its report does not add up. */
async function importSample(name: string, ...options: string[]) {
  const answered = await typed(blog(), 'import', sample(name), ...options)
  for (const line of answered.lines) {
    const [, read = '0', ...parts] =
      /^(\d+) \w+ read = (\d+) added \+ (\d+) updated \+ (\d+) unchanged \+ (\d+) merged \+ (\d+) left out$/.exec(
        line,
      ) ?? []
    expect(parts.reduce((sum, part) => sum + Number(part), 0)).toBe(Number(read))
  }
  return answered
}

/** The foreign ids of a system's comments by state, and what the public sees of each article. */
async function commentsOf(source: string, slug?: string): Promise<Record<string, string[]>> {
  const rows = await blog()
    .database.db.selectFrom('private.imported as i')
    .innerJoin('comments as c', 'c.id', 'i.local_id')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['i.foreign_id', 'c.status', 'i.is_mention'])
    .where('i.kind', '=', 'comment')
    .where('i.source', '=', source)
    .$if(slug !== undefined, query => query.where('p.slug', '=', slug ?? ''))
    .orderBy('c.id')
    .execute()
  const byState: Record<string, string[]> = {}
  for (const { foreign_id, status, is_mention } of rows)
    (byState[is_mention ? `${status} mention` : status] ??= []).push(foreign_id)
  for (const ids of Object.values(byState)) ids.sort()
  return byState
}

async function articles() {
  const rows = await blog()
    .database.db.selectFrom('private.imported as i')
    .innerJoin('posts as p', 'p.id', 'i.local_id')
    .select(['i.foreign_id as id', 'p.slug', 'p.status', 'p.kind'])
    .select(sql<boolean>`p.published_at > now()`.as('later'))
    .where('i.kind', '=', 'article')
    .orderBy('p.id')
    .execute()
  return rows.map(
    ({ id, slug, status, kind, later }) => `${id} ${slug} ${kind} ${later ? 'scheduled' : status}`,
  )
}

/** All that an import may have written. */
async function everything() {
  const { db } = blog().database
  const [{ rows: comments }, { rows: posts }, { rows: addresses }] = await Promise.all([
    sql`select * from comments order by id`.execute(db),
    sql`select * from posts order by id`.execute(db),
    sql`select path, post_id, url from addresses order by path`.execute(db),
  ])
  const { rows: imported } = await sql`select * from private.imported order by foreign_id, kind`.execute(db)
  const { rows: contacts } = await sql`select id, email_hash from private.contacts order by id`.execute(db)
  return { comments, posts, addresses, imported, contacts }
}

const lamp = 'lamp-at-the-pier'
const zh = '堤端的灯'

describe('wordpress.xml', () => {
  test('becomes the articles, pages, answers and addresses that a careful importer makes of it', async () => {
    const { code, lines } = await importSample('wordpress.xml')
    expect(code).toBe(0)
    expect(await articles()).toEqual([
      `101 ${lamp} post published`,
      `102 ${zh} post published`,
      '103 rowing-club post private',
      '104 what-i-did-not-say post private',
      '105 article-105 post draft',
      '106 pending-review post draft',
      '107 next-winter post scheduled',
      '109 house-rules post published',
      '110 about page published',
      '111 stair page published',
      `112 ${lamp}-2 page published`,
    ])
    expect(await commentsOf('wordpress', lamp)).toEqual({
      approved: ['11', '12', '13', '14', '15', '16', '24', '25', '26'],
      'approved mention': ['17'],
      'pending mention': ['18'],
      pending: ['21'],
      spam: ['22'],
      trash: ['23'],
    })
    expect(await commentsOf('wordpress', zh)).toEqual({ approved: ['30'] })
    expect(await commentsOf('wordpress', 'about')).toEqual({ approved: ['33'] })
    expect(await commentsOf('wordpress', 'rowing-club')).toEqual({ approved: ['31'] })
    expect(await commentsOf('wordpress', 'what-i-did-not-say')).toEqual({ approved: ['32'] })
    for (const left of ['19', '20', '34', 'nav_menu_item 160', 'wp_block 161', 'wp_sync_storage 162', '108'])
      expect(lines.join('\n')).toMatch(new RegExp(`(?:comment|article).*\\b${left}\\b`))

    // Who answers whom is kept, however late the parent stands in the file.
    const { rows } = await sql<{ id: string; parent: string | null; depth: number }>`
      select i.foreign_id as id, p.foreign_id as parent, cardinality(c.path) as depth from comments c
      join private.imported i on i.local_id = c.id and i.kind = 'comment'
      left join private.imported p on p.local_id = c.parent_id and p.kind = 'comment'
      where i.foreign_id in ('11', '12', '13', '14', '15', '16', '24')
      order by i.foreign_id`.execute(blog().database.db)
    expect(rows.map(({ id, parent, depth }) => [id, parent, depth])).toEqual([
      ['11', null, 1],
      ['12', '11', 2],
      ['13', '12', 3],
      ['14', '13', 4],
      ['15', '14', 5],
      ['16', '15', 6],
      ['24', null, 1],
    ])

    // No address is shown, nothing runs, and the old addresses lead to the new.
    const { html } = await blog().visitor().get(`/${lamp}`)
    expect(html).toContain('Depth six')
    expect(html).not.toMatch(/reader\.example|192\.0\.2|<script>alert|javascript:|INTERNAL/)
    for (const [from, to] of [
      ['/2019/03/lamp-at-the-pier', `/${lamp}`],
      ['/2019/03/the-lamp', `/${lamp}`],
      ['/?p=101', `/${lamp}`],
      ['/2019/03/%E5%A0%A4%E7%AB%AF%E7%9A%84%E7%81%AF', `/${encodeURIComponent(zh)}`],
      ['/about/stair', '/stair'],
    ] as const) {
      const answer = await blog().visitor().get(from)
      expect([from, answer.status, answer.headers.get('location')]).toEqual([from, 301, to])
    }
    expect((await blog().visitor().get('/2019/04/rowing-club')).status).toBe(404)
  })
})

describe.each(['wordpress.xml', 'disqus.xml', 'ghost.json', 'isso.db', 'remark42.gz', 'jekyll'])(
  '%s',
  name => {
    test('changes nothing the second time, and a dry run counts what the run does', async () => {
      await importSample('wordpress.xml')
      const counts = ({ lines }: { lines: string[] }) => lines.filter(line => / read = /.test(line))
      const dry = await importSample(name, '--dry-run')
      const empty = await everything()
      expect(counts(await importSample(name))).toEqual(counts(dry))
      const once = await everything()
      expect(once.imported.length - empty.imported.length > 0).toBe(name !== 'wordpress.xml')
      const again = await importSample(name)
      expect(await everything()).toEqual(once)
      expect(counts(again).join()).toMatch(/ 0 added \+ 0 updated/)
    })
  },
)

describe('comments from elsewhere, attached by old addresses', () => {
  const cases: [string, string, string[], Record<string, string[]>, Record<string, string[]>, string[]][] = [
    [
      'disqus.xml',
      'disqus',
      [],
      {
        approved: ['5001', '5002', '5003', '5005', '5008', '5009', '5010', '5017', '5019', '5501'],
        spam: ['5006'],
        trash: ['5007'],
        withdrawn: ['5004'],
      },
      { approved: ['5011'] },
      ['5012', '5013', '5014', '5015'],
    ],
    [
      'isso.db',
      'isso',
      [],
      { approved: ['1', '12', '2', '3', '5', '7', '8'], pending: ['6'], withdrawn: ['4'] },
      { approved: ['9'] },
      ['10', '11'],
    ],
    [
      'remark42.gz',
      'remark42',
      [],
      { approved: ['14', 'c-1', 'c-2', 'c-3', 'c-5', 'c-6', 'c-7', 'c-9'], withdrawn: ['c-4'] },
      {},
      ['c-8'],
    ],
    [
      'waline.json',
      'waline',
      [],
      { approved: ['1', '2', '3', '6', '7'], pending: ['4'], spam: ['5'] },
      { approved: ['8'] },
      ['9'],
    ],
    [
      'valine.jsonl',
      'waline',
      [],
      { approved: ['6177fbf9b406a312d3a6dd01', '6177fbf9b406a312d3a6dd02'] },
      {},
      [],
    ],
    [
      'cusdis.db',
      'cusdis',
      [],
      { approved: ['k1', 'k2', 'k3', 'k6', 'k9'], pending: ['k4'], withdrawn: ['k5'] },
      {},
      ['k7', 'k8'],
    ],
    [
      'comentario.json',
      'commento',
      [],
      {
        approved: ['1', '2', '3'].map(id => `00000000-0000-4000-8000-00000000000${id}`),
        pending: ['00000000-0000-4000-8000-000000000005'],
        withdrawn: ['00000000-0000-4000-8000-000000000004'],
      },
      {},
      ['00000000-0000-4000-8000-000000000006'],
    ],
    [
      'commento.json',
      'commento',
      [],
      {
        approved: ['1', '2', '3', '7', '8', '9', 'a', 'b'].map(id => id.repeat(64)),
        pending: ['4'.repeat(64)],
        spam: ['5'.repeat(64)],
        withdrawn: ['6'.repeat(64)],
      },
      {},
      [],
    ],
  ]
  test.each(cases)('%s', async (name, source, options, onLamp, onZh, left) => {
    await importSample('wordpress.xml')
    const { lines } = await importSample(name, ...options)
    const found = await commentsOf(source, lamp)
    // The one without an id is known by its words.
    if (name === 'disqus.xml') found['approved'] = (found['approved'] ?? []).filter(id => !id.startsWith('#'))
    expect(found).toEqual(onLamp)
    expect(await commentsOf(source, zh)).toEqual(onZh)
    for (const id of left) expect(lines.join('\n')).toMatch(new RegExp(`comment .*\\b${id}\\b`))
    const { html } = await blog().visitor().get(`/${lamp}`)
    expect(html).not.toMatch(
      /reader\.example|192\.0\.2|<script>alert|javascript:|Deleted in the dashboard|Deleted Dan/,
    )
  })

  test('artrans.json asks which site is meant, and takes that one', async () => {
    await importSample('wordpress.xml')
    const asked = await importSample('artrans.json')
    expect(asked.code).toBe(1)
    expect(asked.problems.join()).toMatch(/--site: Harbour Notes, Other Site/)
    const { lines } = await importSample('artrans.json', '--site', 'Harbour Notes')
    const { approved = [], pending } = await commentsOf('artalk', lamp)
    expect(approved.filter(id => !id.includes('~'))).toEqual([
      '1000',
      '1001',
      '1002',
      '1004',
      '1006',
      '1009',
      '5585802847',
    ])
    expect(approved.filter(id => id.startsWith('1000~'))).toHaveLength(1)
    expect(pending).toEqual(['1003'])
    for (const id of ['1005', '1007']) expect(lines.join('\n')).toMatch(new RegExp(`comment .*\\b${id}\\b`))
  })
})

describe('ghost.json', () => {
  test('keeps what is not for everybody from everybody, and comments with whom they answer', async () => {
    const { lines } = await importSample('ghost.json')
    const short = (text: string) => text.replace(/65bb0{16}/, '')
    expect((await articles()).map(short)).toEqual([
      `a001 ${lamp} post published`,
      'a002 only-lexical post published',
      'a003 old-mobiledoc post published',
      'a004 about page published',
      'a005 about-2 post published',
      'a006 draft post draft',
      'a007 tomorrow post scheduled',
      'a008 only-mailed post private',
      'a009 for-those-who-pay post private',
      'a010 di-duan-de-deng post private',
    ])
    expect(await commentsOf('ghost')).toEqual({
      approved: ['c1', 'c10', 'c12', 'c2', 'c3', 'c5', 'c7'],
      trash: ['c4'],
      withdrawn: ['c6'],
    })
    for (const id of ['c8', 'c9', 'c11'])
      expect(lines.join('\n')).toMatch(new RegExp(`comment .*\\b${id}\\b`))
    const { html } = await blog().visitor().get(`/${lamp}`)
    expect(html).not.toMatch(/words are still in the export|Below the line|onclick|Hidden by/)
  })
})

describe('folders of Markdown', () => {
  const shown = async () => (await articles()).map(line => line.replace(/^\S+ /, ''))

  test('hugo', async () => {
    await importSample('hugo')
    expect(await shown()).toEqual([
      'about page published',
      '2018-01-01-rules post draft',
      'lamp post private',
      `${lamp} post published`,
    ])
    for (const from of ['/the-lamp', '/2019/lamp.html', '/2019/03/lamp-at-the-pier'])
      expect((await blog().visitor().get(from)).headers.get('location')).toBe(`/${lamp}`)
  })

  test('jekyll', async () => {
    const { code, lines, problems } = await importSample('jekyll')
    expect(code).toBe(1)
    expect(await shown()).toEqual([
      'idea post draft',
      'page post published',
      'rules post draft',
      `${lamp} post published`,
    ])
    expect(lines.join('\n')).toContain('no-front-matter.md')
    expect(problems.join('\n')).toContain('2020-02-30')
  })

  test('hexo', async () => {
    await importSample('hexo')
    expect(await shown()).toEqual([
      'old-style post published',
      'rules post draft',
      `${zh} post published`,
      'about page published',
    ])
  })

  test('astro', async () => {
    const { code, lines, problems } = await importSample('astro')
    expect(code).toBe(1)
    expect(await shown()).toEqual([`${lamp} post published`])
    expect(lines.join('\n')).toMatch(/interactive\.mdx: .*components/)
    expect(problems.join('\n')).toMatch(/evil\.md:1: .*never/)
  })
})

test('a file that is cut off says where, and the whole one completes it', async () => {
  const cut = await importSample('wordpress-truncated.xml')
  expect(cut.code).toBe(1)
  expect(cut.problems.join('\n')).toMatch(/wordpress-truncated\.xml:\d+: .*cut off/)
  await importSample('wordpress.xml')
  expect((await commentsOf('wordpress', lamp))['approved']).toHaveLength(9)
})

test('an old export in another namespace, with what XML refuses, comes in', async () => {
  await importSample('wordpress-https-1.1.xml')
  expect(await articles()).toEqual(['7 first-light post published'])
  expect(await commentsOf('wordpress')).toEqual({ approved: ['2', '3'] })
  const { html } = await blog().visitor().get('/first-light')
  expect(html).toContain('Benno &#60;the second&#62;'.replace('&#60;', '&lt;').replace('&#62;', '&gt;'))
})

test('what a file brings is looked for by its ids, however much else came from there, and its steps are its own', async () => {
  await importSample('wordpress.xml')
  const { db } = blog().database
  const places = await db.selectFrom('private.imported').select(['source', 'site']).limit(1).execute()
  const [of = { source: '', site: '' }] = places
  const some = Array.from({ length: 300 }, (_, nth) => `more-${nth}`)
  const rest = { local_id: 0, digest: Buffer.of(1), written: Buffer.of(1), import_id: await anyImport() }
  await transact(db, trx =>
    remember(
      trx,
      of,
      some.map(id => ({ kind: 'comment', foreign_id: id, ...rest })),
    ),
  )
  await transact(db, async trx => {
    const read = async () =>
      (
        await sql<{
          read: number
        }>`select pg_stat_get_xact_tuples_fetched('private.imported'::regclass)::integer as read`.execute(trx)
      ).rows[0]?.read ?? 0
    const before = await read()
    expect([...(await findKnown(trx, of, 'comment', ['more-7', 'more-8', 'never'])).keys()].sort()).toEqual([
      'more-7',
      'more-8',
    ])
    expect((await read()) - before).toBeLessThan(5)
  })
  const { rows } = await sql<{ wrong: number }>`select count(*)::integer as wrong from comments c
    left join private.moderation_log l on l.id = c.step where l.comment_id is distinct from c.id`.execute(db)
  expect(rows).toEqual([{ wrong: 0 }])
})

const anyImport = async () =>
  (await blog().database.db.selectFrom('private.imports').select('id').executeTakeFirstOrThrow()).id
