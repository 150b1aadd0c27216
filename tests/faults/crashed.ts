import { setTimeout as wait } from 'node:timers/promises'
import { newJournal, sendOpen, startPosting } from './clients.ts'
import { type Finding, judge } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { RunOnPostgres } from './scenario.ts'

/** `pg_ctl stop -m immediate` while sixteen readers post to a server that goes on. */
export async function crashed({ place: newPlace, rounds, random, cluster }: RunOnPostgres): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const journal = newJournal()
  const site = await startSite(place)
  let slowest = 0
  for (let round = 0; round < rounds; round++) {
    const posting = startPosting(16, () => site.url, journal)
    await wait(300 + random() * 1_200)
    cluster.stop('immediate')
    await wait(300 + random() * 700)
    await cluster.start()
    const begun = performance.now()
    const before = journal.acknowledged.length
    while (journal.acknowledged.length === before && performance.now() < begun + 30_000) await wait(5)
    slowest = Math.max(slowest, performance.now() - begun)
    await posting.stop()
    await sendOpen(site.url, journal)
  }
  const { code } = await site.stop()
  const failures = [
    ...(code === 0 ? [] : [`the stop ended with ${code}`]),
    ...(slowest > 2_000
      ? [`the first comment was taken ${Math.round(slowest)} ms after Postgres was back`]
      : []),
  ]
  return judge(
    'crashed',
    place,
    rounds,
    journal,
    `first comment ${Math.round(slowest)} ms after Postgres was back, at most`,
    failures,
  )
}
