import { type ChildProcess, fork } from 'node:child_process'
import { constants, getPriority, setPriority } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pictureLimitMs } from './limits.ts'

/** A file that was made of a picture, and lies at `path` until its folder goes. */
export interface MadeFile {
  name: string
  type: string
  path: string
  bytes: number
  /** What an article shows. */
  isMain: boolean
}

export const pictureProblems = ['unreadable', 'tooManyPixels', 'tooSlow'] as const
type PictureProblem = (typeof pictureProblems)[number]

export type MadePicture = { files: MadeFile[] } | { problem: PictureProblem }

/** What the process that makes pictures is told. */
export interface PictureOrder {
  path: string
  /** Where the files go. */
  folder: string
  isAvifMade: boolean
}

/** What it says then. */
export interface PictureAnswer {
  made: MadePicture
  /** Whether it ends, as the picture needed much memory. */
  isLast: boolean
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes of a picture what a page needs of it, in files of a folder. One after the other, in a process that gives way to
 * everything else: readers hardly notice, and what a picture needs of memory goes with its process, a while after the
 * last of them.
 */
export function makePicture(path: string, folder: string, isAvifMade: boolean): Promise<MadePicture> {
  const next = last.then(() => run({ path, folder, isAvifMade }))
  last = next.catch(() => undefined)
  return next
}

let running: ChildProcess | null = null
let idle: NodeJS.Timeout | undefined

/** To start it stops this process for some milliseconds, and for more the more that holds: pictures often come several at once. */
const idleMs = 60_000

async function run(order: PictureOrder): Promise<MadePicture> {
  clearTimeout(idle)
  const isNew = running === null
  const child = (running ??= start())
  child.ref()
  child.channel?.ref()
  const answer = await ask(child, order)
  // It died of the picture, of its memory or of a fault in a decoder; or of what those before had left, or nobody wanted it.
  if (answer === 'died') return isNew ? { problem: 'unreadable' } : run(order)
  if (answer === 'tooSlow') return { problem: answer }
  if (answer.isLast) end(child)
  else {
    // Nobody waits for it to go.
    child.unref()
    child.channel?.unref()
    idle = setTimeout(() => end(child), idleMs).unref()
  }
  return answer.made
}

const belowNormal = constants.priority.PRIORITY_BELOW_NORMAL

function start(): ChildProcess {
  // The same file is .ts where it is written and .js where it is built.
  const program = fileURLToPath(new URL(`./make-picture${extname(import.meta.filename)}`, import.meta.url))
  const child = fork(program, [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What a picture needed is given back after it.
    env: { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // At the lowest a busy machine would leave it a hundredth of a core, and a small picture would take longer than it may.
  if (child.pid !== undefined) setPriority(child.pid, Math.min(getPriority() + belowNormal, 19))
  // One that can't be started closes too.
  child.on('error', () => undefined)
  child.once('close', () => forget(child))
  return child
}

/** By the end of its channel it knows that nothing comes any more. */
function end(child: ChildProcess): void {
  forget(child)
  if (child.connected) child.disconnect()
}

function forget(child: ChildProcess): void {
  if (running === child) running = null
}

function ask(child: ChildProcess, order: PictureOrder): Promise<PictureAnswer | 'died' | 'tooSlow'> {
  return new Promise((resolve, reject) => {
    let isSlow = false
    const limit = setTimeout(() => {
      isSlow = true
      child.kill('SIGKILL')
    }, pictureLimitMs)
    const leave = () => {
      clearTimeout(limit)
      child.off('message', answered)
      child.off('close', closed)
    }
    const answered = (answer: PictureAnswer) => {
      leave()
      resolve(answer)
    }
    const closed = (code: number | null, signal: NodeJS.Signals | null) => {
      leave()
      if (signal !== null) resolve(isSlow ? 'tooSlow' : 'died')
      else reject(new Error(`what makes pictures ended with ${code}`))
    }
    child.on('message', answered)
    child.on('close', closed)
    // Where it can't be told, it has closed.
    child.send(order, () => undefined)
  })
}
