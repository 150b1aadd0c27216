import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { constants, getPriority, setPriority } from 'node:os'
import { extname, join } from 'node:path'
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

export type PictureProblem = 'unreadable' | 'tooManyPixels' | 'tooSlow'

export type MadePicture = { files: MadeFile[] } | { problem: PictureProblem }

const belowNormal = constants.priority.PRIORITY_BELOW_NORMAL

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes of a picture what a page needs of it, in files of a folder. One after the other, in a process that gives way to
 * everything else: readers don't notice, and what a picture needs of memory goes with its process.
 */
export function makePicture(path: string, folder: string, isAvifMade: boolean): Promise<MadePicture> {
  const next = last.then(() => run(path, folder, isAvifMade))
  last = next.catch(() => undefined)
  return next
}

/** Where the process writes down what it has made. */
export const madeFile = 'made.json'

async function run(path: string, folder: string, isAvifMade: boolean): Promise<MadePicture> {
  // The same file is .ts where it is written and .js where it is built.
  const program = fileURLToPath(new URL(`./make-picture${extname(import.meta.filename)}`, import.meta.url))
  const child = execFile(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, path, folder, ...(isAvifMade ? ['avif'] : [])],
    { timeout: pictureLimitMs, killSignal: 'SIGKILL', env: {} },
    () => undefined,
  )
  // At the lowest a busy machine would leave it a hundredth of a core, and a small picture would take longer than it may.
  if (child.pid !== undefined) setPriority(child.pid, Math.min(getPriority() + belowNormal, 19))
  await once(child, 'close')
  if (child.killed) return { problem: 'tooSlow' }
  // It died of the picture: of its memory, or of a fault in a decoder.
  if (child.signalCode !== null) return { problem: 'unreadable' }
  const made: MadePicture = JSON.parse(await readFile(join(folder, madeFile), 'utf8'))
  return made
}
