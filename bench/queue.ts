import { sql } from 'kysely'
import { countByStatus, countFew } from '../src/moderation/counts.ts'
import { readQueue } from '../src/moderation/queue.ts'
import { everything, narrow } from '../src/moderation/queue-filter.ts'
import { backgroundsOf } from '../src/readers/background.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import type { CommentStatus, QueueFilter } from '../src/db/tables.ts'
import type { Engine } from './engines.ts'
import { fillQueue, type FilledQueue } from './fill-queue.ts'
import { median, percentile, printTable, timed } from './stats.ts'

const size = 50
const statuses: CommentStatus[] = ['pending', 'approved', 'spam', 'trash']

/** Every page, filter, search and count of the queue over very many comments, a tenth of which wait. */
export async function measureQueue(engine: Engine, comments: number, rounds: number): Promise<void> {
  if (engine.name === 'PGlite') return
  const database = await engine.open()
  const begun = performance.now()
  const filled = await fillQueue(database, comments)
  await engine.prepare('create index comment_terms_by_term on private.comment_terms using gin (terms)')
  await engine.prepare('vacuum (analyze)')
  console.log(`\nFilled in ${Math.round((performance.now() - begun) / 1_000)} s.`)
  await printIndexes(database, comments)

  const rows = []
  for (const [what, filter, before] of asked(filled)) {
    const pages: number[] = []
    const counts: number[] = []
    for (let round = 0; round < rounds; round++) {
      const [wanted, from] = [{ ...everything(null), ...filter() }, before()]
      pages.push(
        await timed(async () => {
          const narrowed = await narrow(database.db, wanted)
          const page = await readQueue(database.db, narrowed, { before: from, size })
          await backgroundsOf(
            database.db,
            engine.keys,
            page.comments.map(({ id }) => id),
            { scope: wanted.scope, trustAfter: 1 },
          )
        }),
      )
      counts.push(
        await timed(() =>
          narrow(database.db, wanted).then(narrowed => countFew(database.db, narrowed, 2_500)),
        ),
      )
    }
    rows.push({
      what,
      'page, median ms': median(pages),
      'page, p99 ms': percentile(pages, 0.99),
      'count, median ms': median(counts),
      'count, p99 ms': percentile(counts, 0.99),
    })
  }
  const tabs: number[] = []
  for (let round = 0; round < rounds; round++) tabs.push(await timed(() => countByStatus(database.db, null)))
  await database.close()
  printTable(`The queue among ${comments} comments, ${engine.name}`, rows)
  printTable('The counts of the tabs', [{ 'median ms': median(tabs), 'p99 ms': percentile(tabs, 0.99) }])
}

type Asked = [what: string, filter: () => Partial<QueueFilter>, before: () => number | null]

function asked({ posts, contacts, first, last, days, words }: FilledQueue): Asked[] {
  const one = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(Math.random() * list.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  const newest = () => null
  const deep = () => first + Math.floor(Math.random() * (last - first))
  const byte = () => Math.floor(Math.random() * 200)
  const searches = Object.entries(words).flatMap(([kind, list]): Asked[] => [
    [`pending, ${kind}`, () => ({ status: 'pending', text: one(list) }), newest],
    [`spam, ${kind}`, () => ({ status: 'spam', text: one(list) }), newest],
    [`all, ${kind}`, () => ({ text: one(list) }), newest],
  ])
  return [
    ...statuses.map((status): Asked => [`${status}, first page`, () => ({ status }), newest]),
    ...statuses.map((status): Asked => [`${status}, a deep page`, () => ({ status }), deep]),
    ['all, a deep page', () => ({}), deep],
    ['pending, one article', () => ({ status: 'pending', post: one(posts) }), newest],
    ['spam, one article', () => ({ status: 'spam', post: one(posts) }), newest],
    ['all, one article, deep', () => ({ post: one(posts) }), deep],
    ['all, one person', () => ({ person: { contacts: [one(contacts)] } }), newest],
    ['pending, one person', () => ({ status: 'pending', person: { contacts: [one(contacts)] } }), newest],
    ['all, who wrote most', () => ({ person: { contacts: [contacts[0] ?? 0] } }), newest],
    ['all, one IP', () => ({ person: { network: `10.${byte()}.${byte()}.${byte()}` } }), newest],
    ['all, a network /24', () => ({ person: { network: `10.${byte()}.${byte()}.0/24` } }), newest],
    ['all, a network /16', () => ({ person: { network: `10.${byte()}.0.0/16` } }), newest],
    ['spam, a network /8', () => ({ status: 'spam', person: { network: '10.0.0.0/8' } }), newest],
    ['pending, one day', () => day(one(days), 'pending'), newest],
    ['all, one day', () => day(one(days), null), newest],
    ['spam, up to a day', () => ({ status: 'spam', to: one(days) }), newest],
    ['spam, from a day on', () => ({ status: 'spam', from: one(days) }), newest],
    ...searches,
  ]
}

const day = (on: string, status: CommentStatus | null): Partial<QueueFilter> => ({ status, from: on, to: on })

async function printIndexes({ db }: OpenDatabase, comments: number): Promise<void> {
  const { rows } = await sql<{ name: string; bytes: number; table: string }>`
    select indexrelid::regclass::text as name, indrelid::regclass::text as table, pg_relation_size(indexrelid) as bytes
    from pg_index
    where (indrelid in ('public.comments'::regclass, 'private.origins'::regclass, 'private.moderation_log'::regclass,
      'private.comment_counts'::regclass)
      or indrelid in (select relid from pg_partition_tree('private.comment_terms') where isleaf))
    order by 2, 3 desc`.execute(db)
  printTable(
    'What the indexes take',
    rows.map(({ table, name, bytes }) => ({
      table,
      index: name,
      MB: bytes / 1_000_000,
      'bytes a comment': bytes / comments,
    })),
  )
}
