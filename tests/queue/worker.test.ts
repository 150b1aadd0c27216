import { sql } from 'kysely'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { enqueue } from '../../src/queue/enqueue.ts'
import type { JobName, Jobs, Schedules, Turn } from '../../src/queue/jobs.ts'
import { startWorker, type Worker } from '../../src/queue/worker.ts'
import { testBlog } from '../support/blog.ts'
import { soon } from '../support/patience.ts'

const blog = testBlog()
const db = () => blog().database.db

const workers: Worker[] = []
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop()
})

type Work = (name: JobName, turn: Turn) => Promise<'done' | 'unfinished'>

/** A process that carries jobs out by one function, and says what went wrong. */
function start(work: Work, schedules: Schedules = {}, timeZone = 'UTC') {
  const job = (name: JobName) => (_: object, turn: Turn) => work(name, turn)
  const jobs: Partial<Jobs> = {
    'find-older-terms': job('find-older-terms'),
    'forget-contacts': job('forget-contacts'),
    'forget-sessions': job('forget-sessions'),
  }
  const problems: unknown[] = []
  const worker = startWorker(db(), jobs, schedules, {
    log: { error: (facts: unknown) => void problems.push(facts) },
    timeZone: () => timeZone,
    isListening: () => true,
  })
  workers.push(worker)
  return { worker, problems }
}

const add = (name: JobName, when: { key?: string; at?: Date } = {}) =>
  db()
    .transaction()
    .execute(trx => enqueue(trx, name, {}, when))

const rows = () => db().selectFrom('private.jobs').selectAll().orderBy('id').execute()

describe('a job', () => {
  test('is carried out once its cause is committed, and never without it', async () => {
    const done: JobName[] = []
    const { worker } = start(async name => {
      done.push(name)
      return 'done'
    })
    const undone = db()
      .transaction()
      .execute(async trx => {
        await enqueue(trx, 'forget-sessions', {})
        throw new Error('taken back')
      })
    await expect(undone).rejects.toThrow('taken back')
    await add('forget-contacts')
    worker.wake()
    await vi.waitUntil(async () => (await rows()).length === 0, soon)
    expect(done).toEqual(['forget-contacts'])
  })

  test('holds ids alone: a word or an address is refused before it is written', async () => {
    const payload = { comment: 7, address: 'mara@example.org' }
    const added = db()
      .transaction()
      .execute(trx => enqueue(trx, 'forget-contacts', payload))
    await expect(added).rejects.toThrow('no id')
    expect(await rows()).toEqual([])
  })

  test('that fails waits, longer each time, says why without a value, and keeps no other from its turn', async () => {
    const done: JobName[] = []
    await add('forget-contacts')
    await add('forget-sessions')
    const { problems } = start(async name => {
      if (name === 'forget-contacts') throw new TypeError('mara@example.org is not a function')
      done.push(name)
      return 'done'
    })
    await vi.waitUntil(
      async () => (await rows()).some(({ attempts, state }) => attempts === 1 && state === 'waiting'),
      soon,
    )
    await vi.waitUntil(async () => (await rows()).length === 1, soon)
    expect(done).toEqual(['forget-sessions'])
    const [failing] = await rows()
    expect(failing?.why).toMatch(/^TypeError · at /)
    expect(JSON.stringify([failing, problems])).not.toContain('mara@')
    expect((failing?.run_at.getTime() ?? 0) - (failing?.created_at.getTime() ?? 0)).toBeGreaterThan(4_900)

    await sql`update private.jobs set attempts = 5, run_at = now()`.execute(db())
    workers[0]?.wake()
    await vi.waitUntil(async () => {
      const [row] = await rows()
      return row?.attempts === 6 && row.state === 'waiting'
    }, soon)
    const later = await sql<{ seconds: number }>`
      select extract(epoch from run_at - now())::float8 as seconds from private.jobs`.execute(db())
    expect(later.rows[0]?.seconds).toBeGreaterThan(150)
  })

  test('that failed for the last time waits for a person', async () => {
    await add('forget-contacts')
    await sql`update private.jobs set attempts = 11`.execute(db())
    start(async () => Promise.reject(new Error('again')))
    await vi.waitUntil(async () => (await rows())[0]?.state === 'failed', soon)
    expect(await rows()).toHaveLength(1)
  })

  test('that is due later is not begun before, and is begun then without being asked for', async () => {
    const { rows: now } = await sql<{ later: Date }>`select now() + interval '700 ms' as later`.execute(db())
    const begun: Date[] = []
    start(async () => {
      const { rows: at } = await sql<{ now: Date }>`select now() as now`.execute(db())
      begun.push(at[0]?.now ?? new Date(0))
      return 'done'
    })
    await add('forget-contacts', { at: now[0]?.later ?? new Date(0) })
    workers[0]?.wake()
    await vi.waitUntil(() => begun.length === 1, soon)
    expect(begun[0]?.getTime()).toBeGreaterThanOrEqual(now[0]?.later.getTime() ?? Number.NaN)
  })

  test('with a key waits once, however often it is asked for', async () => {
    for (let times = 0; times < 5; times++) await add('forget-contacts', { key: 'all' })
    expect(await rows()).toHaveLength(1)
  })

  test('is carried out by one process of several', async () => {
    const done: JobName[] = []
    const work: Work = async name => {
      done.push(name)
      return 'done'
    }
    for (let times = 0; times < 3; times++) start(work)
    for (let times = 0; times < 20; times++) await add('forget-contacts')
    for (const worker of workers) worker.wake()
    await vi.waitUntil(async () => (await rows()).length === 0, soon)
    expect(done).toHaveLength(20)
  })

  test('of a process that died is taken over once it has been silent for its lease', async () => {
    await add('forget-contacts')
    await sql`update private.jobs set state = 'running', worker = gen_random_uuid(), attempts = 1,
      leased_until = now() - interval '1 s'`.execute(db())
    const done: JobName[] = []
    start(async name => {
      done.push(name)
      return 'done'
    })
    await vi.waitUntil(async () => (await rows()).length === 0, soon)
    expect(done).toEqual(['forget-contacts'])
  })

  test('that ended its process each time waits for a person, and its next turn for its time', async () => {
    const at = { key: 'schedule', at: new Date(0) }
    await add('forget-contacts', at)
    await sql`update private.jobs set state = 'running', worker = gen_random_uuid(), attempts = 12,
      leased_until = now() - interval '1 s'`.execute(db())
    const begun: JobName[] = []
    const work: Work = async name => {
      begun.push(name)
      return 'done'
    }
    start(work, { 'forget-contacts': '0 4 * * *' })
    await vi.waitUntil(async () => (await rows())[0]?.state === 'failed', soon)
    expect(begun).toEqual([])
    expect((await rows()).map(({ state, why }) => [state, why])).toEqual([
      ['failed', expect.stringMatching(/^ProcessEnded · /)],
      ['waiting', null],
    ])
  })

  test('that is still being carried out elsewhere is left alone', async () => {
    await add('forget-contacts')
    await sql`update private.jobs set state = 'running', worker = gen_random_uuid(), attempts = 1,
      leased_until = now() + interval '20 s'`.execute(db())
    await add('forget-sessions')
    const done: JobName[] = []
    start(async name => {
      done.push(name)
      return 'done'
    })
    await vi.waitUntil(async () => (await rows()).length === 1, soon)
    expect(done).toEqual(['forget-sessions'])
  })

  test('that goes on while another has taken it over strikes nothing off', async () => {
    await add('forget-contacts')
    let goOn = () => {}
    const { worker } = start(() => new Promise(resolve => (goOn = () => resolve('done'))))
    await vi.waitUntil(async () => (await rows())[0]?.state === 'running', soon)
    await sql`update private.jobs set worker = gen_random_uuid(), attempts = 2`.execute(db())
    goOn()
    await worker.stop()
    expect(await rows()).toHaveLength(1)
  })
})

