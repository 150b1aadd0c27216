import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openSession } from '../../src/accounts/sessions.ts'
import { canary, traces } from '../promises/canary.ts'
import { testBlog } from '../support/blog.ts'
import { giveTo, join } from '../support/staff.ts'
import { hiddenIn, lin, mara, type Answer, type Visitor } from '../support/visitor.ts'

const blog = testBlog({ TRUSTED_PROXIES: '127.0.0.1' })

/** Whatever somebody may type to find the canary, with what all of it is about. */
const searches = [
  canary.email,
  canary.email.toLowerCase(),
  canary.ip,
  `${canary.ip}/24`,
  `::ffff:${canary.ip}`,
  `birds ${canary.email}`,
  `${canary.ip} birds`,
  canary.email.replace('@', ' at ').replace('.example', ' dot example'),
  canary.email.replace('@', '＠'),
]

/** A network, and an address among words, are followed wherever they lead; of the others, the first pages are read. */
const walked = [`${canary.ip}/24`, `birds ${canary.email}`]

/** All addresses that a page leads to, and what a form puts into one. */
function addressesIn({ html, headers }: Answer): string[] {
  const text = (part: string) => part.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  const links = [...html.matchAll(/\s(?:href|action|formaction|src|cite)="([^"]*)"/g)].map(([, at = '']) =>
    text(at),
  )
  const forms = [...html.matchAll(/<form(?![^>]*method="(?:post|dialog)")[\s\S]*?<\/form>/g)].map(
    ([form]) => form,
  )
  return [...links, ...forms, headers.get('location') ?? '']
}

async function scene() {
  const slug = await blog().publish()
  const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
  for (const comment of ['One of two birds', 'Two of two birds'])
    await reader.comment(slug, { ...canary.fields, comment })
  const other = await blog().visitor().comment(slug, lin)
  return { administrator: await join(blog(), 'administrator'), other }
}

/** Sends a search as the form of a page does. */
const search = (visitor: Visitor, words: string, at = '/admin/comments') =>
  visitor.post(at, { search: words, status: 'all' })

