import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../../bench/stats.ts'
import { becomeAdministrator } from './administrator.ts'
import { ask, makeReader, newJournal, sendOpen } from './clients.ts'
import { type Finding, judge } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { RunOnPostgres } from './scenario.ts'

const awayMs = 30_000

/** SIGSTOP to every process of Postgres: it takes connections and answers nothing. */
export const frozen = (run: RunOnPostgres) =>
  away(
    'frozen',
    run,
    async () => run.cluster.freeze(),
    async () => run.cluster.thaw(),
  )

/** Postgres is stopped: nobody listens at its port. */
export const gone = (run: RunOnPostgres) =>
  away(
    'gone',
    run,
    async () => run.cluster.stop('fast'),
    () => run.cluster.start(),
  )

async function away(
  name: string,
  { place: newPlace }: RunOnPostgres,
  takeAway: () => Promise<void>,
  giveBack: () => Promise<void>,
): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const site = await startSite(place)
  const session = await becomeAdministrator(site)
  const journal = newJournal()
  const reader = makeReader()
  await reader.comment(site.url, journal)
  const home = await ask(site.url)
  const style = home.body.match(/href="([^"]+\.css[^"]*)"/)?.[1] ?? '/'
  const warm = ['/', '/welcome', '/huan-ying', style]
  for (const path of warm) await ask(`${site.url}${path}`)
  await wait(1_500) // so that no page is still to be made anew for the comment

  const pages = makeTally()
  const forms = makeTally()
  const admin = makeTally()
  const back = new AbortController()
  await takeAway()
  const keep = async (work: () => Promise<unknown>, pauseMs: number) => {
    while (!back.signal.aborted) {
      await work()
      await wait(pauseMs)
    }
  }
  const cookie = { cookie: session }
  const work = Promise.all([
    ...warm.map(path => keep(() => pages.add(() => ask(`${site.url}${path}`)), 20)),
    keep(() => forms.add(async () => ({ status: await reader.comment(site.url, journal) })), 500),
    keep(() => admin.add(() => ask(`${site.url}/admin/comments`, { headers: cookie })), 500),
  ])
  await wait(awayMs)
  back.abort()
  await work

  await giveBack()
  const begun = performance.now()
  while ((await reader.comment(site.url, journal)) !== 303 && performance.now() < begun + 30_000)
    await wait(20)
  const backMs = performance.now() - begun
  await sendOpen(site.url, journal)
  reader.leave()
  await site.stop()

  const p99 = percentile(pages.ms, 0.99)
  const failures = [
    ...(p99 > 100 ? [`a warm page took ${Math.round(p99)} ms at p99`] : []),
    ...pages.others(200).map(status => `a warm page was answered ${status}`),
    ...forms.others(503).map(status => `a form was answered ${status}`),
    ...admin.others(503).map(status => `the admin was answered ${status}`),
    ...(forms.worst() > 3_000 ? [`a form took ${forms.worst()} ms`] : []),
    ...(admin.worst() > 3_000 ? [`the admin took ${admin.worst()} ms`] : []),
    ...(backMs > 1_000
      ? [`the first comment was taken ${Math.round(backMs)} ms after the database was back`]
      : []),
  ]
  const figures = `${awayMs / 1000} s; ${pages.ms.length} warm pages, p99 ${p99.toFixed(1)} ms; forms ${forms.worst()} ms, admin ${admin.worst()} ms at most; back after ${Math.round(backMs)} ms`
  return judge(name, place, 1, journal, figures, failures)
}

/** What was answered, and how fast. */
function makeTally() {
  const ms: number[] = []
  const statuses: (number | string)[] = []
  return {
    ms,
    async add(work: () => Promise<{ status: number | string }>) {
      const begun = performance.now()
      statuses.push((await work()).status)
      ms.push(performance.now() - begun)
    },
    worst: () => Math.round(Math.max(...ms)),
    /** Those that are not the one expected. */
    others: (expected: number) => [...new Set(statuses.filter(status => status !== expected))],
  }
}
