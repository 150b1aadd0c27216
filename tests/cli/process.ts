import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const main = join(root, 'dist', 'src', 'main.js')
/** A process is not what its test is about: it may find its modules compiled. */
const compiled = join(root, 'node_modules', '.cache', 'compiled')

/**
 * Nor is it there long enough for code that runs faster: making that of PGlite's is half of what a short command on it
 * takes of the processor.
 */
const quickToCompile = '--liftoff-only'

/** What a process wrote, and how it ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

/** The program as a host starts it: a process of its own, from the build that `npm test` makes first. */
export interface Afterword {
  child: ChildProcess
  ended: Promise<Ended>
  /** The address it says it is at; fails with what it wrote if it ends before. */
  url(): Promise<string>
  /** Ends it in good order. */
  stop(): Promise<Ended>
}

/** Temporary folders and processes for the tests of a file; after each test none is left. */
export function hostsTools() {
  let started: Afterword[] = []
  let folders: string[] = []
  afterEach(async () => {
    for (const { child } of started) child.kill('SIGKILL')
    await Promise.all(started.map(({ ended }) => ended))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    started = []
    folders = []
  })

  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'afterword-host-'))
    folders.push(path)
    return path
  }
  const start = (env: Record<string, string>, ...args: string[]) => {
    const afterword = startAfterword(env, args)
    started.push(afterword)
    return afterword
  }
  const run = (env: Record<string, string>, ...args: string[]) => start(env, ...args).ended
  /** As another user, where this one may say so. */
  const runAsNobody = (env: Record<string, string>, ...args: string[]) => {
    const afterword = startAfterword(env, args, process.getuid?.() === 0 ? { uid: 65_534 } : {})
    started.push(afterword)
    return afterword.ended
  }
  /** In a folder of its own, or where files can't be large. */
  const runWhere = (where: Circumstances, env: Record<string, string>, ...args: string[]) => {
    const afterword = startAfterword(env, args, where)
    started.push(afterword)
    return afterword.ended
  }
  return { folder, start, run, runAsNobody, runWhere }
}

/** Waits for a command that ends with one sentence and without a stack; returns what it said. */
export async function sentenceOf(running: Promise<Ended>): Promise<string> {
  const { code, out, err } = await running
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).not.toMatch(/^\s+at /m)
  expect(err.trimEnd()).toMatch(/^[^\n]+[.;?]$/)
  return err
}

/** What a test says of the process beside its environment. */
interface Circumstances {
  uid?: number
  cwd?: string
  /** Blocks of 512 bytes that a file may have at most. */
  fileLimit?: number
}

function startAfterword(
  env: Record<string, string>,
  args: string[],
  { fileLimit, ...others }: Circumstances = {},
): Afterword {
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', quickToCompile, main, ...args]
  const limited = fileLimit === undefined ? [] : ['/bin/sh', '-c', `ulimit -f ${fileLimit}; exec "$@"`, 'sh']
  const [program = '', ...words] = [...limited, ...node]
  const child = spawn(program, words, {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compiled,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      ...env,
    },
    cwd: tmpdir(),
    ...others,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  let heard = () => {}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, out, err }))
  })
  const said = new Promise<string>(resolve => {
    heard = () => {
      const url = out.match(/Afterword is at (http\S+)/)?.[1]
      if (url) resolve(url)
    }
  })
  return {
    child,
    ended,
    url: () =>
      Promise.race([
        said,
        ended.then(({ code, signal }) => {
          throw new Error(`ended with ${code ?? signal}: ${out}${err}`)
        }),
      ]),
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}
