import { keepsAddressesSince } from '../readers/imported-origins.ts'
import { addComments } from './add-comments.ts'
import type { Around, Standing } from './around.ts'
import { erasedOf } from './erased-of.ts'
import type { OnArticle } from './find-article.ts'
import { findKnown, type Known } from './identity.ts'
import { inOrder, type Placed } from './placing.ts'
import { type Ready, readyOf, render } from './ready-comment.ts'
import { leaveOut } from './report.ts'
import type { Found, Run } from './run.ts'
import type { Staging } from './staging.ts'
import { updateComments } from './update-comments.ts'

/** As many go in one transaction, of one article or of several. */
const portion = 400

interface Place {
  around: Around
  placed: Placed
}

/** Some comments, ready to be written in one transaction. */
interface Portion {
  fresh: (Ready & { around: Around })[]
  changed: (Ready & { around: Around; known: Known })[]
  unchanged: number
  /** What this very import added before it was cut. */
  addedBefore: number
}

/**
 * Brings in the comments of some articles, those of each from all the threads that it had, roots first. One portion is
 * made ready while the one before it is being written.
 */
export async function bringComments(
  run: Run,
  staging: Staging,
  articles: Iterable<OnArticle>,
): Promise<void> {
  const since = await keepsAddressesSince(run.db, run.settings.forget_origins_after_days)
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const places of inPortions(run, staging, articles)) {
      const ready = await prepare(run, staging, places)
      await writing
      if (run.isStopped()) return
      writing = write(run, ready, since)
      writing.catch(() => {}) // it is waited for below, or where the next one is ready
    }
  } finally {
    await writing
  }
}

async function* inPortions(
  run: Run,
  staging: Staging,
  articles: Iterable<OnArticle>,
): AsyncGenerator<Place[]> {
  let places: Place[] = []
  for (const { article, threads } of articles)
    for (const place of await placesOn(run, staging, { article, threads })) {
      places.push(place)
      if (places.length < portion) continue
      yield places
      places = []
    }
  if (places.length > 0) yield places
}

/** The comments of one article in the order in which they come in. */
async function placesOn(run: Run, staging: Staging, { article, threads }: OnArticle): Promise<Place[]> {
  const places = staging.placesIn(threads)
  const inFile = new Set(places.map(({ id }) => id))
  const called = (id: string) => staging.calledFirst(id)
  const outside = places.flatMap(({ parent }) =>
    parent === null || inFile.has(called(parent)) ? [] : [called(parent)],
  )
  const here = await standingOf(run, article, [...new Set(outside)])
  const around: Around = { article, here, erased: new Map() }
  const answers = new Map(places.map(({ id, parent }) => [id, parent]))
  return inOrder(places, called, id => around.here.has(id)).flatMap(placed => {
    // Its parent may stand in what is missing: the whole file brings both.
    const isCut = placed.parent === null && (answers.get(placed.id) ?? null) !== null
    if (run.report.brokenOff === null || !isCut) return [{ around, placed }]
    leaveOut(run.report, 'comment', placed.id, 'mayAnswerWhatWasCutOff')
    return []
  })
}

/** Where comments of an earlier import stand that this file only refers to, if it is on this article. */
async function standingOf(
  { db, of }: Run,
  { post }: Found,
  ids: readonly string[],
): Promise<Map<string, Standing>> {
  const known = await findKnown(db, of, 'comment', ids)
  if (known.size === 0) return new Map()
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'thread_id', 'path'])
    .where(
      'id',
      'in',
      [...known.values()].map(({ local_id }) => local_id),
    )
    .where('post_id', '=', post)
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  return new Map(
    [...known].flatMap(([id, { local_id }]) => {
      const row = byId.get(local_id)
      return row ? [[id, row] as const] : []
    }),
  )
}

async function prepare(run: Run, staging: Staging, places: readonly Place[]): Promise<Portion> {
  const known = await findKnown(
    run.db,
    run.of,
    'comment',
    places.map(({ placed }) => placed.id),
  )
  for (const [around, some] of Map.groupBy(places, ({ around }) => around)) {
    const missing = some.flatMap(({ placed: { id } }) => (known.has(id) && !around.here.has(id) ? [id] : []))
    if (missing.length === 0) continue
    for (const [id, standing] of await standingOf(run, around.article, missing)) around.here.set(id, standing)
  }
  const staged = new Map(staging.read(places.map(({ placed }) => placed.row)).map(one => [one.row, one]))
  const made: Portion = { fresh: [], changed: [], unchanged: 0, addedBefore: 0 }
  for (const { around, placed } of places) {
    const one = staged.get(placed.row)
    const before = known.get(placed.id)
    if (!one) throw new Error('a comment is not where it was put')
    if (before && (before.digest.toString('hex') === one.digest || !around.here.has(placed.id))) {
      made[before.import_id === run.id ? 'addedBefore' : 'unchanged']++ // or deleted here
      continue
    }
    const ready = readyOf(run, placed, one)
    if (ready === null) continue
    if (before) made.changed.push({ ...ready, around, known: before })
    else made.fresh.push({ ...ready, around })
  }
  if (run.id !== null) await render(run, [...made.fresh, ...made.changed])
  return made
}

async function write(
  run: Run,
  { fresh, changed, unchanged, addedBefore }: Portion,
  since: Date,
): Promise<void> {
  const { comments: tally } = run.report
  tally.unchanged += unchanged
  tally.added += addedBefore
  if (run.id === null) {
    const erased = await erasedOf(run.db, run, [...fresh, ...changed])
    for (const id of erased) leaveOut(run.report, 'comment', id, 'erased')
    tally.added += fresh.filter(({ id }) => !erased.has(id)).length
    tally.updated += changed.filter(({ id }) => !erased.has(id)).length
    return
  }
  const { added, erased } = await addComments(run, fresh, { id: run.id, since })
  const { updated, erased: alsoErased } = await updateComments(run, changed, run.id)
  for (const id of [...erased, ...alsoErased]) leaveOut(run.report, 'comment', id, 'erased')
  tally.added += added
  tally.updated += updated
  tally.unchanged += fresh.length - added - erased.length + changed.length - updated - alsoErased.length
  run.tell(run.report)
}
