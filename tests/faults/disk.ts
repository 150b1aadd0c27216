import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { atTheEnd, temporaryFolder } from '../../bench/processes.ts'
import { ask, newJournal, sendOpen, startPosting } from './clients.ts'
import { startCluster } from './cluster.ts'
import { type Finding, finding, judge } from './findings.ts'
import { newPlace, openGates } from './place.ts'
import { type Site, startSite } from './server.ts'
import type { Run, RunOnPostgres } from './scenario.ts'

const megabyte = 1024 * 1024

/** The disk of the database is full for a while, under eight readers who post, and then has room again. */
export async function full(run: Run | RunOnPostgres): Promise<Finding> {
  const folder = smallDisk(run.engine === 'Postgres' ? 200 : 120)
  if (folder === null)
    return finding(
      'disk full',
      run.engine,
      0,
      'not tried: to mount a small disk takes root (try `unshare -rm`, for PGlite)',
      [],
    )
  const cluster = 'bin' in run ? await startCluster(run.bin, folder) : null
  const place = await newPlace(cluster, cluster ? undefined : folder)
  await openGates(place)
  const journal = newJournal()
  let site = await startSite(place)
  const failures: string[] = []
  let notReady = 0
  let died = 0
  for (let round = 0; round < run.rounds; round++) {
    const posting = startPosting(8, () => site.url, journal)
    await wait(500)
    const ballast = fill(folder)
    const until = performance.now() + 15_000
    const refused = journal.refused
    while (journal.refused < refused + 50 && performance.now() < until && isAlive(site)) {
      const ready = await ask(`${site.url}/ready`).catch(() => null)
      if (ready?.status === 503) notReady++
      await wait(100)
    }
    if (journal.refused === refused && isAlive(site)) failures.push('the disk was never full')
    rmSync(ballast)
    await posting.stop()
    if (cluster && !cluster.isRunning()) await cluster.start()
    if (!isAlive(site)) {
      died++
      site = await startSite(place)
    }
    await sendOpen(site.url, journal)
  }
  const ready = await settled(site)
  if (ready !== 200) failures.push(`/ready is ${ready} with room again`)
  if (notReady === 0 && died === 0) failures.push('/ready never said that nothing can be saved')
  await site.stop()
  const figures = `/ready was 503 ${notReady} times; the process ended ${died} times, and was there again with all of it`
  return judge('disk full', place, run.rounds, journal, figures, failures)
}

const isAlive = ({ child }: Site) => child.exitCode === null && child.signalCode === null

/** What `/ready` says once its last answer has been forgotten. */
async function settled({ url }: Site): Promise<number> {
  const until = performance.now() + 10_000
  for (;;) {
    const { status } = await ask(`${url}/ready`)
    if (status === 200 || performance.now() > until) return status
    await wait(100)
  }
}

/** A disk of so many megabytes; null where this user may not mount one. */
export function smallDisk(megabytes: number): string | null {
  const folder = temporaryFolder()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder])
  if (status !== 0) return null
  atTheEnd(async () => void spawnSync('umount', ['--lazy', folder]))
  return folder
}

/** Leaves no room: returns the file to be removed. */
export function fill(folder: string): string {
  const path = join(folder, 'ballast')
  for (let size = megabyte; size >= 4096; size = size / 2)
    while (statfsSync(folder).bavail * statfsSync(folder).bsize > size)
      writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
  return path
}
