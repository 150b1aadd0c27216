import { expect, test } from 'vitest'
import { fieldLimits } from '../../../src/comments/limits.ts'
import { testBlog, type TestBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { makeVisitor, origin } from '../../support/visitor.ts'
import { hostilePieces, hostileText } from '../../text/hostile-texts.ts'

const blog = testBlog()

/** Whatever a form of ours may have; a route reads its own of them. */
const fields = [
  ...[
    'comment',
    'text',
    'name',
    'email',
    'website',
    'password',
    'current',
    'code',
    'token',
    'return',
    'language',
  ],
  ...[
    'search',
    'person',
    'network',
    'spam_words',
    'held_words',
    'blocked_addresses',
    'blocked_networks',
    'try',
  ],
  ...['comments', 'status', 'role', 'closes', 'parent'],
]

const encoded = (pairs: [string, string][]) => new URLSearchParams(pairs).toString()
const everywhere = (length: number) =>
  Object.entries(hostilePieces).map(([kind, piece]): [string, string] => [
    `${kind}, ${length} long`,
    encoded(fields.map(name => [name, hostileText(piece, length)])),
  ])
const comments = (length: number): [string, string][] =>
  Object.entries(hostilePieces).map(([kind, piece]): [string, string] => [
    `${kind} in the comment, ${length} long`,
    encoded([
      ['comment', hostileText(piece, length).slice(0, length)],
      ['name', 'Mara'],
      ['email', 'mara@lindqvist.example'],
    ]),
  ])

const boundary = '----FormBoundaryOf38Characters0123456789'
const part = (name: string, text: string, head = '') =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n${head}\r\n${text}\r\n`
const inParts = (pairs: [string, string][]) =>
  `${pairs.map(([name, text]) => part(name, text)).join('')}--${boundary}--\r\n`

/** The same as a browser sends them with a file, and what is hard to take apart. */
const parts: [kind: string, body: string][] = [
  ...Object.entries(hostilePieces).map(([kind, piece]): [string, string] => [
    `${kind} in parts`,
    inParts(fields.map(name => [name, hostileText(piece, name === 'comment' ? fieldLimits.comment : 80)])),
  ]),
  ['ten thousand parts', inParts(Array.from({ length: 10_000 }, () => ['a', '']))],
  ['a part with ten thousand heads', part('a', '', 'x: y\r\n'.repeat(10_000))],
  [
    'a boundary that nearly comes, again and again',
    part('a', `\r\n--${boundary.slice(0, -1)}`.repeat(4_000)),
  ],
  ['a part that does not end', part('comment', 'a'.repeat(300_000))],
]

/** The worst texts known, in every field at once. */
const bodies: [kind: string, body: string][] = [
  ...everywhere(80),
  ['as many marks as a form takes', encoded([['comment', `a${'\u0301\u0327'.repeat(43_000)}`]])],
  ['a million fields', 'a&'.repeat(1_000_000)],
  ['delimiters that stall the parser', encoded([['comment', `${'*'.repeat(999)}a`.repeat(20)]])],
]

/** The same in a comment, at the limit of the field and far past it. */
const inComments: [kind: string, body: string][] = [...comments(fieldLimits.comment), ...comments(100_000)]

const encodedType = 'application/x-www-form-urlencoded'
const everyBody: [kind: string, body: string, type?: string][] = [
  ...bodies,
  ...inComments,
  ...parts.map(([kind, body]): [string, string, string] => [
    kind,
    body,
    `multipart/form-data; boundary=${boundary}`,
  ]),
]

/**
 * Of this thread's processor time, which no other program can take from it: seven times the worst of 7,900 answers on a
 * machine with seven times the work it can do, 33 ms. What blocks the process takes seconds, or hours.
 */
const blockedMs = 250

test('no route is stopped by the worst texts known', { timeout: 300_000 }, async () => {
  await blog().publish({ slug: '1' })
  await setSettings(blog().database.db, { comments_per_minute: 1_000 })
  const ada = await join(blog(), 'administrator')
  const reader = blog().visitor({ ip: '198.51.100.9' })
  await reader.get('/1')
  const answered: string[] = []
  const blocked: string[] = []
  for (const [nth, path] of posted(blog()).entries())
    for (const [kind, body, type = encodedType] of bodiesFor(path, nth)) {
      const visitor = makeVisitor(blog().app, { ip: `198.51.${answered.length % 250}.${path.length}` })
      for (const cookie of (path.startsWith('/admin') ? ada : reader).cookies) visitor.cookies.set(...cookie)
      const begun = process.threadCpuUsage()
      const { status } = await visitor.send(path, {
        method: 'POST',
        headers: { origin, 'content-type': type },
        body,
      })
      const { user, system } = process.threadCpuUsage(begun)
      if ((user + system) / 1_000 > blockedMs || status >= 500) blocked.push(`${path}: ${kind}, ${status}`)
      answered.push(path)
    }
  expect(blocked).toEqual([])
  expect(answered.length).toBeGreaterThan(12 * everyBody.length)
})

/**
 * All of them where anybody may send one; a comment, which the other forms do not read, goes to each twelfth of those in
 * turn, as do all where an account is needed, which are a hundred.
 */
function bodiesFor(path: string, nth: number) {
  const isForAll = path.startsWith('/admin') ? () => false : isRead(path)
  return everyBody.filter((body, place) => isForAll(body[0]) || (place + nth) % 12 === 0)
}

const kindsInComments = new Set(inComments.map(([kind]) => kind))
const isRead = (path: string) => (kind: string) =>
  /\/(comments|preview|revision)$/.test(path) || !kindsInComments.has(kind)

/** Every address that takes a form, those that end a session last. */
function posted({ app }: TestBlog): string[] {
  const paths = app.routes
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path.replace(/:\w+/g, '1'))
  const ends = (path: string) => /sign-out|session|password|people/.test(path)
  return [...new Set(paths)].sort((a, b) => Number(ends(a)) - Number(ends(b)))
}
