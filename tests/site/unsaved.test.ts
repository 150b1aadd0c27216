import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { invite } from '../../src/accounts/invitations.ts'
import { visitorWithoutDatabase } from '../support/away.ts'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'
import { fingerprint } from '../../src/text/fingerprint.ts'
import { hiddenIn, mara, tomas } from '../support/visitor.ts'

const blog = testBlog()

/** Has every change of a table fail with a code of Postgres, while something is done. */
async function failing<T>(table: string, code: string, act: () => Promise<T>): Promise<T> {
  const { db } = blog().database
  await sql`create function public.fail_for_a_test() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception 'a test' using errcode = '${code}'; end`)}`.execute(db)
  await sql`create trigger a_test before insert or update on ${sql.table(table)}
    for each row execute function public.fail_for_a_test()`.execute(db)
  try {
    return await act()
  } finally {
    await sql`drop function public.fail_for_a_test() cascade`.execute(db)
  }
}

/** What can't be done now: no room, no memory, locked, cancelled, read-only, the server going, an error of its disk. */
const passing = ['53100', '53200', '55P03', '57014', '25006', '57P01', '58030']
const words = 'First line\nand <b>a second</b> & 好'
const shown = '\nFirst line\nand &lt;b&gt;a second&lt;/b&gt; &amp; 好</textarea>'

describe('words that could not be saved are given back', () => {
  test.each([...passing.map(code => [code, 503] as const), ['XX000', 500] as const])(
    'with a comment and a reply, with everything else that was typed, when the database says %s',
    async (code, status) => {
      const slug = await blog().publish()
      const parent = await blog().visitor().comment(slug, tomas)
      await blog().approve(parent)
      const fields = { ...mara, comment: words, remember: 'yes', parent: String(parent) }
      const reader = blog().visitor()
      const answer = await failing('public.comments', code, () => reader.post(`/${slug}/comments`, fields))
      expect([answer.status, answer.headers.has('retry-after')]).toEqual([status, status === 503])
      for (const part of [shown, mara.name, mara.email, mara.website, 'checked', `value="${parent}"`])
        expect(answer.html).toContain(part)
      expect(answer.html).toContain(`action="/${slug}/comments"`)
      expect(blog().logged()).not.toContain(mara.email)
    },
  )

  test('in the form that was sent: had it been saved after all, sending it again leaves one comment', async () => {
    const slug = await blog().publish()
    const sent = { ...mara, comment: words }
    const reader = blog().visitor()
    const answer = await failing('public.comments', '53100', () => reader.post(`/${slug}/comments`, sent))
    expect(answer.status).toBe(503)
    for (let times = 0; times < 2; times++)
      expect((await reader.post(`/${slug}/comments`, sent)).status).toBe(303)
    const { db } = blog().database
    expect(await db.selectFrom('comments').select('source').execute()).toHaveLength(1)
  })

  test('with an edit by the author', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    const path = `/comments/${id}/revision`
    const answer = await failing('public.comments', '53100', () =>
      reader.post(path, { comment: words, seen: fingerprint(mara.comment) }),
    )
    expect(answer.status).toBe(503)
    expect(answer.html).toContain(shown)
    expect(answer.html).toContain(`action="${path}"`)
  })

  test('with an edit and a reply by a moderator', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get(`/admin/comments/${id}/text`)
    const { seen = '' } = hiddenIn(html, `/admin/comments/${id}/text`)
    for (const [path, fields] of [
      [`/admin/comments/${id}/text`, { comment: words, seen }],
      [`/admin/comments/${id}/reply`, { comment: words, approve: 'yes', seen }],
    ] as const) {
      const answer = await failing('public.comments', '55P03', () => moderator.post(path, fields))
      expect(answer.status).toBe(503)
      expect(answer.html).toContain(shown)
      expect(answer.html).toContain(`action="${path}"`)
      for (const [name, value] of Object.entries(fields).slice(1))
        expect(answer.html).toContain(`name="${name}" value="${value}"`)
    }
  })

  test('with the rules of discussion', async () => {
    const administrator = await join(blog(), 'administrator')
    const { html } = await administrator.get('/admin/discussion')
    const fields: Record<string, string> = {
      who_may_comment: 'staff',
      thread_order: 'newest',
      first_page: 'oldest',
      proof_of_work: 'attacked',
    }
    for (const [, name = ''] of html.matchAll(/<input id="setting-\w+" name="(\w+)"[^>]*type="text"/g))
      fields[name] = '7'
    const typed = { ...fields, held_words: 'cloud\r\nrain', sample: 'a sample' }
    const answer = await failing('public.settings', '57014', () =>
      administrator.post('/admin/discussion', typed),
    )
    expect(answer.status).toBe(503)
    for (const [name, value] of Object.entries(typed))
      expect(answer.html).toMatch(
        name === 'held_words'
          ? /<textarea[^>]*name="held_words"[^>]*>\s*cloud\r\nrain/
          : fieldOf(name, value),
      )
  })

  test('with the forms of accounts, but for passwords and codes', async () => {
    const { db } = blog().database
    const token = await invite(db, { account: null, name: 'a test' }, 'editor')
    const joining = await failing('private.accounts', '53100', () =>
      blog()
        .visitor()
        .post(`/invitations/${token}`, { ...staff.editor, password }),
    )
    await join(blog(), 'editor')
    const signingIn = await failing('private.sessions', '53100', () =>
      blog().visitor().post('/sign-in', { email: staff.editor.email, password, return: '/admin/log' }),
    )
    for (const { status, html } of [joining, signingIn]) {
      expect(status).toBe(503)
      expect(html).toContain(staff.editor.email)
      expect(html).not.toContain(password)
      expect(html).toMatch(/<input[^>]*name="password"[^>]*required[^>]*type="password" value=""/)
    }
    expect(joining.html).toContain(staff.editor.name)
    expect(signingIn.html).toMatch(fieldOf('return', '/admin/log'))
    const code = await (await visitorWithoutDatabase(blog(), { cookie: 'second-step=x' })).post(
      '/sign-in/code',
      {
        code: '123456',
      },
    )
    expect(code.status).toBe(503)
    expect(code.html).not.toContain('123456')
  })

  test('when the database is away before anybody has looked who sent them', async () => {
    const away = await visitorWithoutDatabase(blog(), { cookie: 'session=of-somebody' })
    const answer = await away.post('/admin/comments/7/text', { comment: words })
    expect(answer.status).toBe(503)
    expect(answer.html).toContain(shown)
    expect(answer.html).toContain('Send again')
  })

  test('but to nobody whose form another site sent', async () => {
    const away = await visitorWithoutDatabase(blog(), { cookie: 'session=of-somebody' })
    const answer = await away.post(
      '/admin/comments/7/text',
      { comment: words },
      { origin: 'https://elsewhere.example' },
    )
    expect(answer.status).toBe(403)
    expect(answer.html).not.toContain('a second')
  })
})

test('a moderator whose visit can’t be noted reads on', async () => {
  const moderator = await join(blog(), 'moderator')
  await sql`update private.sessions set seen_at = now() - interval '1 hour'`.execute(blog().database.db)
  const answer = await failing('private.sessions', '25006', () => moderator.get('/admin/comments'))
  expect(answer.status).toBe(200)
})

test('a page that does not exist is said not to, while the database is away too', async () => {
  const away = await visitorWithoutDatabase(blog())
  expect((await away.get('/assets/none')).status).toBe(404)
})

const fieldOf = (name: string, value: string) => new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"`)
