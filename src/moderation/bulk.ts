import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import { now } from '../db/clock.ts'
import type { BulkDecisionsTable, BulkTask, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { staff, type StepActor } from './actor.ts'
import { countMatching } from './counts.ts'
import { decideWithin } from './decide.ts'
import type { Words } from './gate-steps.ts'
import { wasCommittedBy } from './horizon.ts'
import { matching, narrow } from './queue-filter.ts'
import { reverseWithin, stepsOf, wordsBefore } from './undo.ts'

/** What is done to many comments at once, and how far it has come. */
export interface BulkDecision {
  decision: string
  task: BulkTask
  account: number | null
  actor: string
  /** How many comments it was about when it began; somebody else may decide on some of them meanwhile. */
  expected: number
  moved: number
  /** Those that somebody changed meanwhile, and that stay as they are. */
  overtaken: number
  hasEnded: boolean
}

/** As many as are moved in one transaction: readers and other moderators wait no longer than that takes. */
export const bulkPortion = 2_000

/** Writes down what is to be done to many comments, and does the first portion; a job does the rest. */
export async function beginBulk(db: Kysely<Database>, task: BulkTask, actor: Actor): Promise<string> {
  const decision = crypto.randomUUID()
  const expected = await countTask(db, task)
  const words = await wordsToUndo(db, { task, position: null })
  await transact(db, async trx => {
    await trx
      .insertInto('private.bulk_decisions')
      .values({
        decision,
        task: JSON.stringify(task),
        account_id: actor.account,
        actor: actor.name,
        expected,
      })
      .execute()
    if ((await doPortion(trx, decision, words)) === 'more')
      await enqueue(trx, 'finish-bulk-decision', { decision }, { key: decision })
  })
  return decision
}

async function countTask(db: Kysely<Database>, task: BulkTask): Promise<number> {
  if (task.kind === 'move') return task.filter ? countMatching(db, task.filter, task.newest) : 0
  const { count } = await db
    .selectFrom('private.moderation_log')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('decision', '=', task.decision)
    .executeTakeFirstOrThrow()
  return count
}

/** Does what is left, portion by portion, until it is done or `mayGoOn` says no; another node may go on with it. */
export async function finishBulk(
  db: Kysely<Database>,
  decision: string,
  mayGoOn: () => boolean,
): Promise<void> {
  while (mayGoOn()) {
    const bulk = await db
      .selectFrom('private.bulk_decisions')
      .select(['task', 'position'])
      .where('decision', '=', decision)
      .executeTakeFirst()
    if (!bulk) return
    const words = await wordsToUndo(db, bulk)
    if ((await transact(db, trx => doPortion(trx, decision, words))) === 'done') return
  }
}

/** The words that the next portion of an Undo gives back. */
async function wordsToUndo(
  db: Kysely<Database>,
  { task, position }: Pick<Selectable<BulkDecisionsTable>, 'task' | 'position'>,
): Promise<Map<number, Words>> {
  if (task.kind === 'move') return new Map()
  return wordsBefore(await stepsOf(db, task.decision, { after: position ?? 0, limit: bulkPortion }))
}

/** One portion, with how far it has come, in one transaction: a node that dies in between has done both or neither. */
async function doPortion(
  trx: Transaction<Database>,
  decision: string,
  words: ReadonlyMap<number, Words>,
): Promise<'more' | 'done'> {
  const bulk = await trx
    .selectFrom('private.bulk_decisions')
    .selectAll()
    .where('decision', '=', decision)
    .where('ended_at', 'is', null)
    .forUpdate() // another node may be at it: what is left is known when it is done
    .executeTakeFirst()
  if (!bulk) return 'done'

  const by = staff({ account: bulk.account_id, name: bulk.actor })
  const { task, position } = bulk
  const portion =
    task.kind === 'move'
      ? await moveSome(trx, task, { by, decision, position })
      : await reverseSome(trx, task, { by, decision, position, words })
  const isDone = portion.position === null
  await trx
    .updateTable('private.bulk_decisions')
    .set(eb => ({
      moved: eb('moved', '+', portion.moved),
      overtaken: eb('overtaken', '+', portion.overtaken),
      position: portion.position,
      ended_at: isDone ? now : null,
      ...(isDone && task.kind === 'move' ? { task: sql<string>`jsonb_set(task, '{filter}', 'null')` } : {}),
    }))
    .where('decision', '=', decision)
    .execute()
  return isDone ? 'done' : 'more'
}

interface Portion {
  moved: number
  overtaken: number
  /** Where the next one begins; null when this was the last. */
  position: number | null
}

interface Going {
  by: StepActor
  decision: string
  position: number | null
}

/** Moves the next of those that match. What somebody changed since the moderator looked stays as it is. */
async function moveSome(
  trx: Transaction<Database>,
  { filter, newest, step: last, snapshot, to }: Extract<BulkTask, { kind: 'move' }>,
  { by, decision, position }: Going,
): Promise<Portion> {
  if (filter === null) return { moved: 0, overtaken: 0, position: null } // done: it is forgotten with the last of them
  const found = await matching(trx, await narrow(trx, filter))
    .select(['c.id as comment', 'c.step as seen'])
    // One from before there were snapshots goes by numbers alone.
    .select((snapshot === undefined ? sql<boolean>`true` : wasCommittedBy(snapshot)).as('wasThere'))
    .where('c.status', '<>', to)
    .where('c.id', '<=', newest)
    .$if(position !== null, query => query.where('c.id', '>', position))
    .orderBy('c.id')
    .limit(bulkPortion)
    .execute()
  // The number holds as well: in a restored database it is the same, and a snapshot is not.
  const choices = found.filter(({ seen, wasThere }) => seen <= last && wasThere)
  const { moved, overtaken } = await decideWithin(trx, choices, to, { by, decision, scope: filter.scope })
  return {
    moved: moved.length,
    overtaken: found.length - choices.length + overtaken.length,
    position: found.length < bulkPortion ? null : (found.at(-1)?.comment ?? null),
  }
}

async function reverseSome(
  trx: Transaction<Database>,
  task: Extract<BulkTask, { kind: 'reverse' }>,
  { position, words, ...going }: Going & { words: ReadonlyMap<number, Words> },
): Promise<Portion> {
  const steps = await stepsOf(trx, task.decision, { after: position ?? 0, limit: bulkPortion })
  const { moved, overtaken } = await reverseWithin(trx, steps, words, { ...going, scope: task.scope })
  return {
    moved: moved.length,
    overtaken: overtaken.length,
    position: steps.length < bulkPortion ? null : (steps.at(-1)?.id ?? null),
  }
}

/** A job that failed for good is tried again by a person for so long. */
const triedAgainDays = 7

/**
 * Ends decisions that nobody goes on with, and forgets what they looked for: it may be somebody's network, which a
 * decision that was carried out forgets with its last portion.
 */
export async function forgetOldTasks(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable('private.bulk_decisions')
    .set({ ended_at: now, task: sql<string>`jsonb_set(task, '{filter}', 'null')` })
    .where('ended_at', 'is', null)
    .where(sql<boolean>`task->>'kind' = 'move' and not exists (
      select from private.jobs j
      where j.name = 'finish-bulk-decision' and j.payload->>'decision' = decision::text
        and (j.state <> 'failed' or j.run_at > now() - make_interval(days => ${sql.lit(triedAgainDays)})))`)
    .execute()
}

/** How far a decision about many has come; null when there is none of that name. */
export async function readBulk(db: Kysely<Database>, decision: string): Promise<BulkDecision | null> {
  const row = await db
    .selectFrom('private.bulk_decisions')
    .selectAll()
    .where('decision', '=', decision)
    .executeTakeFirst()
  if (!row) return null
  const { account_id: account, ended_at, position: _, ...bulk } = row
  return { ...bulk, account, hasEnded: ended_at !== null }
}
