import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../bench/processes.ts'
import { codeOf, makeReader, newJournal } from './clients.ts'
import { type Finding, judge } from './findings.ts'
import { openGates } from './place.ts'
import { type Site, startSite } from './server.ts'
import type { RunOnPostgres } from './scenario.ts'

/** Two nodes behind one port, restarted one after the other under eight readers, who must not notice. */
export async function rolling({ place: newPlace, rounds }: RunOnPostgres): Promise<Finding> {
  const place = await newPlace()
  await openGates(place)
  const ports = [await freePort(), await freePort()]
  const proxy = await startProxy(() => ports)
  const env = { BASE_URL: proxy.url }
  const nodes: Site[] = []
  for (const port of ports) nodes.push(await startSite(place, { port, env }))
  const journal = newJournal()
  const over = new AbortController()
  let requests = 0
  const failed: string[] = []
  const clients = Promise.all(
    Array.from({ length: 8 }, async (_, client) => {
      const reader = makeReader()
      while (!over.signal.aborted) {
        requests++
        const answered =
          client < 4
            ? await reader.comment(proxy.url, journal)
            : await reader.get(`${proxy.url}/welcome`).then(({ status }) => status, codeOf)
        if (answered !== 200 && answered !== 303) failed.push(String(answered))
      }
      reader.leave()
    }),
  )
  for (let round = 0; round < rounds; round++)
    for (const [which, node] of [...nodes.entries()]) {
      await wait(500)
      await node.stop()
      nodes[which] = await startSite(place, { port: ports[which] ?? 0, env })
    }
  await wait(500)
  over.abort()
  await clients
  proxy.close()
  for (const node of nodes) await node.stop()
  const failures =
    failed.length > 0 ? [`${failed.length} requests failed: ${[...new Set(failed)].join(', ')}`] : []
  return judge(
    'rolling',
    place,
    rounds,
    journal,
    `${requests} requests while both nodes were restarted, ${failed.length} failed`,
    failures,
  )
}

/** Leads each connection to one of the nodes in turn, and to the other where nobody listens. */
async function startProxy(ports: () => number[]): Promise<{ url: string; close(): void }> {
  let turn = 0
  const server = createServer({ allowHalfOpen: true }, client => {
    const [first = 0, second = 0] = ports()
    lead(client, turn++ % 2 === 0 ? [first, second] : [second, first])
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}

function lead(client: Socket, [port, ...others]: number[]): void {
  if (port === undefined) return void client.destroy()
  const node = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  node.once('connect', () => {
    client.pipe(node)
    node.pipe(client)
  })
  client.on('error', () => node.destroy())
  node.on('error', error => {
    if ('code' in error && error.code === 'ECONNREFUSED') lead(client, others)
    else client.destroy()
  })
}
