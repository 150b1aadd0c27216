import { Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { readThreadPage } from '../src/comments/thread.ts'
import type { PublicDatabase } from '../src/db/tables.ts'
import { askedBy, isOpen } from '../tests/support/asked.ts'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { alternate, median, percentile, printTable, timed } from './stats.ts'

type Reader = ReadonlyKysely<PublicDatabase>

/** What it costs that public pages are read by a role for which only what is published exists. */
export async function measureRoles(engine: Engine, rounds: number): Promise<void> {
  const database = await engine.open()
  const { id: post, threads } = await fillArticle(database, 'read-by-roles', 10_000)
  const from = threads[Math.floor(threads.length / 2)] ?? 0
  const read = (db: Reader) => readThreadPage(db, { post, from, size: 50 })
  const readers: Record<string, Reader> = { owner: reader(database.db), 'public role': database.publicDb }

  const measurements = Object.entries(readers).map(
    ([name, db]) => [name, () => timed(() => read(db))] as const,
  )
  const results = await alternate(rounds, Object.fromEntries(measurements))
  const owner = median(results.get('owner') ?? [])
  printTable(
    `Thread page by role, ${engine.name}`,
    [...results].map(([role, times]) => ({
      role,
      'median ms': median(times),
      'p99 ms': percentile(times, 0.99),
      'of the owner': median(times) / owner,
    })),
  )

  const plans = []
  for (const [role, db] of Object.entries(readers))
    for (const [query, plan] of (await plansOf(db, read)).entries())
      plans.push({
        role,
        query: query + 1,
        'rows read': nodesIn(plan.Plan).reduce((sum, node) => sum + rowsRead(node), 0),
        buffers: plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks'],
        'planned ms': plan['Planning Time'],
        'executed ms': plan['Execution Time'],
        by: [
          ...new Set(nodesIn(plan.Plan).flatMap(node => node['Index Name'] ?? node['Relation Name'] ?? [])),
        ].join(', '),
      })
  printTable(`EXPLAIN (ANALYZE, BUFFERS) of its queries, ${engine.name}`, plans)
  await database.close()
}

interface Plan {
  Plan: PlanNode
  'Planning Time': number
  'Execution Time': number
}

interface PlanNode {
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

const nodesIn = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesIn)]

const rowsRead = (node: PlanNode) =>
  node['Relation Name'] === undefined
    ? 0
    : (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']

/** Does some reading, and returns what the database did for it, query by query. */
async function plansOf(db: Reader, read: (db: Reader) => Promise<unknown>): Promise<Plan[]> {
  const open: unknown = db
  if (!isOpen(open)) throw new Error('not a database')
  const plans: Plan[] = []
  for (const query of await askedBy(db, read)) {
    const parts = query.sql
      .split(/\$(\d+)/)
      .map((part, place) => (place % 2 === 0 ? sql.raw(part) : sql`${query.parameters[Number(part) - 1]}`))
    const { rows } = await sql<{ 'QUERY PLAN': [Plan] }>`
      explain (analyze, buffers, format json) ${sql.join(parts, sql``)}`.execute(open)
    for (const row of rows) plans.push(row['QUERY PLAN'][0])
  }
  return plans
}

/** The owner's way in, to be read through as public pages read through theirs. */
function reader(db: unknown): Reader {
  if (!isReader(db)) throw new Error('not a database')
  return db
}

const isReader = (db: unknown): db is Reader => db instanceof Kysely
