import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { watchDuePosts } from '../../../src/http/cache/due-posts.ts'
import { soon } from '../../support/patience.ts'
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
  const isDue = async () => {
    const { rows } = await sql<{ is: boolean }>`
      select published_at <= now() as is from posts where slug = 'due'`.execute(database.db)
    return rows[0]?.is ?? false
  }
  const isShown = async () => (await read('/')).includes('Just in time')
  await vi.waitUntil(async () => {
    expect(!(await isShown()) || (await isDue())).toBe(true)
    return services.pages.find('en system /') !== undefined
  })
  // Nothing else would drop the page: without being told, the next look is in ten minutes.
  await vi.waitUntil(isShown, soon)
  expect(await isDue()).toBe(true)
})
