import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchDuePosts } from '../../../src/http/cache/due-posts.ts'
import { testSite } from '../../support/site.ts'

const site = testSite()

const read = async (path: string) => (await fetch(site().url + path)).text()

test('an article stands in the lists that were kept before its time as soon as that has come', async () => {
  const { services, database } = site()
  await vi.waitFor(() => expect(services.pages.isListening()).toBe(true))
  await site().publish({ slug: 'early', title: 'Was here before' })
  onTestFinished(watchDuePosts(services))
  const { rows } = await sql<{ time: Date }>`select now() + interval '2 seconds' as time`.execute(database.db)
  await site().publish({ slug: 'due', title: 'Just in time', publishedAt: rows[0]?.time ?? new Date() })
  await vi.waitUntil(async () => {
    await read('/')
    return services.pages.find('en system /') !== undefined
  })
  expect(await read('/')).not.toContain('Just in time')
  await vi.waitUntil(async () => (await read('/')).includes('Just in time'), { timeout: 10_000 })
  const { rows: late } = await sql<{ ms: number }>`
    select extract(epoch from now() - published_at)::float8 * 1000 as ms from posts where slug = 'due'`.execute(
    database.db,
  )
  expect(late[0]?.ms).toBeGreaterThan(0)
  expect(late[0]?.ms).toBeLessThan(1000)
})
