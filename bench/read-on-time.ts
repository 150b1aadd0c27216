import { Agent, get } from 'node:http'

// A process of its own: what else the bench does is none of a reader's wait.
const [, , url = '', perSecond = ''] = process.argv
// A connection for each that waits: who comes meanwhile does not wait behind them.
const agent = new Agent({ keepAlive: true })
let reads: Promise<number>[] = []
let timer: NodeJS.Timeout | undefined

process.on('message', asked => {
  clearTimeout(timer)
  if (asked === 'begin') return begin()
  void Promise.all(reads).then(latencies => process.send?.(latencies))
})

/** Each when it is their time, whether the one before has an answer or not. */
function begin() {
  const begun = performance.now()
  reads = []
  const next = () => {
    const due = begun + (reads.length * 1_000) / Number(perSecond)
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
