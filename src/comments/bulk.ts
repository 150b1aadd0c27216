import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import type { BulkDecisionsTable, BulkTask, Database } from '../db/tables.ts'
import { countMatching } from './counts.ts'
import { reverseWithin, stepsOf } from './decide.ts'
import { matching, narrow } from './queue-filter.ts'

/** What is done to many comments at once, and how far it has come. */
export interface BulkDecision {
  decision: string
  task: BulkTask
  account: number | null
  actor: string
  /** How many comments it was about when it began; somebody else may decide on some of them meanwhile. */
  expected: number
  moved: number
  hasEnded: boolean
}

/** As many as are moved in one transaction: readers and other moderators wait no longer than that takes. */
export const bulkPortion = 2_000

/** Writes down what is to be done to many comments, and does the first portion of it. */
export async function beginBulk(db: Kysely<Database>, task: BulkTask, actor: Actor): Promise<string> {
  const decision = crypto.randomUUID()
  await db
    .insertInto('private.bulk_decisions')
    .values({
      decision,
      task: JSON.stringify(task),
      account_id: actor.account,
      actor: actor.name,
      expected: await countTask(db, task),
    })
    .execute()
  await goOn(db, decision)
  return decision
}

async function countTask(db: Kysely<Database>, task: BulkTask): Promise<number> {
  if (task.kind === 'move') return countMatching(db, task.filter, task.newest)
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
  while (mayGoOn() && (await goOn(db, decision)) === 'more');
}

/** Finishes what a node that has stopped left undone. */
export async function finishAbandoned(db: Kysely<Database>, mayGoOn: () => boolean): Promise<void> {
  const abandoned = await db
    .selectFrom('private.bulk_decisions')
    .select('decision')
    .where('ended_at', 'is', null)
    .where('worked_at', '<', sql<Date>`now() - interval '30 seconds'`)
    .execute()
  for (const { decision } of abandoned) await finishBulk(db, decision, mayGoOn)
}

/** One portion, with how far it has come, in one transaction: a node that dies in between has done both or neither. */
function goOn(db: Kysely<Database>, decision: string): Promise<'more' | 'done'> {
  return db.transaction().execute(async trx => {
    const bulk = await trx
      .selectFrom('private.bulk_decisions')
      .selectAll()
      .where('decision', '=', decision)
      .where('ended_at', 'is', null)
      .forUpdate()
      .skipLocked() // another node is at it
      .executeTakeFirst()
    if (!bulk) return 'done'

    const { moved, position } = await doPortion(trx, bulk)
    const isDone = position === null
    await trx
      .updateTable('private.bulk_decisions')
      .set(eb => ({
        moved: eb('moved', '+', moved),
        position,
        worked_at: sql<Date>`now()`,
        ended_at: isDone ? sql<Date>`now()` : null,
      }))
      .where('decision', '=', decision)
      .execute()
    return isDone ? 'done' : 'more'
  })
}

interface Portion {
  moved: number
  /** Where the next one begins; null when this was the last. */
  position: number | null
}

async function doPortion(
  trx: Transaction<Database>,
  { decision, task, account_id: account, actor: name, position }: Selectable<BulkDecisionsTable>,
): Promise<Portion> {
  const actor = { account, name }
  if (task.kind === 'move') return moveMatching(trx, task, { decision, position, actor })
  const steps = await stepsOf(trx, task.decision, { after: position ?? 0, limit: bulkPortion })
  const { moved } = await reverseWithin(trx, steps, decision, actor, task.scope)
  return { moved: moved.length, position: steps.length < bulkPortion ? null : (steps.at(-1)?.id ?? null) }
}

/** Finds, locks, moves and logs in one statement. What somebody moves meanwhile no longer matches, and stays. */
async function moveMatching(
  trx: Transaction<Database>,
  { filter, newest, to }: Extract<BulkTask, { kind: 'move' }>,
  { decision, position, actor }: { decision: string; position: number | null; actor: Actor },
): Promise<Portion> {
  const narrowed = await narrow(trx, filter)
  const { moved, seen, last } = await trx
    .with('chosen', () =>
      matching(trx, narrowed)
        .select(['c.id', 'c.status'])
        .where('c.status', '<>', to)
        .where('c.id', '<=', newest)
        .$if(position !== null, query => query.where('c.id', '>', position))
        .orderBy('c.id') // as every decision locks them
        .limit(bulkPortion)
        .forUpdate('c'),
    )
    .with('moved', db =>
      db
        .updateTable('comments as c')
        .from('chosen')
        .set({ status: to })
        .whereRef('c.id', '=', 'chosen.id')
        .returning('c.id'),
    )
    .with('logged', db =>
      db
        .insertInto('private.moderation_log')
        .columns(['comment_id', 'from_status', 'to_status', 'actor', 'account_id', 'decision'])
        .expression(eb =>
          eb
            .selectFrom('chosen')
            .select(['id', 'status'])
            .select([
              sql<string>`${to}::text`.as('to'),
              sql<string>`${actor.name}::text`.as('actor'),
              sql<number | null>`${actor.account}::bigint`.as('account'),
              sql<string>`${decision}::uuid`.as('decision'),
            ]),
        ),
    )
    .selectFrom('chosen')
    .select(eb => [
      eb
        .selectFrom('moved')
        .select(eb => eb.fn.countAll<number>().as('count'))
        .as('moved'),
      eb.fn.countAll<number>().as('seen'),
      eb.fn.max('id').as('last'),
    ])
    .executeTakeFirstOrThrow()
  return { moved: moved ?? 0, position: seen < bulkPortion ? null : last }
}

/** How far a decision about many has come; null when there is none of that name. */
export async function readBulk(db: Kysely<Database>, decision: string): Promise<BulkDecision | null> {
  const row = await db
    .selectFrom('private.bulk_decisions')
    .selectAll()
    .where('decision', '=', decision)
    .executeTakeFirst()
  if (!row) return null
  const { account_id: account, ended_at, worked_at: _, position: __, ...bulk } = row
  return { ...bulk, account, hasEnded: ended_at !== null }
}
