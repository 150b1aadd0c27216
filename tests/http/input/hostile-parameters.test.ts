import { glob, readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { HonoRequest } from 'hono/request'
import { expect, test, vi } from 'vitest'
import { openSession } from '../../../src/accounts/sessions.ts'
import { testBlog, type TestBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { mara, origin, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()

/** What no link and no form of ours says, percent-encoded as it goes over the wire. */
const hostile = [
  ...[
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%ED%BF%BF',
    '%FF',
    '%',
    '%zz',
    '%u0041',
    '%25%30%30',
    '+',
    '%0d%0aX:%201',
  ],
  ...['0', '-1', '1.5', '1e3', '0x1', '%201', '%EF%BC%91', '9007199254740991', '9007199254740993'],
  ...[
    '9223372036854775808',
    '99999999999999999999',
    '9'.repeat(4_000),
    'a'.repeat(4_000),
    'NaN',
    'null',
    'true',
  ],
  ...[
    '2026-02-31',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '99999-01-01',
    '-0001-01-01',
    '2026-13-01',
    'infinity',
  ],
  ...['fe80::1%25eth0', '::ffff:1.2.3.4', '1.2.3.4/33', '::/0', '::1/129', '0.0.0.0/0', '::1%2F'],
  ...[
    '%E2%80%AEx',
    '%F0%9F%A6%89',
    'e%CC%81',
    '%D9%84',
    '__proto__',
    'constructor',
    'toString',
    '%7B%7D',
    '[]',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '00000000-0000-0000-0000-00000000000g',
    '//evil.example',
    '/%5Cevil',
  ],
  ...[
    "'%3B--",
    '%25',
    '_',
    '%5C',
    '%3Cscript%3E',
    'x@',
    'a%40b.example',
    '%28',
    '%26',
    '%7C%20%21',
    '..%2f..',
    '*',
  ],
]

/** Every name by which some handler reads a field of a form, as the sources have it. */
async function fieldNames(): Promise<string[]> {
  const names = new Set<string>()
  for await (const path of glob('src/**/*.{ts,tsx}')) {
    const source = await readFile(path, 'utf8')
    for (const [, name = ''] of source.matchAll(
      /\b(?:field|all|id|count|uuid|day|number|slug|oneOf|words|way|isThere)\(\s*'([\w-]+)'/g,
    ))
      names.add(name)
  }
  return [...names]
}

/** The names that a route's handler looks for in its query. */
async function namesQueried(here: Scene, path: string): Promise<string[]> {
  await signIn(here)
  const read = vi.spyOn(HonoRequest.prototype, 'queries')
  await ask(here, 'GET', path, '')
  const names = read.mock.calls.flatMap(([name]: unknown[]) => (typeof name === 'string' ? name : []))
  read.mockRestore()
  return [...new Set(names)]
}

interface Scene {
  blog: TestBlog
  administrator: Visitor
  post: number
  comment: number
  /** Their account. */
  account: number
}

async function scene(): Promise<Scene> {
  await setSettings(blog().database.db, { comments_per_minute: 10_000 })
  const slug = await blog().publish()
  const administrator = await join(blog(), 'administrator')
  const comment = await administrator.comment(slug, { ...mara, comment: 'Mine.' })
  const { db } = blog().database
  const account = await db.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()
  const post = await db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  return { blog: blog(), administrator, post: post.id, comment, account: account.id }
}

const value = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 30 }).map(encoded))

/** Half a character has no encoding: what stands for it is sent as the bytes it would be. */
function encoded(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}

/** Some fields with values, once or more often, also as an array. */
const pairs = (names: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('', '', '', '[]'), value), { maxLength: 8 })
    .map(chosen => chosen.map(([name, suffix, text]) => `${name}${suffix}=${text}`).join('&'))

const routesOf = ({ blog }: Scene) =>
  blog.app.routes.filter(({ method, path }) => method !== 'ALL' && path !== '/admin/events')

const filled = (here: Scene, path: string, text?: string) =>
  path.replace(/:(\w+)/g, (_, name: string) => text ?? real(here, path, name))

