import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { becomeAdministrator } from './administrator.ts'
import { ask, codeOf, makeReader, newJournal, type Reader } from './clients.ts'
import { tell } from './orders.ts'
import { type Finding, finding } from './findings.ts'
import { type Place } from './place.ts'
import { runCommand, type Site, startSite } from './server.ts'
import { changesBetween, hashesOf, readTables, type Tables, withDatabase } from './tables.ts'
import type { Run } from './scenario.ts'

/** Ways to fail: cancelled, no lock in time, disk full, an internal error; each is what a host's Postgres may say. */
const codes = ['57014', '55P03', '53100', 'XX000', '40001']
/** What changes beside the point: limits are counted whatever comes of it, jobs and sessions have times of their own. */
const beside = ['private.rate_limits', 'private.jobs', 'private.schedules', 'private.sessions']

interface Blog {
  place: Place
  site: Site
  /** Of an administrator who is signed in. */
  cookie: string
}

interface Answered {
  status: number | string
  body: string
}

/** Something that somebody does, once its object is there; `words` are what an answer that refuses has to hold. */
interface Deed {
  prepare(blog: Blog): Promise<{ act: () => Promise<Answered>; words: string }>
}

/** Each query of posting, editing, approving and erasing fails once: the tables are those of before, or of after. */
export async function queries({ place: newPlace, engine }: Run): Promise<Finding> {
  const place = await newPlace()
  for (const command of [
    ['migrate'],
    ['settings', 'set', 'comments_per_minute', '10000'],
    // So many posts look like an attack, of which some comment would be the first.
    ['settings', 'set', 'notice_attacks', 'off'],
  ])
    await runCommand(place, ...command)
  const site = await startSite(place, { preload: 'failing-queries.ts' })
  const blog = { place, site, cookie: await becomeAdministrator(site) }
  while (await isStarting(blog)) await wait(100)
  const failures: string[] = []
  const counts: string[] = []
  const outcomes = { before: 0, after: 0, 'in between': 0 }
  for (const [name, deed] of Object.entries(deeds)) {
    // The first of its kind may make a row that all others find, such as that of a count.
    await tryOnce(blog, deed, 100_000, 'instead')
    const whole = await tryOnce(blog, deed, 100_000, 'instead')
    if (whole.isBefore) failures.push(`${name}: nothing came of it, ${whole.answered.status}`)
    counts.push(`${name} ${whole.seen}`)
    for (let n = 1; n <= whole.seen; n++)
      for (const how of ['instead', 'after'] as const) {
        const tried = await tryOnce(blog, deed, n, how)
        if (how === 'after' && !/^commit/i.test(tried.failed)) continue
        const outcome = tried.isBefore ? 'before' : tried.changes === whole.changes ? 'after' : 'in between'
        outcomes[outcome]++
        const where = `${name}, query ${n} of ${whole.seen} (${tried.failed.slice(0, 60)}), ${tried.answered.status}`
        if (outcome === 'in between') failures.push(`${where}: ${differ(whole.changes, tried.changes)}`)
        if (tried.answered.status === 303 && outcome === 'before')
          failures.push(`${where}: acknowledged, and not done`)
        if (tried.answered.status !== 303 && !tried.answered.body.includes(tried.words))
          failures.push(`${where}: the text is missing`)
      }
  }
  await site.stop()
  const total = outcomes.before + outcomes.after + outcomes['in between']
  const figures = `queries: ${counts.join(', ')}; ${outcomes.before} as before, ${outcomes.after} as after, ${outcomes['in between']} in between`
  return finding('every query', engine, total, figures, failures)
}

async function tryOnce(blog: Blog, deed: Deed, n: number, how: 'instead' | 'after') {
  await outsideOfScheduledWork()
  const { act, words } = await deed.prepare(blog)
  const before = await tablesOf(blog)
  await tell(blog.site, { arm: n, code: codes[n % codes.length] ?? '57014', how })
  const answered = await act()
  // On PGlite an answer leaves before its transaction is given up.
  const disarm = blog.place.engine === 'PGlite' ? 'when quiet' : 'at once'
  const { seen, failed } = await tell<{ seen: number; failed: string }>(blog.site, { disarm })
  const after = await tablesOf(blog)
  const isBefore = hashesOf(before) === hashesOf(after)
  return { answered, words, seen, failed, isBefore, changes: changesBetween(before, after) }
}

