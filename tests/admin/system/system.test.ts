import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { fingerprintOf } from '../../../src/keys.ts'
import { startWorker } from '../../../src/queue/worker.ts'
import { noteBackup } from '../../../src/transfer/out/backup.ts'
import { testBlog } from '../../support/blog.ts'
import { engine } from '../../support/database.ts'
import { testKeys } from '../../support/keys.ts'
import { soon } from '../../support/patience.ts'
import { join } from '../../support/staff.ts'

/** As whoever runs the tests has configured it. */
const blog = testBlog(engine === 'postgres' ? { DATABASE_URL: process.env['TEST_DATABASE_URL'] ?? '' } : {})
const db = () => blog().database.db

/** What the jobs of a blog come to after some days. */
async function furnish() {
  const [failed, pausing, scheduled] = await db()
    .insertInto('private.jobs')
    .values([
      {
        name: 'forget-contacts',
        payload: '{"contact": 314159}',
        state: 'failed',
        attempts: 12,
        why: 'TypeError · at f',
      },
      { name: 'find-older-terms', payload: '{}', attempts: 3, why: 'Error · at g', run_at: inAnHour },
      { name: 'forget-sessions', payload: '{}', key: 'schedule', attempts: 1, run_at: inAnHour },
      { name: 'forget-searches', payload: '{}', key: 'schedule', run_at: inAnHour },
      {
        name: 'of-a-newer-version',
        payload: '{}',
        state: 'running',
        worker: crypto.randomUUID(),
        leased_until: inAnHour,
        attempts: 1,
      },
    ])
    .returning('id')
    .execute()
  return { failed: failed?.id ?? 0, pausing: pausing?.id ?? 0, scheduled: scheduled?.id ?? 0 }
}

const inAnHour = sql<Date>`now() + interval '1 hour'`
const attempt = (id: number) => `/admin/system/jobs/${id}/attempt`
const removal = (id: number) => `/admin/system/jobs/${id}/removal`
const jobs = () => db().selectFrom('private.jobs').select(['id', 'state', 'attempts']).orderBy('id').execute()

describe('the system', () => {
  test('is shown as it is: version, engine, size, the key’s fingerprint, and what /ready says', async () => {
    await db().deleteFrom('private.backups').execute()
    const administrator = await join(blog(), 'administrator')
    const { html } = await administrator.get('/admin/system')
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain('Afterword 0.1.0 Node 2')
    expect(text).toMatch(
      engine === 'postgres' ? /Database Postgres \d\d/ : /Database PGlite, built in \(Postgres \d\d/,
    )
    expect(text).toMatch(/Size of the database \d[\d.]* MB/)
    const fingerprint = fingerprintOf(testKeys.current).toString('hex')
    expect(text.replaceAll(' ', '')).toContain(fingerprint.slice(0, 32))
    expect(text.replaceAll(' ', '')).not.toContain(fingerprint.slice(0, 34))
    expect(text).toContain('Last backup None yet')
    await noteBackup(db(), 7)
    const { html: later } = await administrator.get('/admin/system')
    expect(later).toMatch(/Last backup<\/dt><dd>[A-Z][a-z]{2} \d/)
    expect((await blog().visitor().get('/ready')).status).toBe(200)
    expect(text).toContain('Ready: pages can be read and comments saved.')
  })

  test('says what waits, runs and failed, and why; never what it is about', async () => {
    await furnish()
    const { html } = await (await join(blog(), 'administrator')).get('/admin/system')
    for (const text of [
      '1 failed',
      '1 running',
      '3 waiting',
      'TypeError · at f',
      'Error · at g',
      'failed 12 times',
    ])
      expect(html).toContain(text)
    expect(html).toContain('Delete email addresses that no comment uses')
    expect(html).toContain('of-a-newer-version')
    expect(html).not.toContain('314159')
  })

  test('offers nothing for what runs or simply waits, and leaves a schedule its next turn', async () => {
    const { failed, pausing, scheduled } = await furnish()
    const { html } = await (await join(blog(), 'administrator')).get('/admin/system')
    const offered = [...html.matchAll(/action="\/admin\/system\/jobs\/(\d+\/\w+)"/g)].map(found => found[1])
    expect(offered).toEqual([
      `${failed}/attempt`,
      `${failed}/removal`,
      `${pausing}/attempt`,
      `${pausing}/removal`,
      `${scheduled}/attempt`,
    ])
  })
})

describe('a job that failed', () => {
  test('is carried out at once when an administrator says so, by a process that was asleep', async () => {
    const { failed } = await furnish()
    const administrator = await join(blog(), 'administrator')
    const done = vi.fn<() => Promise<'done'>>(async () => 'done')
    const worker = startWorker(
      db(),
      { 'forget-contacts': done },
      {},
      { log: { error: () => {} }, timeZone: () => 'UTC', isListening: () => true },
    )
    const deafen = blog().services.announcements.subscribe('jobs', () => worker.wake())
    const listening = await blog().database.listen(blog().services.announcements)
    try {
      const answer = await administrator.post(attempt(failed), {})
      expect(answer.headers.get('location')).toBe('/admin/system?done=retried')
      expect((await administrator.get('/admin/system?done=retried')).html).toContain(
        'It is being tried again.',
      )
      await vi.waitUntil(() => done.mock.calls.length === 1, soon)
    } finally {
      deafen()
      await worker.stop()
      await listening()
    }
    expect((await jobs()).map(({ id }) => id)).not.toContain(failed)
    expect((await administrator.get('/admin/audit')).html).toContain('had a failed job tried again:')
  })

  test('is given up after a question, and who did it is written down', async () => {
    const { failed, pausing } = await furnish()
    const administrator = await join(blog(), 'administrator')
    expect((await administrator.get(removal(failed))).html).toContain(
      'Delete email addresses that no comment uses',
    )
    for (const id of [failed, pausing])
      expect((await administrator.post(removal(id), {})).headers.get('location')).toBe(
        '/admin/system?done=dropped',
      )
    const left = (await jobs()).map(({ id }) => id)
    expect(left).toHaveLength(3)
    expect(left).not.toContain(failed)
    const { html } = await administrator.get('/admin/audit')
    expect(html.match(/dropped a failed job:/g)).toHaveLength(2)
  })

  test('that somebody dealt with before is left alone, and the second is told', async () => {
    const { failed } = await furnish()
    const administrator = await join(blog(), 'administrator')
    await administrator.post(attempt(failed), {})
    const before = await jobs()
    for (const path of [attempt(failed), removal(failed)]) {
      const answer = await administrator.post(path, {})
      expect([answer.status, answer.html.includes('Nothing was changed.')]).toEqual([409, true])
    }
    expect((await administrator.get(removal(failed))).status).toBe(404)
    expect(await jobs()).toEqual(before)
  })

  test('and is asked for again meanwhile is carried out beside that', async () => {
    const { failed } = await furnish()
    await sql`update private.jobs set key = 'all' where id = ${failed}`.execute(db())
    await db()
      .insertInto('private.jobs')
      .values({ name: 'forget-contacts', payload: '{}', key: 'all' })
      .execute()
    const administrator = await join(blog(), 'administrator')
    expect((await administrator.post(attempt(failed), {})).status).toBe(303)
    expect(await jobs()).toContainEqual({ id: failed, state: 'waiting', attempts: 0 })
  })
})
