import { describe, expect, test } from 'vitest'
import { visitorWithoutDatabase } from '../support/away.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { setSettings } from '../support/settings.ts'
import { type Answer, mara, tomas } from '../support/visitor.ts'

const blog = testBlog()
const stored = () => blog().database.db.selectFrom('comments').selectAll().execute()

/** What a refused comment gets, beside its status: a page for its reader alone, with the words that were typed. */
const givenBack = {
  type: 'text/html; charset=utf-8',
  caching: 'private, no-store',
  robots: ['noindex', true],
  hasTheWords: true,
  cookies: [],
}

function refusalIn({ status, headers, html }: Answer, typed = mara.comment) {
  return {
    status,
    type: headers.get('content-type'),
    caching: headers.get('cache-control'),
    robots: [headers.get('x-robots-tag'), html.includes('<meta name="robots" content="noindex"')],
    hasTheWords: html.includes(`\n${typed}</textarea>`),
    cookies: headers.getSetCookie(),
  }
}

describe('a comment is refused, with the words still there,', () => {
  const post = (slug: string, fields: Record<string, string> = mara) =>
    blog().visitor().post(`/${slug}/comments`, fields)

  test('with 422 when something is missing or wrong', async () => {
    const slug = await blog().publish()
    const answer = await post(slug, { ...mara, email: 'mara' })
    expect(refusalIn(answer)).toEqual({ status: 422, ...givenBack })
    expect(await stored()).toHaveLength(0)
  })

  test('with 403 where comments are closed, under the article', async () => {
    const slug = await blog().publish({ comments: { until: 'closed' } })
    const answer = await post(slug)
    expect(refusalIn(answer)).toEqual({ status: 403, ...givenBack })
    expect(answer.html).toContain('Comments on this article are closed.')
    expect(answer.html).toContain('Water first.')
    expect(await stored()).toHaveLength(0)
  })

  test('with 404 where there is no such article', async () => {
    const answer = await post('nowhere')
    expect(refusalIn(answer)).toEqual({ status: 404, ...givenBack })
    expect(answer.html).toContain('This article doesn’t exist.')
  })

  test('with 413 when it is too large', async () => {
    const slug = await blog().publish()
    const comment = 'x'.repeat(300_000)
    const answer = await post(slug, { ...mara, comment })
    expect(refusalIn(answer, comment)).toEqual({ status: 413, ...givenBack })
    expect(await stored()).toHaveLength(0)
  })

  test('but for one beyond all measure, which is told that the browser still has them', async () => {
    const slug = await blog().publish()
    const answer = await post(slug, { ...mara, comment: 'x'.repeat(3_000_000) })
    expect(answer.status).toBe(413)
    expect(answer.html).toContain('your browser still has your text')
    expect(answer.headers.get('connection')).toBe('close')
    expect(await stored()).toHaveLength(0)
  })

  test('with 429 and Retry-After when it comes too fast, by the number that the host sets', async () => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { comments_per_minute: 2 })
    const reader = blog().visitor()
    for (const n of [1, 2]) await reader.comment(slug, { ...mara, comment: `Thought ${n}` })
    const answer = await post(slug)
    expect(refusalIn(answer)).toEqual({ status: 429, ...givenBack })
    const seconds = Number(answer.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(answer.html).toContain(`wait ${seconds} second`)
    expect(await blog().visitor({ ip: '198.51.100.8' }).comment(slug, mara)).toBeGreaterThan(0)
  })

  test('with 503 and Retry-After when the database is away, in a form to be sent again', async () => {
    const slug = await blog().publish()
    const answer = await (await visitorWithoutDatabase(blog())).post(`/${slug}/comments`, mara)
    expect(refusalIn(answer)).toEqual({ status: 503, ...givenBack })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answer.html).toContain('Your comment could not be saved just now.')
    expect(answer.html).toContain(`action="/${slug}/comments"`)
  })

  test.each(['comments', 'comments/preview'])(
    'with 503 also when something was wrong with it, at %s',
    async path => {
      const slug = await blog().publish()
      const comment = 'x'.repeat(20_001)
      const answer = await (await visitorWithoutDatabase(blog())).post(`/${slug}/${path}`, {
        ...mara,
        comment,
      })
      expect(refusalIn(answer, comment)).toEqual({ status: 503, ...givenBack })
    },
  )
})

