import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { atTheEnd } from '../../bench/processes.ts'
import type { Place } from './place.ts'

const root = join(import.meta.dirname, '..', '..')
const main = join(root, 'dist', 'src', 'main.js')

/** How a process of the program ended, and what it wrote. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

/** The built program, which serves. */
export interface Site {
  url: string
  child: ChildProcess
  ended: Promise<Ended>
  /** What it wrote to its log and its host so far. */
  said: () => string
  /** Ends it in good order; returns how it went, and after how many milliseconds it was gone. */
  stop(): Promise<Ended & { ms: number }>
}

interface Options {
  port?: number
  /** A file of this folder that the process loads before the program. */
  preload?: string
  env?: Record<string, string>
}

/** Starts the program and waits until it says where it is. Throws with what it wrote if it ends before. */
export async function startSite(place: Place, options: Options = {}): Promise<Site> {
  const { child, ended, wrote } = spawnProgram(place, ['serve'], options)
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (wrote.out.includes('"process":"started"')) resolve()
    })
    ended.then(({ out, err }) => reject(new Error(`The server ended before it began.\n${out}${err}`)), reject)
  })
  // With a BASE_URL of its own it says that one, which may lead elsewhere.
  const port = options.port ?? wrote.out.match(/"url":"http:\/\/[^:"]+:(\d+)/)?.[1]
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    ended,
    said: () => wrote.out,
    async stop() {
      const begun = performance.now()
      child.kill('SIGTERM')
      return { ...(await ended), ms: Math.round(performance.now() - begun) }
    },
  }
}

/** Runs a command of the program to its end. */
export const runCommand = (place: Place, ...args: string[]): Promise<Ended> =>
  spawnProgram(place, args, {}).ended

/** Starts a command of the program; whoever did may end it. */
export const startCommand = (place: Place, ...args: string[]) => spawnProgram(place, args, {})

function spawnProgram(place: Place, args: string[], { port = 0, preload, env = {} }: Options) {
  const loaded = preload ? ['--import', pathToFileURL(join(import.meta.dirname, preload)).href] : []
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...loaded, main, ...args], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'info',
      ...place.env,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(preload ? ['ipc' as const] : [])],
  })
  const wrote = { out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // The first of it is what is looked for; a run under load writes megabytes.
    if (wrote.out.length < 100_000) wrote.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (wrote.err += text))
  const ended = once(child, 'close').then(
    ([code, signal]): Ended => ({ code, signal, out: wrote.out, err: wrote.err }),
  )
  atTheEnd(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, wrote }
}
