import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

const { url, perSecond }: { url: string; perSecond: number } = workerData
// A connection for each that waits: who comes meanwhile does not wait behind them.
const agent = new Agent({ keepAlive: true })
let reads: Promise<number>[] = []
let timer: NodeJS.Timeout | undefined

parentPort?.on('message', (asked: 'begin' | 'end') => {
  clearTimeout(timer)
  if (asked === 'begin') return begin()
  void Promise.all(reads).then(latencies => parentPort?.postMessage(latencies, []))
})

/** Each when it is their time, whether the one before has an answer or not. */
function begin() {
  const begun = performance.now()
  reads = []
  const next = () => {
    const due = begun + (reads.length * 1_000) / perSecond
    timer = setTimeout(
      () => {
        reads.push(read())
        next()
      },
      Math.max(0, due - performance.now()),
    )
  }
  next()
}

/** How long the whole answer took, in ms. */
function read(): Promise<number> {
  const asked = performance.now()
  return new Promise((resolve, reject) => {
    get(url, { agent }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`a reader was answered ${answer.statusCode}`))
      answer.resume().once('end', () => resolve(performance.now() - asked))
    }).once('error', reject)
  })
}
