import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { environment, readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import { enqueue } from '../../src/queue/enqueue.ts'
import { startWorker } from '../../src/queue/worker.ts'
import { opensContacts } from '../../src/readers/contacts.ts'
import { keySource } from '../../src/secret-file.ts'

/**
 * A process that causes jobs and carries them out, to be killed: `work` goes on until then, `drain` causes no more and
 * ends with what it counted once nothing is left. A cause and an effect are a row each; an effect's key is its cause.
 */
const [order, ...options] = process.argv.slice(2)
const config = readConfig(environment())
const keysFor = { ...keySource(config), open: opensContacts, isNew: false }
const database = await openDatabase(config, keysFor, 'prepare')
const { db } = database
await sql`create table if not exists private.causes (id bigint generated always as identity primary key)`.execute(
  db,
)
await sql`create table if not exists private.effects (cause bigint primary key references private.causes, times int not null)`.execute(
  db,
)
// Whoever knows that all others are dead need not wait until their leases end.
if (options.includes('--alone'))
  await sql`update private.jobs set leased_until = now() where state = 'running'`.execute(db)

const worker = startWorker(
  db,
  { 'forget-contacts': payload => takeEffect(payload), 'forget-sessions': payload => takeEffect(payload) },
  {},
  { log: { error: () => undefined }, timeZone: () => 'UTC', isListening: () => true },
)

/** In two steps, between which it may be killed, and after which the job may not have been struck off. */
async function takeEffect({ cause }: Record<string, unknown>): Promise<'done'> {
  await wait(Math.random() * 20)
  await sql`insert into private.effects (cause, times) values (${cause}, 1)
    on conflict (cause) do update set times = effects.times + 1`.execute(db)
  await wait(Math.random() * 20)
  return 'done'
}

if (order === 'work') await goOnCausing()
else await drain()

async function goOnCausing(): Promise<void> {
  for (let n = 0; ; n++) {
    await db
      .transaction()
      .execute(async trx => {
        const { rows } = await sql<{
          id: number
        }>`insert into private.causes default values returning id`.execute(trx)
        await enqueue(trx, n % 2 ? 'forget-contacts' : 'forget-sessions', { cause: rows[0]?.id ?? 0 })
        // Every tenth is taken back, with its job.
        if (n % 10 === 9) throw new Error('taken back')
      })
      .catch(() => undefined)
    worker.wake()
    if (n === 5) console.log('under way')
    await wait(5)
  }
}

async function drain(): Promise<void> {
  const left = async () =>
    (await sql<{ left: number }>`select count(*)::int as left from private.jobs`.execute(db)).rows[0]?.left
  while ((await left()) !== 0) {
    worker.wake()
    await wait(100)
  }
  const { rows } = await sql`
    select (select count(*)::int from private.causes) as causes, count(*)::int as effects,
      coalesce(sum(times), 0)::int as times from private.effects`.execute(db)
  console.log(JSON.stringify(rows[0]))
  await worker.stop()
  await database.close()
}
