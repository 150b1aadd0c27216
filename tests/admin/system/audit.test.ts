import { expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'

const blog = testBlog()

test('The log calls a setting as its form does, in the language of who reads it, and one that is gone by its name', async () => {
  const administrator = await join(blog(), 'administrator')
  const changes = ['comments_per_minute: 5 → 10', 'gone_since: a → b', 'constructor: a → b']
  await blog()
    .database.db.insertInto('private.audit_log')
    .values(
      changes.map(subject => ({
        ...{ account_id: null, actor: 'command line', event: 'setting changed' },
        ...{ subject, network: null },
      })),
    )
    .execute()
  for (const [language, label] of [
    ['en', 'Comments per minute from one address: 5 → 10'],
    ['de', 'Kommentare pro Minute von einer Adresse: 5 → 10'],
  ] as const) {
    const { html } = await administrator.get('/admin/audit', { 'accept-language': language })
    for (const text of [label, ...changes.slice(1)]) expect(html).toContain(`<bdi>${text}</bdi>`)
  }
})
