import { setTimeout as wait } from 'node:timers/promises'
import { newJournal, sendOpen, startPosting } from './clients.ts'
import { type Finding, judge } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { Run } from './scenario.ts'

/** `kill -9` while sixteen readers post, again and again; each time it is started over what was left. */
export async function killed({ place: newPlace, rounds, random }: Run): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const journal = newJournal()
  let site = await startSite(place)
  let slowest = 0
  for (let round = 0; round < rounds; round++) {
    const posting = startPosting(16, () => site.url, journal)
    await wait(300 + random() * 1_200)
    site.child.kill('SIGKILL')
    await site.ended
    await posting.stop()
    const begun = performance.now()
    site = await startSite(place)
    slowest = Math.max(slowest, performance.now() - begun)
    await sendOpen(site.url, journal)
  }
  const { code, ms } = await site.stop()
  const failures = code === 0 ? [] : [`the last stop ended with ${code}`]
  return judge(
    'killed',
    place,
    rounds,
    journal,
    `there again after ${Math.round(slowest)} ms at most, gone after ${ms} ms`,
    failures,
  )
}
