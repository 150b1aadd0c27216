import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { AttackStep } from '../db/spam-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { AllSettings, SettingName, Settings } from '../settings/declared.ts'
import { reverseSaveIn } from '../settings/saves.ts'
import { changeSettings } from '../settings/settings.ts'
import { type Attack, dismissAttack, endAttack, readAttack } from '../spam/attack.ts'

/** What each step turns on, as a save of settings that is taken back when it ends. */
const steps: Record<AttackStep, Partial<AllSettings>> = {
  hold: { hold_comments: true },
  proof: { proof_of_work: 'attacked' },
  close: { who_may_comment: 'staff' },
}

export const attackSteps = ['hold', 'proof', 'close'] as const satisfies readonly AttackStep[]

/** The settings that steps change. */
export const settingsOfSteps = [
  'hold_comments',
  'proof_of_work',
  'who_may_comment',
] as const satisfies readonly SettingName[]

const closedMinutes = 60

/** Who ends what nobody took back. */
const nobody: Actor = { account: null, name: 'rule' }

/** What a moderator needs to know to do something about an attack, and what was done. */
export interface AttackDesk {
  /** Null when it is over, and something that was done about it is not. */
  attack: Attack | null
  /** Until when what was turned on lasts; null: until the attack ends. */
  taken: Partial<Record<AttackStep, { until: Date | null }>>
  /** What can be turned on: it is not already. */
  offered: AttackStep[]
  /** Of readers in the last thirty days: those that were approved, and of them those that appeared at once. */
  usual: { approved: number; atOnce: number }
}

/** Reads it; null while there is neither an attack nor anything that was done about one. */
export async function readAttackDesk(db: Kysely<Database>, settings: Settings): Promise<AttackDesk | null> {
  const attack = await readAttack(db)
  const rows = await db.selectFrom('private.attack_steps').select(['step', 'until']).execute()
  if (!attack && rows.length === 0) return null
  const taken = Object.fromEntries(rows.map(({ step, until }) => [step, { until }]))
  const isOn: Record<AttackStep, boolean> = {
    hold: settings.hold_comments,
    proof: settings.proof_of_work !== 'never',
    close: settings.who_may_comment !== 'everyone',
  }
  const offered = attackSteps.filter(step => attack && !isOn[step] && taken[step] === undefined)
  return { attack, taken, offered, usual: await readUsual(db) }
}

function readUsual(db: Kysely<Database>): Promise<AttackDesk['usual']> {
  return db
    .selectFrom('comments')
    .select([
      sql<number>`count(*)`.as('approved'),
      sql<number>`count(*) filter (where decided is null)`.as('atOnce'),
    ])
    .where('created_at', '>', sql<Date>`now() - interval '30 days'`)
    .where('status', '=', 'approved')
    .where('is_staff', '=', false)
    .executeTakeFirstOrThrow()
}

/** Turns something on while there is an attack; what is on already stays as it is. */
export const takeAttackStep = (db: Kysely<Database>, actor: Actor, step: AttackStep): Promise<void> =>
  transact(db, async trx => {
    if (!(await readAttack(trx))) return
    const save = await changeSettings(trx, actor, steps[step])
    if (save === null) return
    const ends = sql<Date>`now() + make_interval(mins => ${closedMinutes})`
    const { until } = await trx
      .insertInto('private.attack_steps')
      .values({ step, save_id: save, until: step === 'close' ? ends : null })
      .onConflict(conflict =>
        conflict.column('step').doUpdateSet(eb => ({
          save_id: eb.ref('excluded.save_id'),
          until: eb.ref('excluded.until'),
          at: sql<Date>`now()`,
        })),
      )
      .returning('until')
      .executeTakeFirstOrThrow()
    if (until) await enqueue(trx, 'watch-attack', {}, { key: String(save), at: until })
  })

/** Takes back what was turned on; a setting that somebody changed since stays as it is. */
export const takeBackAttackStep = (db: Kysely<Database>, actor: Actor, step: AttackStep): Promise<void> =>
  transact(db, trx => endSteps(trx, actor, sql<boolean>`step = ${step}`))

/** Says that those who come are readers, and nothing waits because of them; or takes that back. */
export const callThemReaders = (db: Kysely<Database>, actor: Actor, areReaders: boolean): Promise<void> =>
  transact(db, async trx => {
    await dismissAttack(trx, areReaders)
    await audit(trx, actor, areReaders ? 'attack called readers' : 'attack called an attack')
  })

/** Ends what is over: an attack, with what was turned on for it, and what was turned on for an hour. */
export const watchAttack = (db: Kysely<Database>): Promise<void> =>
  transact(db, async trx => {
    await endAttack(trx)
    const isOver = sql<boolean>`case when until is null
      then not exists (select from private.attacks where ended_at is null) else until <= now() end`
    await endSteps(trx, nobody, isOver)
  })

async function endSteps(
  trx: Transaction<Database>,
  actor: Actor,
  which: ReturnType<typeof sql<boolean>>,
): Promise<void> {
  const ended = await trx.deleteFrom('private.attack_steps').where(which).returning('save_id').execute()
  for (const { save_id } of ended) await reverseSaveIn(trx, actor, save_id)
}
