import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { openAside, saveAside } from '../readers/aside.ts'
import { awaitErasures } from '../readers/erased.ts'
import { erasedOf } from './erased-of.ts'
import { emptied } from './erased-places.ts'
import { addressOfThread } from './find-article.ts'
import type { Of } from './identity.ts'
import { leaveOut, listed } from './report.ts'
import type { Run } from './run.ts'
import { commentIn, type Staged, type StagedPlace, type Staging } from './staging.ts'
import { digestOf } from './ready-comment.ts'

const portion = 500

/**
 * Keeps the comments of a thread aside whose article is not here, or not for readers yet; of those whose authors were
 * erased the places that others stand under.
 */
export async function keepAside(
  run: Run,
  staging: Staging,
  { thread, why }: { thread: string; why: 'noArticle' | 'onDraft' },
): Promise<void> {
  const places = staging.placesIn([thread])
  const portions = Array.from({ length: Math.ceil(places.length / portion) }, (_, nth) =>
    places.slice(nth * portion, (nth + 1) * portion).map(({ row }) => row),
  )
  const erased = new Set<string>()
  for (const rows of portions)
    for (const id of await erasedOf(run.db, run, asked(staging.read(rows)))) erased.add(id)
  const answered = answeredBy(
    places.filter(({ id }) => !erased.has(id)),
    places,
    staging,
  )
  let kept = 0
  for (const rows of portions) kept += await keepSome(run, staging.read(rows), { thread, why, answered })
  if (kept > 0 && run.report.aside.length < listed)
    run.report.aside.push({ address: addressOfThread(thread), comments: kept })
}

/** Whom some comments answer, and whom those answer in turn, upwards. */
function answeredBy(
  some: readonly StagedPlace[],
  places: readonly StagedPlace[],
  staging: Staging,
): Set<string> {
  const above = new Map(
    places.map(({ id, parent }) => [id, parent === null ? null : staging.calledFirst(parent)]),
  )
  const answered = new Set<string>()
  for (const { id } of some)
    for (let at = above.get(id) ?? null; at !== null && !answered.has(at); at = above.get(at) ?? null)
      answered.add(at)
  return answered
}

const asked = (staged: readonly Staged[]) => staged.map(one => ({ id: one.id, staged: one }))

async function keepSome(
  run: Run,
  staged: readonly Staged[],
  { thread, why, answered }: { thread: string; why: 'noArticle' | 'onDraft'; answered: ReadonlySet<string> },
): Promise<number> {
  const some = asked(staged)
  const erased = run.id === null ? await erasedOf(run.db, run, some) : await keep(run.id)
  for (const { id } of staged) leaveOut(run.report, 'comment', id, erased.has(id) ? 'erased' : why)
  return staged.length - erased.size

  async function keep(importId: number): Promise<Set<string>> {
    return transact(run.db, async trx => {
      await awaitErasures(trx)
      const erased = await erasedOf(trx, run, some)
      const kept = staged
        .filter(({ id }) => !erased.has(id) || answered.has(id))
        .map(one => (erased.has(one.id) ? emptied(one) : one))
        .map(({ id, comment, digest }) => ({
          ...{ ...run.of, foreign_id: id, address: thread, import_id: importId, comment },
          digest: Buffer.from(digest, 'hex'),
        }))
      if (kept.length > 0) await saveAside(trx, run.ring, kept)
      return erased
    })
  }
}

/** Adds what earlier imports from the same place kept aside to what is to be brought in now. */
export async function addAside(run: Run, staging: Staging, threads: readonly string[]): Promise<void> {
  const { source, site } = run.of
  let after = ''
  for (;;) {
    const rows = await run.db
      .selectFrom('private.import_aside')
      .select(['source', 'site', 'foreign_id', 'address', 'sealed', 'digest'])
      .where('source', '=', source)
      .where('site', '=', site)
      .where('address', '=', sql<string>`any(${[...threads]}::text[])`)
      .where('foreign_id', '>', after)
      .orderBy('foreign_id')
      .limit(portion)
      .execute()
    for (const row of rows) {
      const { foreign_id: id, address } = row
      after = id
      if (staging.has(id)) continue // the file has it too, and newer
      const json = openAside(run.ring, row)
      if (json === null) continue
      const comment = commentIn(json)
      const digest = row.digest?.toString('hex') ?? digestOf(run.ring, comment)
      if (staging.add(address, { row: 0, id, digest, comment, twin: `aside ${id}` }))
        run.report.comments.read++
    }
    if (rows.length < portion) return
  }
}

/** Whether what is kept aside came from a place. */
export const isFrom =
  (of: Of) =>
  ({ source, site }: Of): boolean =>
    source === of.source && site === of.site

/** What is kept aside: where from, under which address, how many. */
export async function listAside(
  db: Run['db'],
): Promise<{ source: string; site: string; address: string; comments: number }[]> {
  return db
    .selectFrom('private.import_aside')
    .select(['source', 'site', 'address'])
    .select(eb => eb.fn.countAll<number>().as('comments'))
    .groupBy(['source', 'site', 'address'])
    .orderBy('source')
    .orderBy('site')
    .orderBy('address')
    .execute()
}

/** Forgets what was kept aside of comments that have come in, in the transaction that brings them. */
export async function forgetAside(
  trx: Transaction<Database>,
  { of }: Run,
  ids: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('private.import_aside')
    .where('source', '=', of.source)
    .where('site', '=', of.site)
    .where('foreign_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .execute()
}
