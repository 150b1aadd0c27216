import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { ask, codeOf, type Cut, makeReader, newJournal, sendOpen } from './clients.ts'
import { becomeAdministrator } from './administrator.ts'
import { type Finding, judge } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { Run } from './scenario.ts'

/**
 * SIGTERM under load: eight readers on connections that they keep, who read and post as fast as they are answered, four
 * connections that never ask, and an open event stream. Every second round nobody asks, and only those are there.
 */
export async function stopped({ place: newPlace, rounds, random }: Run): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const journal = newJournal()
  const slowest = { busy: 0, quiet: 0 }
  const failures: string[] = []
  const cut: string[] = []
  let atTheDoor = 0
  let asked = 0
  let session: string | null = null
  for (let round = 0; round < rounds; round++) {
    const site = await startSite(place, { preload: 'accepted-connections.ts' })
    const accepted = new Set<number>()
    site.child.on('message', ({ accepted: port }: { accepted: number }) => accepted.add(port))
    const cuts: Cut[] = []
    session ??= await becomeAdministrator(site)
    const port = Number(new URL(site.url).port)
    const silent = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
    const events = ask(`${site.url}/admin/events?since=0`, { headers: { cookie: session } })
    const kind = round % 2 === 0 ? 'busy' : 'quiet'
    const clients = Promise.all(
      Array.from({ length: kind === 'busy' ? 8 : 0 }, async (_, client) => {
        const reader = makeReader(cut => cuts.push(cut))
        while (cuts.every(cut => codeOf(cut) !== 'ECONNREFUSED')) {
          asked++
          if (client < 4) await reader.comment(site.url, journal)
          else await reader.get(`${site.url}/welcome`).catch(() => null)
        }
        reader.leave()
      }),
    )
    await wait(400 + random() * 600)
    const { code, ms, err } = await site.stop()
    await clients
    for (const each of cuts)
      if (accepted.has(each.from)) cut.push(codeOf(each))
      else if (codeOf(each) !== 'ECONNREFUSED') atTheDoor++
    if ((await events.catch(() => null))?.status !== 200) failures.push('an event stream was cut')
    for (const socket of silent) socket.destroy()
    slowest[kind] = Math.max(slowest[kind], ms)
    if (code !== 0 || err !== '') failures.push(`a stop ended with ${code}: ${err}`)
  }
  if (cut.length > 0) failures.push(`${cut.length} answers were cut: ${[...new Set(cut)].join(', ')}`)
  if (slowest.busy > 2_000) failures.push(`a busy stop took ${slowest.busy} ms`)
  if (slowest.quiet > 1_000) failures.push(`a quiet stop took ${slowest.quiet} ms`)
  const last = await startSite(place)
  await sendOpen(last.url, journal)
  await last.stop()
  const figures = `${asked} visits, ${cut.length} answers cut, ${atTheDoor} new connections reset at the door as it closed; gone after ${slowest.busy} ms with 8 busy clients, ${slowest.quiet} ms with none, at most`
  return judge('stopped', place, rounds, journal, figures, failures)
}
