import { type Kysely, sql, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { SettingChanges } from '../db/site-tables.ts'
import type { Database, PublicDatabase } from '../db/tables.ts'
import { enqueue } from '../queue/enqueue.ts'
import { shortened } from '../text/cut.ts'
import {
  type AllSettings,
  declared,
  hiddenSettings,
  type HiddenSettings,
  openSettings,
  isSettingName,
  type SettingName,
  type Settings,
} from './declared.ts'
import { written } from './kinds.ts'

/** Returns the settings that pages are made with. What nobody has changed, and what can't be used, is as declared. */
export async function readSettings(db: ReadonlyKysely<PublicDatabase>): Promise<Settings> {
  const values = filled(openSettings, await db.selectFrom('settings').select(['name', 'value']).execute())
  if (!areSettings(values)) throw new Error('a setting was left out')
  return values
}

/** Returns the settings that readers don't see. */
export async function readHidden(db: Kysely<Database>): Promise<HiddenSettings> {
  const rows = await db.selectFrom('private.settings').select(['name', 'value']).execute()
  const values = filled(hiddenSettings, rows)
  if (!areHidden(values)) throw new Error('a setting was left out')
  return values
}

interface Row {
  name: string
  value: unknown
}

function filled(of: Partial<typeof declared>, rows: readonly Row[]): Record<string, unknown> {
  const stored = new Map(rows.map(({ name, value }) => [name, value]))
  return Object.fromEntries(
    Object.entries(of).map(([name, { kind, standard }]) => {
      const value = stored.get(name)
      return [name, kind.holds(value) ? value : standard]
    }),
  )
}

const holdAll = (of: Partial<typeof declared>, values: Record<string, unknown>) =>
  Object.entries(of).every(([name, { kind }]) => kind.holds(values[name]))
const areSettings = (values: Record<string, unknown>): values is Settings => holdAll(openSettings, values)
const areHidden = (values: Record<string, unknown>): values is HiddenSettings =>
  holdAll(hiddenSettings, values)

/** All settings as they are, while nobody else changes one: who saves at once comes after. */
export async function lockSettings(trx: Transaction<Database>): Promise<Record<string, unknown>> {
  await sql`select pg_advisory_xact_lock(hashtext('afterword settings'))`.execute(trx)
  return filled(declared, [
    ...(await trx.selectFrom('settings').select(['name', 'value']).execute()),
    ...(await trx.selectFrom('private.settings').select(['name', 'value']).execute()),
  ])
}

/**
 * Changes some settings, each with a line in the audit log that says what from and what to, and writes down what was
 * there before; what is the same already is left alone. Every page shows the change at its next request. Returns the
 * id of the save, null if nothing changed.
 */
export async function changeSettings(
  trx: Transaction<Database>,
  actor: Actor,
  changes: Partial<AllSettings>,
): Promise<number | null> {
  const before = await lockSettings(trx)
  const changed: SettingChanges = {}
  for (const [name, value] of Object.entries(changes)) {
    if (!isSettingName(name)) continue
    const from = written(before[name])
    const to = written(value)
    if (from === to) continue
    changed[name] = { from: before[name], to: value }
    await trx
      .insertInto(Object.hasOwn(hiddenSettings, name) ? 'private.settings' : 'settings')
      .values({ name, value: JSON.stringify(value) })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value: JSON.stringify(value) }))
      .execute()
    await audit(trx, actor, 'setting changed', `${name}: ${difference(name, from, to)}`)
  }
  if (Object.keys(changed).some(name => judgedBy.has(name))) await judgeWaitingLater(trx)
  return noteSave(trx, actor, changed)
}

/** What says of a comment, whenever it is judged, that it waits or is spam; the others are about how one comes. */
const judgedBy = new Set<string>([
  ...(['held_words', 'spam_words', 'blocked_networks'] as const),
  ...(['hold_comments', 'trust_after', 'hold_links'] as const),
] satisfies SettingName[])

/** Returns whether a change of it has what waits judged again, by a job that follows. */
export const judgesWaiting = (name: SettingName): boolean => judgedBy.has(name)

/** Lets what waits, and what a list had held, be judged by lists and rules as they are now. */
export const judgeWaitingLater = (trx: Transaction<Database>): Promise<void> =>
  enqueue(trx, 'judge-waiting', {}, { key: 'all' })

async function noteSave(
  trx: Transaction<Database>,
  actor: Actor,
  changed: SettingChanges,
): Promise<number | null> {
  if (Object.keys(changed).length === 0) return null
  const { id } = await trx
    .insertInto('private.setting_saves')
    .values({ account_id: actor.account, actor: actor.name, changes: JSON.stringify(changed) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const maxDifference = 1_000
/** What stands for readers: the log, which is kept for good, says only how many came and went. */
const isEntrusted = (name: SettingName) => name === 'blocked_networks'

/** Of a text its beginning: the whole of it is with the save. */
const begun = (text: string) => shortened(text.replaceAll('\n', ' '), 200) || '–'

/** What changed: of a list, what came and what went. */
function difference(name: SettingName, from: string, to: string): string {
  const { control } = declared[name].kind
  if (control === 'text') return `${begun(from)} → ${begun(to)}`
  if (control !== 'list') return `${from || '–'} → ${to || '–'}`
  const [before, after] = [new Set(from.split('\n')), new Set(to.split('\n'))]
  const came = [...after].filter(line => line !== '' && !before.has(line)).map(line => `+ ${line}`)
  const went = [...before].filter(line => line !== '' && !after.has(line)).map(line => `− ${line}`)
  const all = [...came, ...went].join(', ') || [...after].join(', ') // the same ones in another order
  return all.length <= maxDifference && !isEntrusted(name) ? all : `+ ${came.length}, − ${went.length}`
}