test('no value of a query that a route reads makes its answer a 500', async () => {
  const here = await scene()
  const queried = new Map<string, string[]>()
  for (const { path } of routesOf(here).filter(({ method }) => method === 'GET'))
    queried.set(path, await namesQueried(here, filled(here, path)))
  expect(queried.get('/admin/comments')).toEqual(expect.arrayContaining(['by', 'since', 'search', 'decided']))
  expect(queried.get('/:slug')).toEqual(expect.arrayContaining(['reply', 'from']))

  for (const [path, names] of queried) {
    await signIn(here)
    for (const name of names)
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...hostile, `1&${name}=2`, `&${name}[]=1`), async text => {
          const { status } = await ask(here, 'GET', `${filled(here, path)}?${name}=${text}`, '')
          expect(status, `${path}?${name}=${text}`).not.toBe(500)
        }),
        { numRuns: 6 },
      )
  }
})

test('nor does a value in its path, or in a form', async () => {
  const here = await scene()
  const names = await fieldNames()
  expect(names).toEqual(expect.arrayContaining(['parent', 'credential', 'comment', 'one']))
  const routes = routesOf(here)
  expect(routes.length).toBeGreaterThan(60)

  // A page with nothing of anybody's in its path is every other test's.
  for (const { method, path } of routes.filter(({ path }) => path.includes(':')))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...hostile), async text => {
        await signIn(here)
        const { status } = await ask(here, method, filled(here, path, text), '')
        expect(status, `${method} ${path}, ${text}`).not.toBe(500)
      }),
      { numRuns: 4 },
    )
  for (const { method, path } of routes.filter(({ method }) => method !== 'GET'))
    await fc.assert(
      fc.asyncProperty(pairs(names), async body => {
        await signIn(here)
        const { status } = await ask(here, method, filled(here, path), body)
        expect(status, `${method} ${path} ${body}`).not.toBe(500)
      }),
      { numRuns: 3 },
    )
})

test.each([
  '/admin/comments?post=%00',
  '/admin/comments?search=fe80::1%25eth0',
  '/admin/comments?since=2026-02-31',
  '/admin/comments?since=0000-01-01',
  '/admin/comments?before=9007199254740993',
  '/admin/comments?by=1&by=2',
  '/admin/posts?saved=%00',
  '/admin/account?done=constructor',
  '/admin/posts/:id/revisions?before=9007199254740991',
  '/admin/posts/:id/revisions/9007199254740991',
  '/admin/log?before=99999999999999999999',
  '/admin/decisions/00000000-0000-0000-0000-00000000000g',
])('%s is answered with a page, or leads to one', async path => {
  const here = await scene()
  expect([200, 303, 404]).toContain((await here.administrator.get(filled(here, path))).status)
})

test.each([
  '/search?q=',
  '/admin/comments?search=',
  '/admin/posts?search=',
  '/admin/posts?tag=',
  '/admin/posts?author=',
  '/admin/posts?language=',
  '/admin/posts?month=',
  '/admin/tags?search=',
  '/admin/addresses?search=',
  '/admin/media?search=',
])('whoever looks for what nothing can have finds nothing: %s', async path => {
  const { administrator } = await scene()
  for (const text of ['%00', 'te%00a', '%ED%A0%80', '%FF']) {
    const answer = await administrator.get(path + text)
    const { status, html } =
      answer.status === 303 ? await administrator.get(answer.headers.get('location') ?? '') : answer
    expect([status, text]).toEqual([200, text])
    expect(html).toMatch(
      /Nothing was found for|No matching comments|No article fits|No tag is|no such address|Nothing matches/,
    )
  }
})

/** What a place in a path is really called, so that what else is sent gets as far as it can. */
const real = ({ comment, post }: Scene, path: string, name: string) =>
  ({
    slug: 'tea',
    id: String(path.startsWith('/admin/posts') ? post : comment),
    tag: 'tea',
    number: '1',
    part: '1',
  })[name] ?? '00000000-0000-0000-0000-000000000000'

/** What was asked before may have signed the administrator out, or used up what they may ask. */
async function signIn({ blog: { database }, administrator, account }: Scene): Promise<void> {
  const { db } = database
  await db.deleteFrom('private.sessions').execute()
  await sql`delete from private.rate_limits`.execute(db)
  administrator.cookies.set('session', await openSession(db, account, null, null))
}

function ask({ administrator }: Scene, method: string, path: string, body: string) {
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
  return administrator.send(path, method === 'GET' ? {} : { method, headers, body })
}
