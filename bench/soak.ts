import { Agent, type IncomingMessage, request } from 'node:http'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { setSettings } from '../tests/support/settings.ts'
import type { Engine } from './engines.ts'
import { fillArticle, letEverythingThrough } from './fill.ts'
import { addModerator, join } from './moderator.ts'
import type { Running } from './processes.ts'
import { type Weight, weigh } from './soaked-data.ts'
import { percentile, printTable } from './stats.ts'

const articles = 20
const clients = 8
/** Between an answer and the next request of a client, in ms. */
const pauseMs = 10
const kinds = ['read', 'comment', 'decide'] as const
type Kind = (typeof kinds)[number]

interface Timed {
  kind: Kind
  /** When it was asked, in ms from the beginning, and how long its answer took. */
  at: number
  ms: number
}

/**
 * Some minutes of what a blog has on an evening: of a hundred requests ninety-five read, four bring a comment, of which
 * each third waits, and one decides. Shows whether anything takes longer at the end, or has grown.
 */
export async function measureSoak(engine: Engine, minutes: number): Promise<void> {
  const database = await engine.open()
  await letEverythingThrough(database)
  await setSettings(database.db, { hold_links: 1 })
  await addModerator(database)
  for (let n = 0; n < articles; n++) await fillArticle(database, slug(n), 50)
  const before = await weigh(database)
  await database.close()

  const site = await engine.serve()
  const cookie = await join(site)
  const begun = performance.now()
  const until = begun + minutes * 60_000
  const choices: string[] = []
  const timed: Timed[] = []
  const failed = new Map<string, number>()
  const memory: { at: number; mb: number[] }[] = []
  const everyMs = Math.max(5_000, (minutes * 60_000) / 12)

  async function visit(agent: Agent, n: number): Promise<void> {
    const kind = kindOf(n % 100)
    // A moderator looks at the queue, and then decides on what is in it.
    if (kind === 'decide' && choices.length === 0) choices.push(...(await lookAtQueue(site, agent, cookie)))
    if (kind === 'decide' && choices.length === 0) return
    const asked = performance.now()
    try {
      const answer = await ask(site, agent, requestFor(kind, n))
      if (answer.statusCode !== (kind === 'read' ? 200 : 303)) throw new Error(`${answer.statusCode}`)
      timed.push({ kind, at: asked - begun, ms: performance.now() - asked })
    } catch (error) {
      const why = `${kind}: ${error instanceof Error ? error.message : String(error)}`
      failed.set(why, (failed.get(why) ?? 0) + 1)
    }
  }

  function requestFor(kind: Kind, n: number): Asked {
    if (kind === 'comment') return commentOn(site.url, n)
    if (kind === 'read')
      return { path: `/${readers[n % readers.length]}`, headers: { 'accept-encoding': 'br' } }
    return {
      path: '/admin/decisions',
      headers: { ...asForm, origin: site.url, cookie },
      body: new URLSearchParams({ one: choices.shift() ?? '', status: 'pending' }).toString(),
    }
  }

  let next = 0
  const visits = Array.from({ length: clients }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    while (performance.now() < until) {
      await visit(agent, next++)
      await wait(pauseMs)
    }
    agent.destroy()
  })
  const sampling = (async () => {
    for (let at = 0; performance.now() < until; at++) {
      memory.push({ at: performance.now() - begun, mb: await site.memory() })
      await wait(Math.min(everyMs, Math.max(0, until - performance.now())))
    }
  })()
  await Promise.all([...visits, sampling])
  memory.push({ at: performance.now() - begun, mb: await site.memory() })
  await site.stop()

  const opened = await engine.open()
  const after = await weigh(opened)
  await opened.close()
  report(engine, minutes, { timed, failed, memory, before, after })
}

/** Every kind in turn. */
function kindOf(n: number): Kind {
  if (n % 25 === 7) return 'comment'
  return n === 50 ? 'decide' : 'read'
}

