import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { addModerator, join } from './moderator.ts'
import type { Running } from './processes.ts'
import { median, percentile, printTable, timed } from './stats.ts'

/** Pictures of twelve megapixels come in one after the other, by the parts that a browser sends, while readers read. */
export async function measureUpload(engine: Engine, pictures: number): Promise<void> {
  const database = await engine.open()
  const { slug } = await fillArticle(database, 'read-meanwhile', 100)
  await addModerator(database, 'editor')
  await database.close()
  const site = await engine.serve()
  const cookie = await join(site)
  const photographs = await Promise.all(Array.from({ length: pictures }, (_, each) => photograph(each)))
  const page = `${site.url}/${slug}`
  await read(page, 2)
  const before = sum(await site.memory())
  const alone = await site.gauge(() => read(page, 10))
  const watched = watchMemory(site)
  const beside = await site.gauge(async () => {
    const state = { isOver: false }
    const reads = readUntil(page, state)
    const took = await send(site, cookie, photographs)
    state.isOver = true
    return { took, ...(await reads) }
  })
  const mostMb = await watched.stop()
  await site.stop()
  printTable(
    `${pictures} pictures of 12 megapixels, ${engine.name}`,
    [
      { what: 'alone', ...alone, took: [NaN], mb: before },
      { what: 'beside', ...beside, mb: mostMb },
    ].map(({ what, latencies, took, mb, loopP99Ms, loopMaxMs }) => ({
      what,
      'a picture, s': median(took) / 1_000,
      'MB at most': mb,
      'readers, p50 ms': percentile(latencies, 0.5),
      'p99 ms': percentile(latencies, 0.99),
      'p99.9 ms': percentile(latencies, 0.999),
      'loop late, p99 ms': loopP99Ms,
      'at most': loopMaxMs,
    })),
  )
}

/** As many as a blog has that is read a lot: each asks when it is their time, whether the one before has an answer or not. */
const readsPerSecond = 200

async function readUntil(url: string, state: { isOver: boolean }) {
  const latencies: number[] = []
  while (!state.isOver) latencies.push(...(await read(url, 1)).latencies)
  return { latencies }
}

/** Reads for some seconds; how long each answer took, from when it was asked for. */
async function read(url: string, seconds: number): Promise<{ latencies: number[] }> {
  const begun = performance.now()
  const reads = Array.from({ length: seconds * readsPerSecond }, async (_, nth) => {
    await wait(Math.max(0, begun + (nth * 1_000) / readsPerSecond - performance.now()))
    return timed(async () => {
      const answer = await fetch(url)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`a reader was answered ${answer.status}`)
    })
  })
  return { latencies: await Promise.all(reads) }
}

/** Of the site and of what it starts. */
function watchMemory(site: Running) {
  const state = { most: 0, isOver: false }
  const watching = (async () => {
    while (!state.isOver) {
      state.most = Math.max(state.most, sum(await site.memory()))
      // Counting what a process holds keeps it waiting.
      await wait(500)
    }
  })()
  return {
    async stop() {
      state.isOver = true
      await watching
      return state.most
    },
  }
}

/** By a thread of its own, whose work readers don't wait for; returns how long each took. */
async function send(site: Running, cookie: string, pictures: readonly Buffer[]): Promise<number[]> {
  const sender = new Worker(new URL('./send-pictures.ts', import.meta.url), {
    workerData: { url: site.url, cookie, pictures },
  })
  const [took]: number[][] = await once(sender, 'message')
  return took ?? []
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
