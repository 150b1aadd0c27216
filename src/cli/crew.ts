import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../log.ts'
import { type FromWorker, refusedCode, type ToWorker } from './worker-messages.ts'

/** The processes that answer. One that dies is replaced. */
export interface Crew {
  /** Lets each open the database, which is ready; resolves once each is there, or has ended. */
  open(): Promise<void>
  /** Says where the site is; from now on connections may be led to them. */
  begin(url: string): void
  lead(connection: Socket): void
  /** Resolves when none is left and none will come: each was refused. */
  allRefused: Promise<void>
  /** Lets each answer what was led to it, and end. Returns how many connections had to be cut. */
  stop(): Promise<number>
  /** Ends them at once. */
  kill(): void
}

/** Whoever dies so soon is likely to die again: the pause before the next grows. */
const soonMs = 60_000
const firstPauseMs = 250
const longestPauseMs = 30_000
/** As `npm start` has it, in MB: with what Node takes otherwise, what is thrown away at once holds 130. */
const youngMb = 8
/** So many connections wait while nobody is there to answer; more are closed. */
const mostWaiting = 1_000

interface Worker {
  number: number
  child: ChildProcess
  begun: number
  isReady: boolean
  works: boolean
  /** Connections on their way to it. */
  led: Set<Socket>
  ended: Promise<void>
}

/** Starts so many processes, which load the program meanwhile. */
export function startCrew(size: number, log: Log): Crew {
  const workers = new Map<number, Worker>()
  const deaths = new Map<number, number>()
  /** Who has died is started again after one. */
  const pauses = new Map<number, NodeJS.Timeout>()
  const waiting: Socket[] = []
  const refused = Promise.withResolvers<void>()
  const there = Array.from({ length: size }, () => Promise.withResolvers<void>())
  let mayOpen = false
  let url: string | null = null
  let isStopping = false
  let refusals = 0
  let cut = 0
  let turn = 0

  for (let number = 1; number <= size; number++) start(number)

  function start(number: number): void {
    // The same file is .ts where it is written and .js where it is built.
    const file = new URL(`./web-worker${extname(import.meta.filename)}`, import.meta.url)
    const child = fork(fileURLToPath(file), [String(number)], {
      execArgv: [...process.execArgv, `--max-semi-space-size=${youngMb}`],
    })
    const ended = Promise.withResolvers<void>()
    const worker: Worker = {
      ...{ number, child, begun: performance.now(), isReady: false, works: false },
      ...{ led: new Set(), ended: ended.promise },
    }
    workers.set(number, worker)
    child.on('message', (message: FromWorker) => {
      if (message === 'ready') ready(worker)
      else if ('cut' in message) cut += message.cut
    })
    child.on('error', () => undefined) // what could not be sent to one that has ended, which is told below
    child.once('exit', (code, signal) => {
      ended.resolve()
      gone(worker, code, signal)
    })
    if (mayOpen) tell(worker, 'open')
  }

  const tell = ({ child }: Worker, message: ToWorker) => void (child.connected && child.send(message))

  function ready(worker: Worker): void {
    worker.isReady = true
    there[worker.number - 1]?.resolve()
    if (url !== null) join(worker, url)
    if (deaths.has(worker.number))
      log.info({ worker: worker.number, process: 'replaced', ms: since(worker.begun) })
  }

  function join(worker: Worker, at: string): void {
    tell(worker, { at })
    appointOne()
    for (const connection of waiting.splice(0)) lead(connection)
  }

  /** Jobs are carried out by one of them. */
  function appointOne(): void {
    const able = [...workers.values()].filter(({ isReady }) => isReady)
    const [first] = able
    if (!first || isStopping || able.some(({ works }) => works)) return
    first.works = true
    tell(first, 'work')
  }

  function gone(worker: Worker, code: number | null, signal: NodeJS.Signals | null): void {
    const { number, begun, led } = worker
    workers.delete(number)
    there[number - 1]?.resolve()
    if (isStopping) return
    appointOne()
    // What was still on its way has read nothing yet.
    for (const connection of led) {
      led.delete(connection)
      lead(connection)
    }
    if (code === refusedCode) {
      log.error({ worker: number, process: 'refused' })
      if (++refusals === size) refused.resolve()
      return
    }
    const before = since(begun) < soonMs ? (deaths.get(number) ?? 0) : 0
    const pause = Math.min(firstPauseMs * 2 ** before, longestPauseMs)
    deaths.set(number, before + 1)
    log.error({ worker: number, process: 'died', code, signal, againInMs: pause })
    pauses.set(number, setTimeout(start, pause, number))
  }

  /** Nobody is started any more; nor does a pause hold the process that stops. */
  function endStarting(): void {
    isStopping = true
    for (const pause of pauses.values()) clearTimeout(pause)
  }

  function lead(connection: Socket): void {
    const able = [...workers.values()].filter(({ isReady, child }) => isReady && child.connected)
    // One after the other, but past one that is too busy to take what it was given.
    const fewest = Math.min(...able.map(({ led }) => led.size))
    const free = able.filter(({ led }) => led.size === fewest)
    const worker = url === null ? undefined : free[turn++ % free.length]
    if (!worker) {
      if (waiting.length < mostWaiting && !isStopping) waiting.push(connection)
      else connection.destroy()
      return
    }
    worker.led.add(connection)
    const message: ToWorker = 'connection'
    worker.child.send(message, connection, {}, error => {
      if (worker.led.delete(connection) && error) lead(connection)
    })
  }

  return {
    async open() {
      mayOpen = true
      for (const worker of workers.values()) tell(worker, 'open')
      await Promise.all(there.map(({ promise }) => promise))
    },
    begin(at) {
      url = at
      for (const worker of workers.values()) if (worker.isReady) join(worker, at)
    },
    lead,
    allRefused: refused.promise,
    async stop() {
      endStarting()
      for (const connection of waiting.splice(0)) connection.destroy()
      const all = [...workers.values()]
      // One that is still being started has nothing to answer.
      for (const worker of all)
        if (worker.isReady) tell(worker, 'stop')
        else worker.child.kill('SIGKILL')
      await Promise.all(all.map(({ ended }) => ended))
      return cut
    },
    kill() {
      endStarting()
      for (const { child } of workers.values()) child.kill('SIGKILL')
    },
  }
}

const since = (begun: number) => Math.round(performance.now() - begun)
