import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'
import { lin, mara, tomas } from '../support/visitor.ts'

const blog = testBlog()

/** The form as it stands, as a browser would send it back. */
async function rulesForm(): Promise<{
  administrator: Awaited<ReturnType<typeof join>>
  fields: Record<string, string>
}> {
  const administrator = await join(blog(), 'administrator')
  const { html } = await administrator.get('/admin/discussion')
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of html.matchAll(
    /<input id="setting-\w+" name="(\w+)"[^>]*type="text"[^>]*value="(\d*)"/g,
  ))
    fields[name] = value
  const chosen = { who_may_comment: 'everyone', thread_order: 'oldest', first_page: 'oldest' }
  return { administrator, fields: { ...fields, ...chosen, name_email_required: 'yes' } }
}

describe('the rules', () => {
  test('hold from the next comment on, once they are saved', async () => {
    const slug = await blog().publish()
    const { administrator, fields } = await rulesForm()
    const saved = await administrator.post('/admin/discussion', {
      ...fields,
      trust_after: '0',
      held_words: 'cloud\r\n代开发票',
      spam_words: 'casino',
      blocked_networks: '203.0.113.0/24\r\n2001:db8::1',
    })
    expect(saved.status).toBe(303)
    const status = async (comment: string, ip = '198.51.100.1') => {
      const id = await blog()
        .visitor({ ip })
        .comment(slug, { ...mara, comment })
      const { db } = blog().database
      const row = await db
        .selectFrom('comments')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return row.status
    }
    expect(await status('A clear day')).toBe('approved')
    expect(await status('A cloud came')).toBe('pending')
    expect(await status('有人代开发票吗')).toBe('pending')
    expect(await status('[win](https://casino.example/)')).toBe('spam')
    expect(await status('From there', '203.0.113.77')).toBe('spam')
  })

  test('are tried on the comments of the last month, and nothing changes', async () => {
    const slug = await blog().publish()
    for (const [n, who] of [mara, lin, tomas].entries())
      await blog()
        .visitor({ ip: `198.51.100.${n}` })
        .comment(slug, who)
    const { administrator, fields } = await rulesForm()
    const { html } = await administrator.post('/admin/discussion', {
      ...fields,
      trust_after: '0',
      spam_words: 'disagree',
      try: 'yes',
    })
    expect(html).toContain('2 would have appeared, 0 would have waited, 1 would have been spam')
    expect(html).toContain('disagree</textarea>')
    expect((await administrator.get('/admin/discussion')).html).not.toContain('disagree')
  })

  test('that can’t be are given back with a message by each field', async () => {
    const { administrator, fields } = await rulesForm()
    const answer = await administrator.post('/admin/discussion', {
      ...fields,
      thread_depth: '11',
      hold_links: 'two',
      blocked_networks: '10.0.0.0/8\r\nexample.org',
    })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain('Please enter a number from 1 to 10.')
    expect(answer.html).toContain('Please enter a number from 0 to 1000.')
    expect(answer.html).toContain('This is no IP address or network: example.org')
    expect(answer.html).toContain('value="two"')
  })

  test('close the comments of articles that are old enough, and of all', async () => {
    const slug = await blog().publish({ publishedAt: new Date(Date.now() - 3 * 86_400_000) })
    const { administrator, fields } = await rulesForm()
    const isOpen = async () => (await blog().visitor().get(`/${slug}`)).html.includes('id="comment-form"')
    expect(await isOpen()).toBe(true)
    await administrator.post('/admin/discussion', { ...fields, close_after_days: '2' })
    expect(await isOpen()).toBe(false)
    expect((await blog().visitor().post(`/${slug}/comments`, mara)).status).toBe(403)
    await administrator.post('/admin/discussion', { ...fields, close_after_days: '4' })
    expect(await isOpen()).toBe(true)
    await administrator.post('/admin/discussion', { ...fields, who_may_comment: 'staff' })
    expect(await isOpen()).toBe(false)
    expect((await administrator.get(`/${slug}`)).html).toContain('id="comment-form"')
  })
})
