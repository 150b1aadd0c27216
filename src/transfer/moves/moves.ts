import { type Kysely, sql, type Transaction, type Updateable } from 'kysely'
import type { AccountActor } from '../../accounts/audit-log.ts'
import { now } from '../../db/clock.ts'
import type { Database } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import type { MovesTable, MoveState } from '../../db/transfer-tables.ts'
import { dropUpload, holdUpload } from '../../media/uploads.ts'
import { enqueue } from '../../queue/enqueue.ts'
import { type Report, reportIn } from '../report.ts'

/**
 * Why a file can't be brought in: like nothing known, or like another system than was chosen, a whole Afterword, no zip
 * that opens, not here any more.
 */
export const moveProblems = ['unknown', 'another', 'afterword', 'damagedZip', 'gone'] as const
export type MoveProblem = (typeof moveProblems)[number]

/** How far an import has come: what was read, and how many comments are done. */
export interface MoveProgress {
  articles: number
  comments: number
  done: number
  /** Pictures and files that were brought. */
  files: number
}

/** A file that somebody moves in with. */
export interface Move {
  id: number
  /** Its file; null once that is of no more use. */
  upload: string | null
  actor: string
  file: string
  bytes: number
  at: Date
  state: MoveState
  /** What was chosen; null for whatever it seems to be. */
  system: string | null
  takenFor: string | null
  site: string | null
  sites: string[]
  problem: MoveProblem | null
  /** Whether pictures and files are brought as well. */
  withFiles: boolean
  /** Where its articles are now, as it was typed. */
  map: string
  progress: MoveProgress
  /** What would be done; null before it was looked through, and when it can't be. */
  looked: Report | null
  importId: number | null
}

/** Begins to move in with an upload that is whole: it is looked through. Null when there is no such upload. */
export async function beginMove(
  db: Kysely<Database>,
  { account, name: actor }: AccountActor,
  upload: string,
): Promise<number | null> {
  return transact(db, async trx => {
    const held = await holdUpload(trx, account, upload)
    if (!held) return null
    const row = await trx
      .insertInto('private.moves')
      .values({
        ...{ upload_id: upload, account_id: account, actor, file: held.name, bytes: held.bytes },
        ...{ system: null, taken_for: null, site: null, problem: null, progress: null, looked: null },
        import_id: null,
      })
      // The same end twice: a browser that heard nothing of the first.
      .onConflict(conflict => conflict.column('upload_id').doUpdateSet({ upload_id: upload }))
      .returning('id')
      .executeTakeFirstOrThrow()
    await enqueue(trx, 'look-through-move', { move: row.id }, { key: String(row.id) })
    return row.id
  })
}

/** What somebody says of a file; what is left out stays as it was said before. */
export type Said = Partial<{ system: string | null; site: string | null; map: string }>

/** Has a file looked through once more, by what somebody says of it; false when that is too late. */
export const lookAgain = (db: Kysely<Database>, id: number, said: Said): Promise<boolean> =>
  transact(db, async trx => {
    const changed = await change(trx, id, ['looked'], {
      ...{ state: 'looking', ...said, looked: null, problem: null, progress: null },
    })
    if (changed) await enqueue(trx, 'look-through-move', { move: id }, { key: String(id) })
    return changed
  })

/** Brings in what was looked through, in the background; false when there is nothing to bring in. */
export const startMove = (db: Kysely<Database>, id: number, withFiles: boolean): Promise<boolean> =>
  transact(db, async trx => {
    const move = await findMove(trx, id)
    if (move?.looked == null || move.takenFor === null) return false
    const changed = await change(trx, id, ['looked'], {
      ...{ state: 'moving', progress: null, with_files: withFiles },
    })
    if (!changed) return false
    const { id: importId } = await trx
      .insertInto('private.imports')
      .values({
        ...{ source: move.takenFor, site: move.site ?? '', file: move.file, actor: move.actor },
        ...{ report: null, ended_at: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx.updateTable('private.moves').set({ import_id: importId }).where('id', '=', id).execute()
    await enqueue(trx, 'bring-in-move', { move: id }, { key: String(id) })
    return true
  })

/**
 * Stops an import that is under way, after the portion that it is at; what came in stays. One that has not begun is
 * forgotten with its file. Returns what became of it; null when it is over already.
 */
export const stopMove = (db: Kysely<Database>, id: number): Promise<'stopping' | 'forgotten' | null> =>
  transact(db, async trx => {
    if (await change(trx, id, ['moving', 'stopping'], { state: 'stopping' })) {
      await enqueue(trx, 'bring-in-move', { move: id }, { key: String(id) })
      return 'stopping'
    }
    const gone = await trx
      .deleteFrom('private.moves')
      .where('id', '=', id)
      .where('state', 'in', ['looking', 'looked'])
      .returning('upload_id')
      .executeTakeFirst()
    if (gone?.upload_id) await dropUpload(trx, gone.upload_id)
    return gone ? 'forgotten' : null
  })

/** A move by its id; null when there is none. */
export async function findMove(db: Kysely<Database>, id: number): Promise<Move | null> {
  const [move = null] = await rows(db).where('id', '=', id).execute()
  return move && moveOf(move)
}

/** The moves that are not over, the newest first. */
export async function listMoves(db: Kysely<Database>): Promise<Move[]> {
  const found = await rows(db).where('state', '<>', 'ended').orderBy('id', 'desc').limit(50).execute()
  return found.map(moveOf)
}

/** Forgets moves that are over, and those that nobody went on with, after a month. */
export async function forgetOldMoves(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('private.moves')
    .where('state', 'in', ['ended', 'looked'])
    .where('at', '<', sql<Date>`${now} - interval '30 days'`)
    .execute()
}

async function change(
  trx: Transaction<Database>,
  id: number,
  from: readonly MoveState[],
  to: Updateable<MovesTable>,
): Promise<boolean> {
  const row = await trx
    .updateTable('private.moves')
    .set(to)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const rows = (db: Kysely<Database>) =>
  db
    .selectFrom('private.moves')
    .select([
      'id',
      'upload_id as upload',
      'actor',
      'file',
      'bytes',
      'at',
      'state',
      'system',
      'taken_for',
      'site',
      'sites',
    ])
    .select(['problem', 'progress', 'looked', 'import_id', 'with_files', 'map'])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

function moveOf({ taken_for, import_id, with_files, problem, progress, looked, ...row }: Row): Move {
  const known: Partial<MoveProgress> = progress === null ? {} : JSON.parse(progress)
  return {
    ...row,
    takenFor: taken_for,
    problem: moveProblems.find(each => each === problem) ?? null,
    progress: { articles: 0, comments: 0, done: 0, files: 0, ...known },
    looked: looked === null ? null : reportIn(looked),
    importId: import_id,
    withFiles: with_files,
  }
}