/** Whether the process still does what each start has it do. */
async function isStarting(blog: Blog): Promise<boolean> {
  const jobs = (await tablesOf(blog, [])).get('private.jobs') ?? []
  return jobs.some(row => row.includes('find-older-terms'))
}

/** Work that goes by the clock begins with the minute: what it writes is none of what a deed did. */
async function outsideOfScheduledWork(): Promise<void> {
  const second = (Date.now() / 1_000) % 60
  if (second < 3) await wait((3 - second) * 1_000)
  if (second > 55) await wait((63 - second) * 1_000)
}

async function tablesOf({ place, site }: Blog, except = beside): Promise<Tables> {
  if (place.engine === 'Postgres') return withDatabase(place, query => readTables(query, except))
  const { tables } = await tell<{ tables: [string, string[]][] }>(site, { read: except })
  return new Map(tables)
}

/** The lines that only one of two has. */
function differ(expected: string, found: string): string {
  const [a, b] = [expected.split('\n'), found.split('\n')]
  return [
    ...a.filter(line => !b.includes(line)).map(line => `missing ${line}`),
    ...b.filter(line => !a.includes(line)).map(line => `unexpected ${line}`),
  ].join('; ')
}

const deeds: Record<string, Deed> = {
  post: {
    async prepare({ site }) {
      const reader = makeReader()
      const words = newWords()
      const fields = {
        comment: words,
        name: 'Lin',
        email: `r${words.length}${Math.random()}@example.cn`,
        website: '',
      }
      return { words, act: () => send(reader, `${site.url}/welcome/comments`, fields) }
    },
  },
  edit: {
    async prepare({ site }) {
      const { reader, id } = await newComment(site)
      const { body } = await reader.get(`${site.url}/comments/${id}/revision`)
      const words = newWords()
      const fields = { ...hiddenIn(body), comment: words }
      return { words, act: () => send(reader, `${site.url}/comments/${id}/revision`, fields) }
    },
  },
  approve: {
    async prepare({ site, cookie }) {
      const { id } = await newComment(site)
      const { body } = await ask(`${site.url}/admin/comments`, { headers: { cookie } })
      const one = body.match(new RegExp(`value="(approved[^"]*\\b${id}\\b[^"]*)"`))?.[1] ?? ''
      const act = () =>
        sendAs(cookie, `${site.url}/admin/decisions`, { ...hiddenIn(body), one, status: 'pending' })
      return { words: '', act }
    },
  },
  erase: {
    async prepare({ site, cookie }) {
      const { id } = await newComment(site)
      const path = `${site.url}/admin/comments/${id}/erasure`
      const { body } = await ask(path, { headers: { cookie } })
      return { words: '', act: () => sendAs(cookie, path, hiddenIn(body)) }
    },
  },
}

let words = 0
// Of digits alone, which no two runs are compared by.
const newWords = () => `Thought ${++words}, ${randomInt(2 ** 47)}`

async function newComment({ url }: Site): Promise<{ reader: Reader; id: string }> {
  const reader = makeReader()
  const journal = newJournal()
  const status = await reader.comment(url, journal)
  if (status !== 303) throw new Error(`A comment was answered ${status}.`)
  return { reader, id: journal.last.match(/comment-(\d+)/)?.[1] ?? '' }
}

const send = (reader: Reader, url: string, fields: Record<string, string>): Promise<Answered> =>
  reader.post(url, fields).catch(error => ({ status: codeOf(error), body: '' }))

const sendAs = (cookie: string, url: string, fields: Record<string, string>): Promise<Answered> =>
  ask(url, { method: 'POST', headers: { cookie }, fields }).catch(error => ({
    status: codeOf(error),
    body: '',
  }))

function hiddenIn(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]))
}
