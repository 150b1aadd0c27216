import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenMs, firstThreadMs, firstThreadWaitedMs, memoryOf, peakOf } from './kernel.ts'

const root = join(import.meta.dirname, '..')
const cleanUps: (() => Promise<void>)[] = []
let cleaning: Promise<void> | undefined

/** To be done at the end, or when somebody has had enough. */
export function atTheEnd(cleanUp: () => Promise<void>): void {
  cleanUps.push(cleanUp)
}

/** Stops, drops and removes whatever was begun, once: who asks while that goes on waits for it. */
export function cleanUpAll(): Promise<void> {
  return (cleaning ??= cleanUp())
}

async function cleanUp(): Promise<void> {
  for (const each of cleanUps.toReversed()) await each().catch(console.error)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUpAll().finally(() => process.exit(130)))

const folders: string[] = []

/** A folder that is gone at the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-bench-'))
  folders.push(folder)
  return folder
}

// When nothing else can happen any more: the PGlite of a run that was broken off would write new files in between.
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A server in a process of its own. */
export interface Running {
  url: string
  /** Does some work, and adds to what it returns what the process spent meanwhile. */
  gauge<T extends object>(work: () => Promise<T>): Promise<T & Spent>
  /** What it has spent so far, and what it held at most. */
  sinceItsStart(): Promise<Spent & { peakMb: number }>
  /** The processor time in ms that its event loop, and what runs in it, has spent so far. */
  loopMs: () => Promise<number>
  /** For how long its event loop could have run, in ms so far, and had no core. */
  waitedMs: () => Promise<number>
  /** What each of its processes holds (PSS), in MB, its own first; none where the system does not tell. */
  memory(): Promise<number[]>
  stop(): Promise<void>
}

export interface Spent {
  /** Of the processes that it has started too. */
  cpuMs: number
  /** How late its own event loop came to what was due. */
  loopP99Ms: number
  loopMaxMs: number
}

/** Starts a node program of this project that listens on PORT, and waits until `path` answers. */
export async function start(
  args: readonly string[],
  env: Record<string, string>,
  path: string,
): Promise<Running> {
  const port = await freePort()
  const options = [
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=8',
    '--import',
    './bench/gauge.ts',
  ]
  const child = spawn(process.execPath, [...options, ...args], {
    cwd: root,
    // As `npm start` has it.
    env: {
      PATH: process.env['PATH'],
      GAUGED_BY: String(process.pid),
      MALLOC_ARENA_MAX: '2',
      MALLOC_TRIM_THRESHOLD_: '131072',
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = () => stopChild(child)
  atTheEnd(stop)
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}${path}`, child)
  return {
    url,
    async gauge(work) {
      const ofOthers = await childrenMs(child.pid ?? 0)
      await ask(child, 'begin')
      const result = await work()
      const spent = await ask(child, 'end')
      return { ...result, ...spent, cpuMs: spent.cpuMs + (await childrenMs(child.pid ?? 0)) - ofOthers }
    },
    sinceItsStart: async () => ({ ...(await ask(child, 'end')), peakMb: await peakOf(child.pid ?? 0) }),
    loopMs: () => firstThreadMs(child.pid ?? 0),
    waitedMs: () => firstThreadWaitedMs(child.pid ?? 0),
    memory: () => memoryOf(child.pid ?? 0),
    stop,
  }
}

function ask(child: ChildProcess, question: 'begin' | 'end'): Promise<Spent> {
  return new Promise(resolve => {
    child.once('message', (spent: Spent) => resolve(spent))
    child.send(question)
  })
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url, { redirect: 'manual' }).catch(() => null)
    await answer?.body?.cancel()
    if (answer) return
    await wait(50)
  }
  throw new Error(`${child.spawnargs.join(' ')} ended before it answered`)
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
