import { expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { enqueue } from '../../src/queue/enqueue.ts'
import { startWork } from '../../src/work.ts'
import { testBlog } from '../support/blog.ts'
import { engine } from '../support/database.ts'
import { soon } from '../support/patience.ts'

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
      await expect.poll(left, soon).toEqual([])
      // Who waits for the next look without being told takes five seconds for each, and more than a minute for all.
      let done = 0
      const all = async () => {
        for (; done < 20; done++) {
          await transact(database.db, trx => enqueue(trx, 'forget-contacts', {}))
          await expect.poll(left, soon).toEqual([])
        }
      }
      void all()
      await expect.poll(() => done, soon).toBe(20)
    } finally {
      await stop()
    }
  })
else test('inside the process no notice is lost', () => expect(engine).toBe('pglite'))
