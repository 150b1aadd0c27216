import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { addModerator, join } from './moderator.ts'
import type { Running } from './processes.ts'
import { serveRecorded } from './recorded.ts'
import { median, percentile, printTable } from './stats.ts'

/**
 * Pictures of twelve megapixels come in one after the other, by the parts that a browser sends, while readers read; then as
 * many while others read the same page from a bare `node:http` server. That says what the machine can do: both have its
 * cores together with who sends, with Postgres and with what makes copies.
 */
export async function measureUpload(engine: Engine, pictures: number): Promise<void> {
  const database = await engine.open()
  const { slug } = await fillArticle(database, 'read-meanwhile', 100)
  await addModerator(database, 'editor')
  await database.close()
  const site = await engine.serve()
  const cookie = await join(site)
  const photographs = (from: number) =>
    Promise.all(Array.from({ length: pictures }, (_, each) => photograph(from + each)))
  const page = `${site.url}/${slug}`
  const bare = await serveRecorded(page, { headers: { 'accept-encoding': 'identity' } })
  const rows = []
  for (const [asked, from, what] of [
    [site, 0, ''],
    [bare, pictures, 'bare node:http, '],
  ] as const) {
    const readers = startReaders(asked === site ? page : bare.url)
    await readers.during(() => wait(2_000))
    const alone = async () => {
      await wait(10_000)
      return [NaN]
    }
    rows.push({ what: `${what}alone`, ...(await measured(asked, site, readers, alone)) })
    const sent = await photographs(from)
    const beside = () => send(site, cookie, sent)
    rows.push({ what: `${what}beside`, ...(await measured(asked, site, readers, beside)) })
    await readers.stop()
  }
  await bare.stop()
  await site.stop()
  printTable(
    `${pictures} pictures of 12 megapixels, ${engine.name}`,
    rows.map(({ what, latencies, result, mostMb, waited, loopP99Ms, loopMaxMs }) => ({
      what,
      'a picture, s': median(result) / 1_000,
      'MB at most': mostMb,
      'readers, p50 ms': percentile(latencies, 0.5),
      'p99 ms': percentile(latencies, 0.99),
      'p99.9 ms': percentile(latencies, 0.999),
      'loop late, p99 ms': loopP99Ms,
      'at most': loopMaxMs,
      'waited for a core, %': waited,
    })),
  )
}

/** What readers, the event loop of whom they ask and the site's memory are like during some work, and what that returns. */
function measured<T>(asked: Running, site: Running, readers: Readers, work: () => Promise<T>) {
  return asked.gauge(async () => {
    const watched = watchMemory(site)
    const [before, begun] = [await asked.waitedMs(), performance.now()]
    const read = await readers.during(work)
    const waited = ((await asked.waitedMs()) - before) / (performance.now() - begun)
    return { ...read, waited: waited * 100, mostMb: await watched.stop() }
  })
}

/** As many as a blog has that is read a lot: each asks when it is their time, whether the one before has an answer or not. */
const readsPerSecond = 200

type Readers = ReturnType<typeof startReaders>

/** Readers of a page. */
function startReaders(url: string) {
  const readers = fork(new URL('./read-on-time.ts', import.meta.url), [url, String(readsPerSecond)], {
    serialization: 'advanced',
  })
  return {
    /** Lets them read during some work; how long each answer took, in ms, and what the work returns. */
    async during<T>(work: () => Promise<T>): Promise<{ latencies: number[]; result: T }> {
      readers.send('begin')
      const result = await work()
      readers.send('end')
      const [latencies = []]: number[][] = await once(readers, 'message')
      return { latencies, result }
    },
    async stop() {
      readers.disconnect()
      await once(readers, 'exit')
    },
  }
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