describe('what is searched for', () => {
  test('stands in no address, link, log line or task that is done, wherever one goes from there', async () => {
    const { administrator } = await scene()
    const seen = new Set<string>()
    const found: string[] = []
    const look = (answer: Answer, at: string) => {
      for (const address of addressesIn(answer))
        if (traces(address).length > 0) found.push(`${at}: ${address}`)
      return addressesIn(answer).filter(address => /^\/admin(?:\/|\?|$)/.test(address))
    }
    for (const words of searches)
      for (const at of ['/admin/comments', '/admin/posts']) {
        const answer = await search(administrator, words, at)
        expect(answer.status).toBe(303)
        // From an old link too: it leads on at once.
        const old = await administrator.get(`${at}?status=all&search=${encodeURIComponent(words)}`)
        expect(old.status).toBe(303)
        const left = [...look(answer, at), ...look(old, at), '/admin/readers', '/admin/log', '/admin/audit']
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
          const [path = ''] = next.split('#')
          const kind = path.replace(/[\da-f-]{36}/g, 'ID')
          if (seen.has(`${words} ${kind}`) || path.startsWith('/admin/events')) continue
          seen.add(`${words} ${kind}`)
          const further = look(await administrator.get(path), path)
          if (walked.includes(words)) left.push(...further)
        }
      }
    const all = new URLSearchParams(
      (await search(administrator, canary.ip)).headers.get('location')?.split('?')[1],
    )
    const horizon = hiddenIn((await administrator.get('/admin/comments?status=all')).html, '/admin/decisions')
    const moved = await administrator.post('/admin/decisions', {
      ...Object.fromEntries(all),
      ...horizon,
      to: 'spam',
      every: 'yes',
    })
    look(moved, 'a decision')
    expect(moved.status).toBe(303)
    look(await administrator.get(moved.headers.get('location') ?? ''), 'after it')
    look(await administrator.post('/admin/readers', { address: canary.email }), 'a reader')
    look(await administrator.post('/admin/readers/block', { address: canary.email, block: 'yes' }), 'a block')

    expect(found).toEqual([])
    expect(seen.size).toBeGreaterThan(100)
    expect(blog().logged()).toContain('"route":"/admin/comments"')
    expect(traces(blog().logged())).toEqual([])
    const { rows } = await sql<{ kept: string }>`select task::text as kept from private.bulk_decisions
      union all select s::text from private.searches s`.execute(blog().database.db)
    expect(rows.length).toBeGreaterThan(searches.length)
    expect(traces(rows.map(({ kept }) => kept).join('\n'))).toEqual([])
    const spam = await administrator.get('/admin/comments?status=spam')
    expect(spam.html.match(/class="queued is-spam"/g)).toHaveLength(2)
  })

  test('is still in the box, on every page, and narrows a decision about all', async () => {
    const { administrator, other } = await scene()
    const answer = await search(administrator, canary.email)
    const { html } = await administrator.get(answer.headers.get('location') ?? '')
    expect(html).toContain(`value="${canary.email}"`)
    expect(html.match(/class="queued is-pending"/g)).toHaveLength(2)
    const fields = hiddenIn(html, '/admin/decisions')
    await administrator.post('/admin/decisions', { ...fields, to: 'approved', every: 'yes' })
    const { db } = blog().database
    const left = await db.selectFrom('comments').select('id').where('status', '=', 'pending').execute()
    expect(left).toEqual([{ id: other }])
  })

  test('stays in the address where it is words alone, which may be kept and sent to others', async () => {
    const { administrator } = await scene()
    const answer = await search(administrator, 'Two birds’ 鸟')
    expect(answer.headers.get('location')).toBe(
      `/admin/comments?${new URLSearchParams({ status: 'all', search: 'Two birds’ 鸟' }).toString()}`,
    )
  })

  test('is found again by who looked for it, for a day; then it says so, and nothing is moved', async () => {
    const { administrator } = await scene()
    const there = (await search(administrator, canary.ip)).headers.get('location') ?? ''
    const another = await join(blog(), 'editor')
    const { db } = blog().database
    expect((await another.get(there)).html).toContain('This search has expired.')
    expect((await administrator.get(there)).html).toContain('Two of two birds')

    await sql`update private.searches set expires_at = now()`.execute(db)
    expect((await administrator.get(there)).html).toContain('This search has expired.')
    const fields = {
      ...Object.fromEntries(new URLSearchParams(there.split('?')[1])),
      newest: '999',
      step: '999',
      snapshot: '999999999:999999999:',
    }
    await administrator.post('/admin/decisions', { ...fields, to: 'spam', every: 'yes' })
    expect(await db.selectFrom('comments').select('id').where('status', '=', 'spam').execute()).toEqual([])
  })
})

describe('an author', () => {
  test('learns nothing of who wrote on others’ articles, by person or by address', async () => {
    const author = await join(blog(), 'author')
    const { db } = blog().database
    const { id } = await db.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()
    const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
    const elsewhere = await reader.comment(await blog().publish(), { ...canary.fields, comment: 'Elsewhere' })
    await blog().publish({ slug: 'own' })
    await giveTo(blog(), id, 'own')
    const here = await reader.comment('own', { ...canary.fields, comment: 'Here' })
    await blog().visitor().comment('own', mara)
    author.cookies.set('session', await openSession(db, id, null, null))

    for (const how of ['by', 'near']) {
      const found = await author.get(`/admin/comments?status=all&${how}=${elsewhere}`)
      expect(found.html).toContain('No matching comments.')
      expect(traces(found.html)).toEqual([])
      const own = await author.get(`/admin/comments?status=all&${how}=${here}`)
      expect(own.html.match(/class="queued is-pending"/g)).toHaveLength(1)
    }
    // Nor how often somebody was published elsewhere.
    await blog().approve(elsewhere)
    expect((await author.get('/admin/comments')).html.match(/first comment/g)).toHaveLength(2)
  })
})
