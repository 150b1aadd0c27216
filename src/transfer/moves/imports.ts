import type { Kysely } from 'kysely'
import type { Database } from '../../db/tables.ts'
import { type Report, reportIn } from '../report.ts'
import type { TakenBack } from '../taken-back.ts'

/** An import of some time, with what it did. */
export interface PastImport {
  id: number
  source: string
  site: string
  file: string
  actor: string
  begunAt: Date
  /** Null while it is under way, and where it was cut. */
  endedAt: Date | null
  /** When all that it had added was taken back; null: it was not. */
  takenBackAt: Date | null
  /** Who has it taken back from the admin; null: nobody does. */
  takingBackBy: string | null
  /** What became of what it had added; null while that is not known. */
  takenBack: TakenBack | null
  /** Null where nothing was written down of it. */
  report: Report | null
}

/** The imports of this site, the newest first, before one if one is named, with the id to go on from. */
export async function listImports(
  db: Kysely<Database>,
  before: number | null,
  size: number,
): Promise<{ imports: PastImport[]; next: number | null }> {
  const found = await rows(db)
    .$if(before !== null, query => query.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const imports = found.slice(0, size).map(importOf)
  return { imports, next: found.length > size ? (imports.at(-1)?.id ?? null) : null }
}

/** An import by its id; null when there is none. */
export async function findImport(db: Kysely<Database>, id: number): Promise<PastImport | null> {
  const [row = null] = await rows(db).where('id', '=', id).execute()
  return row && importOf(row)
}

const rows = (db: Kysely<Database>) =>
  db
    .selectFrom('private.imports')
    .select(['id', 'source', 'site', 'file', 'actor', 'begun_at', 'ended_at', 'report', 'taken_back_at'])
    .select(['taking_back_by', 'taken_back'])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const importOf = ({
  begun_at,
  ended_at,
  taken_back_at,
  taking_back_by,
  taken_back,
  report,
  ...row
}: Row): PastImport => ({
  ...row,
  begunAt: begun_at,
  endedAt: ended_at,
  takenBackAt: taken_back_at,
  takingBackBy: taking_back_by,
  takenBack: takenBackIn(taken_back),
  report: report === null ? null : reportIn(report),
})

/** What became of an import that was taken back, as it was written down. */
function takenBackIn(json: string | null): TakenBack | null {
  if (json === null) return null
  const written: Omit<TakenBack, 'addresses'> & Partial<TakenBack> = JSON.parse(json)
  return { addresses: 0, ...written }
}
