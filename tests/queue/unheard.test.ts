import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { enqueue } from '../../src/queue/enqueue.ts'
import { startWork } from '../../src/work.ts'
import { testBlog } from '../support/blog.ts'
import { engine } from '../support/database.ts'

const blog = testBlog()

// Inside the process every notice is heard.
// oxlint-disable-next-line vitest/no-conditional-tests
if (engine === 'postgres')
  test('a job is begun at once by the process that wrote it, though no notice of it is heard', async () => {
    const { services, database } = blog()
    expect(services.pages.isListening()).toBe(false)
    const stop = await startWork(services)
    const left = async () => {
      const jobs = await database.db.selectFrom('private.jobs').select(['name', 'key', 'state']).execute()
      return jobs.filter(({ key }) => key !== 'schedule')
    }
    try {
      await expect.poll(left, { timeout: 20_000 }).toEqual([])
      for (let times = 0; times < 3; times++) {
        await transact(database.db, trx => enqueue(trx, 'forget-contacts', {}))
        // Of three that waited for the next look without being told, one at least would be late.
        await expect.poll(left, { timeout: 4_000 }).toEqual([])
      }
    } finally {
      await stop()
    }
  })
else test('inside the process no notice is lost', () => expect(engine).toBe('pglite'))
