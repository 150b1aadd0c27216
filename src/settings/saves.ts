import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type AllSettings, declared, isSettingName, type SettingName } from './declared.ts'
import { written } from './kinds.ts'
import { changeSettings, lockSettings } from './settings.ts'

/** A save of settings, as a list shows it. */
export interface SettingSave {
  id: number
  at: Date
  actor: string
  names: SettingName[]
}

/** The last saves that changed one of some settings, the last first. */
export async function listSaves(
  db: Kysely<Database>,
  names: readonly SettingName[],
  size: number,
): Promise<SettingSave[]> {
  const rows = await db
    .selectFrom('private.setting_saves')
    .select(['id', 'at', 'actor', 'changes'])
    .where(sql<boolean>`changes ?| ${[...names]}::text[]`)
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows.map(({ changes, ...save }) => ({ ...save, names: Object.keys(changes).filter(isSettingName) }))
}

/**
 * Takes back what a save changed, as a save of its own. A setting that somebody has changed since stays as it is.
 * Returns the names of those that went back and of those that stayed; null when there is no such save.
 */
export function reverseSave(
  db: Kysely<Database>,
  actor: Actor,
  id: number,
): Promise<{ reversed: SettingName[]; kept: SettingName[] } | null> {
  return transact(db, trx => reverseSaveIn(trx, actor, id))
}

/** The same as a part of a transaction. */
export async function reverseSaveIn(
  trx: Transaction<Database>,
  actor: Actor,
  id: number,
): Promise<{ reversed: SettingName[]; kept: SettingName[] } | null> {
  const save = await trx
    .selectFrom('private.setting_saves')
    .select('changes')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!save) return null
  const now = await lockSettings(trx)
  const reversed: SettingName[] = []
  const kept: SettingName[] = []
  const before: Record<string, unknown> = {}
  for (const [name, { from, to }] of Object.entries(save.changes)) {
    if (!isSettingName(name) || !declared[name].kind.holds(from)) continue
    const isAsSaved = written(now[name]) === written(to)
    ;(isAsSaved ? reversed : kept).push(name)
    if (isAsSaved) before[name] = from
  }
  if (areValues(before)) await changeSettings(trx, actor, before)
  return { reversed, kept }
}

/** So long a save knows which networks were blocked before and after it. */
const networkDays = 30

/** Takes networks, which may be of one reader, out of saves that are old: all else of those can still be taken back. */
export async function forgetNetworksOfSaves(db: Kysely<Database>): Promise<void> {
  await sql`update private.setting_saves set changes = changes - 'blocked_networks'
    where changes ? 'blocked_networks' and at < now() - make_interval(days => ${sql.lit(networkDays)})`.execute(
    db,
  )
}

const areValues = (values: Record<string, unknown>): values is Partial<AllSettings> =>
  Object.entries(values).every(([name, value]) => isSettingName(name) && declared[name].kind.holds(value))
