import { Cron } from 'croner'
import type { KyselyPlugin } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startWorker } from '../../src/queue/worker.ts'
import { schedules } from '../../src/work.ts'
import { testBlog } from '../support/blog.ts'
import { soon } from '../support/patience.ts'

const blog = testBlog()
const day = 86_400

/** How often a pattern comes in a day. */
function turnsADay(pattern: string): number {
  const from = new Date('2026-03-02T00:00:00Z')
  const until = from.getTime() + day * 1_000
  const runs = new Cron(pattern, { timezone: 'UTC' }).nextRuns(day / 60 + 1, from)
  return runs.filter(at => at.getTime() <= until).length
}

test('an idle process asks the database less than 0.3 times a second for its work', async () => {
  const { db } = blog().database
  let asked = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      asked++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const done = vi.fn<() => Promise<'done'>>(async () => 'done')
  const worker = startWorker(
    db.withPlugin(counting),
    { 'forget-sessions': done },
    { 'forget-sessions': '0 0 1 1 *' },
    { log: { error: () => undefined }, timeZone: () => 'UTC', isListening: () => true },
  )
  onTestFinished(() => worker.stop())
  const next = () => db.selectFrom('private.jobs').select(['id', 'run_at']).executeTakeFirst()
  await vi.waitUntil(next, soon)
  const due = await next()
  await db
    .updateTable('private.jobs')
    .set({ run_at: new Date(0) })
    .execute()

  asked = 0
  worker.wake()
  // Its next turn waits, and what could be due was looked for: then nothing is asked any more.
  let before = -1
  await vi.waitUntil(async () => {
    const isStill = asked === before
    before = asked
    return isStill && (await next())?.id !== due?.id
  }, soon)
  await worker.stop()
  const aTurn = asked + 2 // the work itself, one query or two
  expect(done).toHaveBeenCalledTimes(1)

  const turns = Object.values(schedules).reduce((sum, pattern) => sum + turnsADay(pattern), 0)
  expect(turns).toBeGreaterThan(400)
  // The listener proves every ten seconds that it hears.
  expect((turns * aTurn) / day + 1 / 10).toBeLessThan(0.3)
})
