import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import type { KeyRing } from '../../keys.ts'
import { dropUpload } from '../../media/uploads.ts'
import type { Settings } from '../../settings/declared.ts'
import { byOld, readAddressMap } from '../address-map.ts'
import { filesOfFolder, filesOfWeb } from '../files/find-file.ts'
import { afterword, formatNamed, guessFormat, looksLikeAnother } from '../formats.ts'
import type { Source } from '../open-file.ts'
import type { Log } from '../../log.ts'
import { newReport, type Report } from '../report.ts'
import { endImport } from '../imports.ts'
import { bringIn } from '../store.ts'
import { SeveralSites } from '../stream.ts'
import { findMove, type Move, type MoveProblem } from './moves.ts'
import { withUpload } from './open-upload.ts'
import { watchMove } from './watch.ts'

/** What is needed to carry a move out. */
export interface Mover {
  db: Kysely<Database>
  ring: KeyRing
  settings: Settings
  /** Where files are kept; null: in rows. */
  mediaDir: string | null
  log: Log
}

type Seen =
  | { problem: MoveProblem; takenFor?: string }
  | { takenFor: string; sites: readonly string[] }
  | { takenFor: string; looked: Report }

/** Looks a file through as an import would, without a change, and writes down what it found. */
export async function lookThrough(
  mover: Mover,
  id: number,
  turn: AbortSignal,
): Promise<'done' | 'unfinished'> {
  const { db, ring } = mover
  const move = await findMove(db, id)
  if (move?.state !== 'looking') return 'done'
  const file = { upload: move.upload, name: move.file }
  const seen = await withUpload<Seen>(db, ring, file, source => look(mover, move, source, turn))
  if (turn.aborted) return 'unfinished'
  await db
    .updateTable('private.moves')
    .set({
      state: 'looked',
      taken_for: 'takenFor' in seen ? (seen.takenFor ?? null) : null,
      sites: 'sites' in seen ? [...seen.sites] : [],
      problem: 'problem' in seen ? seen.problem : null,
      looked: 'looked' in seen ? JSON.stringify(seen.looked) : null,
    })
    .where('id', '=', id)
    .where('state', '=', 'looking')
    .execute()
  return 'done'
}

async function look(mover: Mover, move: Move, source: Source, turn: AbortSignal): Promise<Seen> {
  if (afterword.recognises(source)) return { problem: 'afterword' }
  const format = move.system === null ? guessFormat(source) : formatNamed(move.system)
  if (!format) return { problem: 'unknown' }
  const other = looksLikeAnother(source, format)
  if (other) return { problem: 'another', takenFor: other.name }
  const watch = watchMove(mover.db, move.id)
  try {
    const looked = await bringIn({
      ...{ ...mover, format, source, site: move.site, actor: move.actor, begun: null, isDry: true },
      ...{ mapped: mapOf(move), find: null, tell: report => watch.tell(report) },
      signal: AbortSignal.any([turn, watch.signal]),
    })
    return { takenFor: format.name, looked }
  } catch (error) {
    if (!(error instanceof SeveralSites)) throw error
    return { takenFor: format.name, sites: error.sites }
  } finally {
    await watch.end()
  }
}

/** Brings in what was looked through, or ends what somebody stopped. */
export async function bringInMove(
  mover: Mover,
  id: number,
  turn: AbortSignal,
): Promise<'done' | 'unfinished'> {
  const { db, ring } = mover
  const move = await findMove(db, id)
  if (!move || move.importId === null || (move.state !== 'moving' && move.state !== 'stopping')) return 'done'
  const { importId } = move
  if (move.state === 'stopping') {
    await end(mover, move, importId, await stoppedReport(db, importId))
    return 'done'
  }
  const file = { upload: move.upload, name: move.file }
  const done = await withUpload(db, ring, file, source => bring(mover, { move, importId, source, turn }))
  if (turn.aborted) return 'unfinished'
  await end(mover, move, importId, 'problem' in done ? await stoppedReport(db, importId) : done)
  return 'done'
}

interface Bringing {
  move: Move
  importId: number
  source: Source
  turn: AbortSignal
}

async function bring(mover: Mover, { move, importId, source, turn }: Bringing): Promise<Report> {
  const format = formatNamed(move.takenFor ?? '')
  if (!format) throw new Error('a move began without a system')
  const watch = watchMove(mover.db, move.id)
  // A folder brings its own; from anywhere else they have to be fetched.
  const find = !move.withFiles ? null : source.isFolder ? await filesOfFolder(source.path) : filesOfWeb()
  try {
    return await bringIn({
      ...{ ...mover, format, source, site: move.site, actor: move.actor, begun: importId, isDry: false },
      ...{ mapped: mapOf(move), find, tell: report => watch.tell(report) },
      signal: AbortSignal.any([turn, watch.signal]),
    })
  } finally {
    await watch.end()
  }
}

const mapOf = ({ map }: Move) => byOld(readAddressMap(map).map)

/** What is known of an import that ended without a word: what it brought. */
async function stoppedReport(db: Kysely<Database>, importId: number): Promise<Report> {
  const report = { ...newReport(), isCancelled: true }
  const rows = await db
    .selectFrom('private.imported')
    .select('kind')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('import_id', '=', importId)
    .groupBy('kind')
    .execute()
  for (const { kind, count } of rows) {
    const tally = kind === 'article' ? report.articles : report.comments
    tally.read = tally.added = count
  }
  return report
}

async function end({ db }: Mover, { id, upload }: Move, importId: number, report: Report): Promise<void> {
  await endImport(db, importId, report)
  await db
    .updateTable('private.moves')
    .set({ state: 'ended', looked: null, progress: null })
    .where('id', '=', id)
    .execute()
  if (upload !== null) await dropUpload(db, upload)
}
