import { killJobs } from '../support/kill-jobs.ts'
import { type Finding, finding } from './findings.ts'
import type { Run } from './scenario.ts'

/** `kill -9` with jobs under way, again and again; what the dead held is taken over when their leases end. */
export async function jobs({ place: newPlace, rounds, random, engine }: Run): Promise<Finding> {
  const place = await newPlace()
  const { causes, effects, times } = await killJobs(place.env, rounds, () => 100 + random() * 600, false)
  const failures = [
    ...(effects === causes ? [] : [`${causes} causes had ${effects} effects`]),
    ...(causes > rounds ? [] : ['hardly anything was caused, so nothing was shown']),
  ]
  const figures = `${causes} causes, ${effects} effects, ${times - effects} brought about once more`
  return finding('jobs', engine, rounds, figures, failures)
}