const slug = (n: number) => `evening-${n}`
const readers = [
  ...Array.from({ length: articles }, (_, n) => slug(n)),
  '',
  'archive',
  'feed/atom',
  'evening-0',
]
const asForm = { 'content-type': 'application/x-www-form-urlencoded' }

interface Asked {
  path: string
  headers: Record<string, string>
  body?: string
}

/** A comment that nobody has made, from one of a thousand clients. */
function commentOn(origin: string, n: number): Asked {
  const link = n % 3 === 0 ? ' Seen at https://example.org/figures.' : ''
  return {
    path: `/${slug(n % articles)}/comments`,
    headers: {
      ...asForm,
      origin,
      'x-forwarded-for': `10.0.${Math.floor(n / 250) % 4}.${n % 250}`,
      cookie: `browser=${String(n % 1_000).padStart(22, 'm')}`,
    },
    body: new URLSearchParams({
      comment: `Thought ${n} of the evening: the second paragraph is what I wanted to say for years, and *nobody* did.${link}`,
      name: `Reader ${n % 1_000}`,
      email: `reader${n % 1_000}@example.org`,
      website: '',
    }).toString(),
  }
}

/** What the buttons of the queue say, each for one comment. */
async function lookAtQueue({ url }: Running, agent: Agent, cookie: string): Promise<string[]> {
  const call = request(`${url}/admin/comments`, { agent, headers: { cookie } }).end()
  const [answer]: IncomingMessage[] = await once(call, 'response')
  const page = answer ? await text(answer) : ''
  return Array.from(page.matchAll(/value="(approved \d+ \d+)"/g), ([, choice = '']) => choice)
}

async function ask(site: Running, agent: Agent, { path, headers, body }: Asked): Promise<IncomingMessage> {
  const call = request(`${site.url}${path}`, { agent, headers, method: body === undefined ? 'GET' : 'POST' })
  call.end(body)
  const [answer]: IncomingMessage[] = await once(call, 'response')
  if (!answer) throw new Error('no answer')
  answer.resume()
  await once(answer, 'end')
  return answer
}

interface Outcome {
  timed: readonly Timed[]
  failed: ReadonlyMap<string, number>
  memory: readonly { at: number; mb: readonly number[] }[]
  before: Weight
  after: Weight
}

function report(engine: Engine, minutes: number, { timed, failed, memory, before, after }: Outcome): void {
  const windowMs = (minutes * 60_000) / 12
  const p99 = (kind: Kind, from: number, to: number) =>
    percentile(
      timed.filter(each => each.kind === kind && each.at >= from && each.at < to).map(({ ms }) => ms),
      0.99,
    )
  printTable(
    `${minutes} minutes of an evening, ${engine.name}`,
    kinds.map(kind => {
      // The first window is one after the program and the pages are warm.
      const first = p99(kind, windowMs, 2 * windowMs)
      const last = p99(kind, 11 * windowMs, Infinity)
      return {
        kind,
        answers: timed.filter(each => each.kind === kind).length,
        failed: [...failed]
          .filter(([why]) => why.startsWith(kind))
          .reduce((sum, [, count]) => sum + count, 0),
        'p99 ms, first': first,
        'p99 ms, last': last,
        'of first': last / first,
      }
    }),
  )
  for (const [why, count] of failed) console.log(`${why}: ${count} times`)
  printTable(
    `Memory of its processes, ${engine.name}`,
    memory.map(({ at, mb }) => ({ minute: at / 60_000, 'PSS, MB': mb.map(Math.round).join(' + ') })),
  )
  const comments = Math.max(1, after.comments - before.comments)
  printTable(`What was written, ${engine.name}`, [
    {
      comments,
      'kB each': (after.bytes - before.bytes) / 1_024 / comments,
      'WAL, kB each': (after.walBytes - before.walBytes) / 1_024 / comments,
      'dead rows': after.deadRows,
      'jobs due': after.jobsDue,
      'the oldest, s': after.oldestJobSeconds,
      'largest tables': after.largest
        .map(({ name, bytes }) => `${name} ${Math.round(bytes / 2 ** 20)} MB`)
        .join(', '),
    },
  ])
}