describe('a stop', () => {
  test('waits for what is under way', async () => {
    await add('forget-contacts')
    let goOn = () => {}
    const { worker } = start(() => new Promise(resolve => (goOn = () => resolve('done'))))
    await vi.waitUntil(async () => (await rows())[0]?.state === 'running', soon)
    const stopped = worker.stop()
    goOn()
    await stopped
    expect(await rows()).toEqual([])
  })

  test('gives a long job back, which another process goes on with, as if it had not been begun', async () => {
    await add('find-older-terms', { key: 'start' })
    const { worker } = start(
      (_, { signal }) =>
        new Promise(resolve => signal.addEventListener('abort', () => resolve('unfinished'), { once: true })),
    )
    await vi.waitUntil(async () => (await rows())[0]?.state === 'running', soon)
    await worker.stop()
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, key: 'start', worker: null }])
  })
})

describe('a schedule', () => {
  const turns = async () =>
    (await rows()).map(({ name, run_at }) => `${name} ${run_at.toISOString().slice(11, 16)}`)

  test('waits for its next time in the site’s zone, once for all processes, and moves when the zone does', async () => {
    const schedules = { 'forget-sessions': '30 3 * * *' } as const
    start(async () => 'done', schedules, 'Asia/Kolkata')
    start(async () => 'done', schedules, 'Asia/Kolkata')
    await vi.waitUntil(async () => (await rows()).length > 0, soon)
    expect(await turns()).toEqual(['forget-sessions 22:00'])
    start(async () => 'done', schedules, 'Asia/Tokyo')
    await vi.waitUntil(async () => (await turns())[0] === 'forget-sessions 18:30', soon)
    expect(await rows()).toHaveLength(1)
  })

  test('that was slept through is done once, and then waits for its next time', async () => {
    const done: JobName[] = []
    await add('forget-sessions', { key: 'schedule', at: new Date('2026-01-01T02:00:00Z') })
    start(
      async name => {
        done.push(name)
        return 'done'
      },
      { 'forget-sessions': '30 3 * * *' },
    )
    await vi.waitUntil(async () => (await turns())[0] === 'forget-sessions 03:30', soon)
    const [next] = await rows()
    expect(next?.run_at.getTime()).toBeGreaterThan(new Date('2026-11-01').getTime())
    expect(done).toEqual(['forget-sessions'])
  })

  test('goes on, though its next turn could not be written down at first', async () => {
    await add('forget-sessions', { key: 'schedule' })
    await sql`
      create function public.refuse() returns trigger language plpgsql as $$ begin
        if not exists (select from private.jobs where state = 'waiting') then raise exception 'not now'; end if;
        return new;
      end $$`.execute(db())
    await sql`
      create trigger refuse before insert on private.jobs
      for each row execute function public.refuse()`.execute(db())
    try {
      start(async () => 'done', { 'forget-sessions': '30 3 * * *' })
      await vi.waitUntil(async () => (await rows())[0]?.why != null, soon)
      expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1, key: 'schedule' }])
    } finally {
      await sql`drop function public.refuse cascade`.execute(db())
    }
  })

  test('whose turn failed for good has its next one all the same', async () => {
    await add('forget-sessions', { key: 'schedule' })
    await sql`update private.jobs set attempts = 11`.execute(db())
    start(async () => Promise.reject(new Error('again')), { 'forget-sessions': '30 3 * * *' })
    await vi.waitUntil(async () => (await rows()).length === 2, soon)
    expect((await rows()).map(({ state }) => state)).toEqual(expect.arrayContaining(['failed', 'waiting']))
  })
})
