import sharp from 'sharp'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { load } from './load.ts'
import { join, post } from './moderator.ts'
import type { Running } from './processes.ts'
import { percentile, printTable } from './stats.ts'

/** A picture of twelve megapixels comes in, by the parts that a browser sends, while readers read. An editor has an account. */
export async function measureUpload(engine: Engine, rounds: number): Promise<void> {
  const database = await engine.open()
  const { slug } = await fillArticle(database, 'read-meanwhile', 100)
  await database.close()
  const site = await engine.serve()
  const cookie = await join(site)
  const rows = []
  for (let round = 0; round < rounds; round++) {
    const picture = await photograph(round)
    const before = sum(await site.memory())
    const alone = await load(`${site.url}/${slug}`, reading)
    const beside = { p99Ms: [] as number[], isOver: false }
    const reads = readAlong(site, slug, beside)
    const watched = watchMemory(site)
    const begun = performance.now()
    await send(site, cookie, picture)
    const ms = performance.now() - begun
    beside.isOver = true
    await reads
    rows.push({
      MB: picture.length / 1e6,
      's until it is there': ms / 1_000,
      'MB before': before,
      'MB at most': await watched.stop(),
      'readers’ p99 ms': alone.p99Ms,
      'p99 ms beside': percentile(beside.p99Ms, 1),
    })
  }
  await site.stop()
  printTable(`A picture of 12 megapixels, ${engine.name}`, rows)
}

const reading = { seconds: 2, connections: 5, status: 200 }

async function readAlong(site: Running, slug: string, beside: { p99Ms: number[]; isOver: boolean }) {
  while (!beside.isOver)
    beside.p99Ms.push((await load(`${site.url}/${slug}`, { ...reading, seconds: 1 })).p99Ms)
}

/** Of the site and of what it starts. */
function watchMemory(site: Running) {
  const state = { most: 0, isOver: false }
  const watching = (async () => {
    while (!state.isOver) state.most = Math.max(state.most, sum(await site.memory()))
  })()
  return {
    async stop() {
      state.isOver = true
      await watching
      return state.most
    },
  }
}

async function send(site: Running, cookie: string, picture: Buffer): Promise<void> {
  const begun = await post(`${site.url}/admin/uploads`, cookie, {
    name: 'pier.jpg',
    bytes: String(picture.length),
  })
  const { id, partBytes }: { id: string; partBytes: number } = JSON.parse(await begun.text())
  const headers = { origin: site.url, cookie }
  for (let part = 0; part * partBytes < picture.length; part++) {
    const body = new Uint8Array(picture.subarray(part * partBytes, (part + 1) * partBytes))
    await fetch(`${site.url}/admin/uploads/${id}/parts/${part}`, { method: 'POST', headers, body })
  }
  const ended = await fetch(`${site.url}/admin/uploads/${id}/end`, { method: 'POST', headers, body: '' })
  if (ended.status !== 200) throw new Error(`the upload was answered ${ended.status}`)
}

/** As a camera gives it, with some grain; each time another. */
const photograph = (round: number): Promise<Buffer> =>
  sharp({
    create: {
      ...{ width: 4_000, height: 3_000, channels: 3, background: '#888' },
      noise: { type: 'gaussian', mean: 110 + round, sigma: 25 },
    },
  })
    .jpeg({ quality: 85 })
    .toBuffer()

const sum = (figures: readonly number[]) => figures.reduce((all, each) => all + each, 0)