describe('of several reasons the first one counts:', () => {
  test('no such article, an answer to nothing, closed comments, then what is wrong with the comment', async () => {
    const open = await blog().publish({ slug: 'open' })
    const closed = await blog().publish({ slug: 'closed', comments: { until: 'closed' } })
    const [answered] = await converse(blog(), closed, [{ text: 'First' }])
    const reader = blog().visitor()
    const wrong = { ...mara, email: 'mara' }
    const status = async (slug: string, fields: Record<string, string>) =>
      (await reader.post(`/${slug}/comments`, fields)).status

    expect(await status('nowhere', { ...wrong, parent: '999' })).toBe(404)
    const answers = await reader.post(`/${closed}/comments`, { ...wrong, parent: '999' })
    expect(answers.status).toBe(403)
    expect(answers.html).toContain('The comment you are replying to is not available.')
    const both = await reader.post(`/${closed}/comments`, { ...wrong, parent: String(answered) })
    expect(both.status).toBe(403)
    expect(both.html).toContain('Comments on this article are closed.')
    expect(both.html).not.toContain('error-summary')
    expect(await status(open, { ...wrong, comment: 'x'.repeat(300_000) })).toBe(413)
    expect(await status(open, wrong)).toBe(422)
  })

  test('a comment said already is led to before it is told to wait', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    for (const n of [1, 2, 3, 4, 5]) await reader.comment(slug, { ...mara, comment: `Thought ${n}` })
    const again = await reader.post(`/${slug}/comments`, { ...mara, comment: 'Thought 3' })
    expect(again.status).toBe(303)
    expect((await reader.post(`/${slug}/comments`, mara)).status).toBe(429)
  })

  test('refused comments are not counted towards the five a minute', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    for (let n = 0; n < 10; n++) await reader.post(`/${slug}/comments`, { ...mara, email: '' })
    expect(await reader.comment(slug, mara)).toBeGreaterThan(0)
  })
})

describe('a reply is refused with 403, and its words can be posted as a new comment,', () => {
  test.each(['pending', 'spam', 'trash', 'withdrawn'] as const)(
    'when what it answers is %s',
    async status => {
      const slug = await blog().publish()
      const [parent] = await converse(blog(), slug, [{ text: 'Hidden words', status }])
      expect(await replyTo(slug, String(parent))).toEqual(refused)
    },
  )

  test('when what it answers is under another article', async () => {
    const slug = await blog().publish()
    const other = await blog().publish({ slug: 'coffee' })
    const [parent] = await converse(blog(), other, [{ text: 'Hidden words' }])
    expect(await replyTo(slug, String(parent))).toEqual(refused)
  })

  test('when what it answers never was', async () => {
    expect(await replyTo(await blog().publish(), '987654321')).toEqual(refused)
  })

  test('when its author alone sees what it answers', async () => {
    const slug = await blog().publish()
    const author = blog().visitor()
    const parent = await author.comment(slug, { ...tomas, comment: 'Hidden words' })
    const answer = await author.post(`/${slug}/comments`, { ...mara, parent: String(parent) })
    expect(refusalIn(answer)).toEqual({ status: 403, ...givenBack })
  })

  const refused = {
    status: 403,
    ...givenBack,
    reason: true,
    showsHiddenWords: false,
    isNewComment: true,
    isStored: false,
    statusOfReplyForm: 404,
  }

  async function replyTo(slug: string, parent: string) {
    const before = await stored()
    const answer = await blog()
      .visitor()
      .post(`/${slug}/comments`, { ...mara, parent })
    return {
      ...refusalIn(answer),
      reason: answer.html.includes('The comment you are replying to is not available.'),
      showsHiddenWords: answer.html.includes('Hidden words'),
      isNewComment: answer.html.includes('name="parent" value=""'),
      isStored: (await stored()).length > before.length,
      statusOfReplyForm: (await blog().visitor().get(`/${slug}?reply=${parent}`)).status,
    }
  }
})
