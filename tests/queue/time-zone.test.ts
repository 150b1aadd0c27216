import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startWork } from '../../src/work.ts'
import { testBlog } from '../support/blog.ts'
import { soon } from '../support/patience.ts'

const blog = testBlog()

test('settings that can’t be read when the time zone may have changed are logged, and end nothing', async () => {
  const { services, database } = blog()
  const stop = await startWork(services)
  try {
    await sql`alter table settings rename to settings_elsewhere`.execute(database.db)
    services.announcements.changed('setting:time_zone')
    await expect.poll(() => blog().logged(), soon).toContain('"job":"read the time zone"')
  } finally {
    await sql`alter table settings_elsewhere rename to settings`.execute(database.db)
    await stop()
  }
})
