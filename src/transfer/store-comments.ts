import { sql, type Transaction } from 'kysely'
import { avatarSeed } from '../comments/claim.ts'
import { placeUnder } from '../comments/submit.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Change, passGate } from '../moderation/gate.ts'
import { Email } from '../readers/email.ts'
import { keepImportedOrigins, keepsAddressesSince } from '../readers/imported-origins.ts'
import { findKnown, type Known, remember } from './identity.ts'
import { inOrder, type Placed } from './placing.ts'
import { type Ready, readyOf, rememberedOf, render } from './ready-comment.ts'
import { leaveOut } from './report.ts'
import type { Found, Run } from './run.ts'
import type { Staging } from './staging.ts'
import { tidyIp } from './tidy.ts'
import { updateComment } from './update-comment.ts'

/** As many go in one transaction. */
const portion = 200

/** Where a comment stands, for what answers it. */
interface Standing {
  id: number
  thread_id: number
  path: number[]
}

/** Brings in the comments of one article from all the threads that it had. */
export async function bringComments(
  run: Run,
  staging: Staging,
  article: Found,
  threads: readonly string[],
): Promise<void> {
  const places = staging.placesIn(threads)
  const inFile = new Set(places.map(({ id }) => id))
  const called = (id: string) => staging.calledFirst(id)
  const outside = places.flatMap(({ parent }) =>
    parent === null || inFile.has(called(parent)) ? [] : [called(parent)],
  )
  const here = await standingOf(run, article, [...new Set(outside)])
  const answers = new Map(places.map(({ id, parent }) => [id, parent]))
  const ordered = inOrder(places, called, id => here.has(id))
  const since = await keepsAddressesSince(run.db, run.settings.forget_origins_after_days)
  for (let at = 0; at < ordered.length; at += portion) {
    const placed = ordered.slice(at, at + portion).filter(({ id, parent }) => {
      // Its parent may stand in what is missing: the whole file brings both.
      const isCut = run.report.brokenOff !== null && parent === null && (answers.get(id) ?? null) !== null
      if (isCut) leaveOut(run.report, 'comment', id, 'mayAnswerWhatWasCutOff')
      return !isCut
    })
    await bringPortion(run, { article, staging, here, since }, placed)
    run.tell(run.report)
    if (run.isStopped()) return
  }
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

interface Around {
  article: Found
  staging: Staging
  /** Grows as comments come in. */
  here: Map<string, Standing>
  /** Addresses of networks from before are not kept. */
  since: Date
}

async function bringPortion(run: Run, around: Around, placed: readonly Placed[]): Promise<void> {
  const { comments: tally } = run.report
  const known = await findKnown(
    run.db,
    run.of,
    'comment',
    placed.map(({ id }) => id),
  )
  const staged = new Map(around.staging.read(placed.map(({ row }) => row)).map(one => [one.row, one]))
  const missing = placed.flatMap(({ id }) => (known.has(id) && !around.here.has(id) ? [id] : []))
  for (const [id, standing] of await standingOf(run, around.article, missing)) around.here.set(id, standing)

  const fresh: Ready[] = []
  const changed: (Ready & { known: Known })[] = []
  for (const place of placed) {
    const one = staged.get(place.row)
    const before = known.get(place.id)
    if (!one) throw new Error('a comment is not where it was put')
    if (before && (before.digest.toString('hex') === one.digest || !around.here.has(place.id))) {
      // Or deleted here. What this very import added before it was cut, it added.
      tally[before.import_id === run.id ? 'added' : 'unchanged']++
      continue
    }
    const ready = readyOf(run, place, one)
    if (ready === null) continue
    if (before) changed.push({ ...ready, known: before })
    else fresh.push(ready)
  }
  if (run.id === null) {
    for (const { id } of fresh) around.here.set(id, { id: 0, thread_id: 0, path: [] })
    tally.added += fresh.length
    tally.updated += changed.length
    return
  }
  await render(run, around.article, [...fresh, ...changed])
  await addFresh(run, around, fresh, run.id)
  tally.added += fresh.length
  for (const one of changed)
    if (await updateComment(run, around.article, one, run.id)) tally.updated++
    else tally.unchanged++
}

async function addFresh(
  run: Run,
  { article, here, since }: Around,
  fresh: readonly Ready[],
  id: number,
): Promise<void> {
  if (fresh.length === 0) return
  const keys = run.ring.current
  const standings = await transact(run.db, async trx => {
    const ids = await nextIds(trx, fresh.length)
    const now = new Map(here)
    const changes: Change[] = []
    const origins = []
    for (const [index, one] of fresh.entries()) {
      const { comment } = one.staged
      const local = ids[index] ?? 0
      const answered = one.parent === null ? null : (now.get(one.parent) ?? null)
      const email = one.status === 'withdrawn' ? null : Email.parse(comment.email.trim())
      const place = placeUnder(answered, local)
      now.set(one.id, { id: local, ...place })
      origins.push({
        ...{ comment: local, email, name: one.name, foreign: [run.of.source, run.of.site, one.id] },
        ip: comment.createdAt < since || one.status === 'withdrawn' ? null : tidyIp(comment.ip),
      })
      const written = {
        ...{ ...place, id: local, post_id: article.post, parent_id: answered?.id ?? null },
        ...{ name: one.name, website: one.website, source: one.source, html: one.html },
        language: one.language,
        avatar:
          one.status === 'withdrawn'
            ? '0'.repeat(16)
            : avatarSeed(keys, { draft: { email, name: one.name }, origin: { browser: null }, staff: null }),
        created_at: comment.createdAt,
        edited_at: comment.editedAt,
        is_staff: comment.isStaff,
      }
      changes.push({ written, status: one.status, reasons: [] })
    }
    await keepImportedOrigins(trx, run.ring, origins)
    await passGate(trx, { by: { kind: 'import' }, changes })
    await remember(
      trx,
      run.of,
      fresh.map((one, index) => ({ ...rememberedOf(one, id), local_id: ids[index] ?? 0 })),
    )
    await forgetAside(trx, run, fresh)
    return now
  })
  for (const { id } of fresh) {
    const standing = standings.get(id)
    if (standing) here.set(id, standing)
  }
}

async function nextIds(trx: Transaction<Database>, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('public.comments', 'id')) as id from generate_series(1, ${count}::integer)`.execute(
    trx,
  )
  return rows.map(({ id }) => id)
}

async function forgetAside(trx: Transaction<Database>, { of }: Run, ready: readonly Ready[]): Promise<void> {
  await trx
    .deleteFrom('private.import_aside')
    .where('source', '=', of.source)
    .where('site', '=', of.site)
    .where('foreign_id', '=', sql<string>`any(${ready.map(({ id }) => id)}::text[])`)
    .execute()
}
