import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { forgetNetworksOfSaves } from '../../../src/settings/saves.ts'
import { testBlog } from '../../support/blog.ts'
import { join } from '../../support/staff.ts'
import { lin, mara, tomas } from '../../support/visitor.ts'
import { refusal } from './refusal.ts'

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
  const chosen = {
    proof_of_work: 'never',
    who_may_comment: 'everyone',
    thread_order: 'oldest',
    first_page: 'oldest',
  }
  return { administrator, fields: { ...fields, ...chosen, name_email_required: 'yes' } }
}

describe('the rules', () => {
  test('lead from the switch of learning to what was learned', async () => {
    const administrator = await join(blog(), 'administrator')
    const { html } = await administrator.get('/admin/discussion')
    expect(html).toMatch(/id="setting-learn_spam-help"[^<]*<a href="\/admin\/spam">/)
    expect((await administrator.get('/admin/spam')).status).toBe(200)
  })

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

  test('leave no network that was blocked in the log, and in what can be taken back for thirty days', async () => {
    const { administrator, fields } = await rulesForm()
    const { db } = blog().database
    const networks = '203.0.113.0/24\r\n198.51.100.23'
    await administrator.post('/admin/discussion', { ...fields, trust_after: '7', blocked_networks: networks })
    await administrator.post('/admin/discussion', { ...fields, trust_after: '7', blocked_networks: '' })
    const audited = (await administrator.get('/admin/audit')).html
    expect(audited).toContain('Comments from these addresses are spam: + 2, − 0')
    expect(audited).toContain('Comments from these addresses are spam: + 0, − 2')
    expect(audited).not.toContain('198.51.100.23')
    const saves = async () =>
      JSON.stringify(await db.selectFrom('private.setting_saves').selectAll().execute())
    await forgetNetworksOfSaves(db)
    expect(await saves()).toContain('198.51.100.23')
    await sql`update private.setting_saves set at = at - interval '31 days'`.execute(db)
    await forgetNetworksOfSaves(db)
    expect(await saves()).not.toContain('198.51.100.23')
    expect(await saves()).toContain('trust_after')
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
    expect(answer.html).toContain('This is not an IP address or network: example.org')
    expect(answer.html).toContain('value="two"')
  })

  test('that can’t be say at the top, in focus, that nothing was saved, and lead to each field', async () => {
    const { administrator, fields } = await rulesForm()
    const answer = await administrator.post('/admin/discussion', {
      ...fields,
      thread_depth: '11',
      blocked_networks: 'not-an-ip',
      blocked_addresses: 'nobody',
      akismet_key: '?',
    })
    expect(answer.status).toBe(422)
    const { focused, said, leadsTo } = refusal(answer.html)
    expect(focused).toEqual(['error-summary'])
    expect(said).toContain('Nothing was saved.')
    expect(said).toContain('This is not an IP address or network: not-an-ip')
    expect(leadsTo).toEqual([
      'setting-akismet_key',
      'setting-blocked_networks',
      'setting-blocked_addresses',
      'setting-thread_depth',
    ])
    for (const id of leadsTo)
      expect(answer.html).toMatch(new RegExp(`<(input|textarea)[^>]* id="${id}"[^>]* aria-invalid="true"`))
    const { html } = await administrator.get('/admin/discussion')
    expect(html).not.toContain('not-an-ip')
    expect(refusal(html).said).toBe('')
  })

  test('name each network in one way, and meet it in every dress', async () => {
    const slug = await blog().publish()
    const { administrator, fields } = await rulesForm()
    const saved = await administrator.post('/admin/discussion', {
      ...fields,
      trust_after: '0',
      blocked_networks:
        '::ffff:203.0.113.7\r\n2001:DB8:0:0::1/32\r\n198.51.100.77/24\r\n::FFFF:192.0.2.9/120\r\n203.0.113.7',
    })
    expect(saved.status).toBe(303)
    const { html } = await administrator.get('/admin/discussion')
    expect(html).toContain('>\n203.0.113.7\n2001:db8::/32\n198.51.100.0/24\n192.0.2.0/24</textarea>')
    for (const ip of ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8:9::1', '192.0.2.200']) {
      const reader = blog().visitor({ ip })
      const id = await reader.comment(slug, { ...mara, comment: ip })
      const { db } = blog().database
      const { status } = await db
        .selectFrom('comments')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      expect([ip, status]).toEqual([ip, 'spam'])
    }
  })

  test.each(['fe80::1%eth0', 'fe80::%eth0/10'])(
    'give back all that was typed with %s, and say by the field what is too much',
    async line => {
      const { administrator, fields } = await rulesForm()
      const answer = await administrator.post('/admin/discussion', {
        ...fields,
        held_words: 'kept words',
        blocked_networks: `10.0.0.0/8\r\n${line}`,
      })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain(`names a network interface of one machine; please leave it out: ${line}`)
      expect(answer.html).toContain(`10.0.0.0/8\n${line}</textarea>`)
      expect(answer.html).toContain('kept words</textarea>')
    },
  )

  test('say, once tried, what each of them would have done', async () => {
    const slug = await blog().publish()
    const trusted = blog().visitor({ ip: '198.51.100.1' })
    await blog().approve(await trusted.comment(slug, { ...mara, comment: 'The first of mine' }))
    await trusted.comment(slug, { ...mara, comment: 'The second of mine' })
    await blog()
      .visitor({ ip: '203.0.113.9' })
      .comment(slug, {
        ...lin,
        comment: 'A cloud, see [here](https://a.example) and [there](https://b.example)',
      })
    await blog()
      .visitor({ ip: '198.51.100.3' })
      .comment(slug, { ...tomas, name: 'Ada Admin', comment: 'The casino' })
    const { administrator, fields } = await rulesForm()
    const { html } = await administrator.post('/admin/discussion', {
      ...fields,
      trust_after: '1',
      hold_links: '2',
      held_words: 'cloud',
      blocked_addresses: tomas.email.toUpperCase(),
      try: 'yes',
    })
    const result = (name: string) => html.match(new RegExp(`id="setting-${name}-result">([^<]*)<`))?.[1]
    expect(result('hold_comments')).toBe('Would have held 0 comments.')
    expect(result('trust_after')).toBe('Would have held 2 comments. Would have let 1 through at once.')
    expect(result('hold_links')).toBe('Would have held 1 comment.')
    expect(result('held_words')).toBe('Would have held 1 comment.')
    expect(result('spam_words')).toBe('Would have called 0 comments spam.')
    expect(result('blocked_networks')).toBe('Would have called 0 comments spam.')
    expect(result('blocked_addresses')).toBe('Would have called 1 comment spam.')
    const networks = await administrator.post('/admin/discussion', {
      ...fields,
      trust_after: '0',
      hold_links: '0',
      blocked_networks: '203.0.113.0/24',
      try: 'yes',
    })
    expect(networks.html).toContain('id="setting-blocked_networks-result">Would have called 1 comment spam.')
    expect(networks.html).toContain(
      '1 would have waited because it uses the name or address of someone on your team.',
    )
  })

  test('try a text against words that are not saved yet', async () => {
    const { administrator, fields } = await rulesForm()
    const trying = { ...fields, held_words: 'cloud\r\n代开', spam_words: 'casino', try: 'yes' }
    const result = async (sample: string) =>
      (await administrator.post('/admin/discussion', { ...trying, sample })).html.match(
        /id="setting-sample-result">([^<]*)</,
      )?.[1]
    expect(await result('A cloud over the Casino, 代开发票')).toBe(
      'It would be spam because of: casino. It would be held because of: cloud, 代开.',
    )
    expect(await result('Cloudy casinos')).toBe('It contains none of the words.')
    expect(await result('')).toBeUndefined()
  })

  test('take comments with a blocked address for spam, and hold the list for administrators to mend', async () => {
    const slug = await blog().publish()
    const { administrator, fields } = await rulesForm()
    const typed = { ...fields, trust_after: '0', blocked_addresses: `${mara.email}\r\n${lin.email}` }
    expect((await administrator.post('/admin/discussion', typed)).status).toBe(303)
    expect((await administrator.get('/admin/discussion')).html).toContain(mara.email)
    const status = async (who: typeof mara) => {
      const id = await blog()
        .visitor({ ip: '198.51.100.5' })
        .comment(slug, { ...who, comment: crypto.randomUUID() })
      const { db } = blog().database
      return (await db.selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow())
        .status
    }
    expect(await status({ ...mara, email: mara.email.toUpperCase() })).toBe('spam')
    expect(await status(tomas)).toBe('approved')

    await administrator.post('/admin/discussion', { ...typed, blocked_addresses: lin.email })
    expect(await status(mara)).toBe('approved')
    expect((await administrator.get('/admin/discussion')).html).not.toContain(mara.email)
    const wrong = await administrator.post('/admin/discussion', { ...typed, blocked_addresses: 'nobody' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('This is not an email address: nobody')
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
