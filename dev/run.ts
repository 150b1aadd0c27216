import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { environment, readConfig } from '../src/config.ts'
import { type KeptDatabase, keepDatabase } from './kept-database.ts'
import { readableLine } from './log-lines.ts'
import { letRun, standBy } from './standing-by.ts'
import { transpile, transpileAll } from './transpile.ts'
import { watchFolder } from './watch.ts'

/**
 * Serves the blog of this folder, and serves it anew whenever a file of the program changes: npm run dev.
 * A change is served as it is, at once; the compiler looks at its types meanwhile, and says what is wrong with them.
 */
const root = join(import.meta.dirname, '..')
const built = join(root, '.dev')
const main = join(built, 'src', 'main.js')
const program = ['src', 'views', 'migrations']
// As it was before `.env` was read here: the program reads that anew each time.
const env = { ...process.env, NODE_COMPILE_CACHE: join(built, 'cache') }
process.umask(0o077) // a database that is made here is for this user alone

await transpileAll(root, built, program)

const compiler = spawn(
  process.execPath,
  [
    join(createRequire(import.meta.url).resolve('typescript/package.json'), '..', 'bin', 'tsc'),
    ...['--project', 'tsconfig.build.json', '--tsBuildInfoFile', join(built, '.tsbuildinfo')],
    ...['--noEmit', '--watch', '--preserveWatchOutput'],
  ],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
)
if (compiler.pid !== undefined) setPriority(compiler.pid, 10) // who waits for the page does not wait for it
createInterface({ input: compiler.stdout }).on('line', line => {
  if (line.trim() !== '' && !/Starting (?:incremental )?compilation/.test(line)) console.log(line)
})

let database: KeptDatabase | null = null
let server: ChildProcess | null = null
let next = standBy(main, ['serve'], env)
let changedAt = performance.now()
let isFirst = true
let starting = restart()

for (const folder of program)
  watchFolder(join(root, folder), path => {
    const seenAt = performance.now()
    void transpile(root, built, relative(root, path)).then(isNew => isNew && serveAnew(seenAt), console.error)
  })
for (const folder of ['public', 'demo']) watchFolder(join(root, folder), () => serveAnew(performance.now()))

let soon: NodeJS.Timeout | undefined

/** An editor writes a file in several steps. */
function serveAnew(seenAt: number): void {
  if (soon === undefined) changedAt = seenAt
  clearTimeout(soon)
  soon = setTimeout(() => {
    soon = undefined
    starting = starting.then(restart)
  }, 20)
}

async function restart(): Promise<void> {
  if (server) await end(server)
  const child = next
  server = child
  if (!child.stdout) return
  const lines = createInterface({ input: child.stdout })
  const isThere = new Promise<void>(resolve => {
    lines.on('line', line => {
      if (line.includes('"process":"started"')) resolve()
      // Where it is has been said once.
      if (isFirst || line.startsWith('{')) console.log(readableLine(line))
    })
  })
  database ??= await openDatabase()
  letRun(child, database)
  await Promise.race([isThere, once(child, 'exit')])
  isFirst = false
  if (child.exitCode === null)
    console.log(`there again after ${Math.round(performance.now() - changedAt)} ms`)
  else console.log('It ended: change a file to start it anew.')
  next = standBy(main, ['serve'], env)
}

async function openDatabase(): Promise<KeptDatabase | null> {
  try {
    return await keepDatabase(readConfig(environment()))
  } catch {
    return null // the program meets the same, and says it
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  // What is under way may take a while, and a developer will not wait for it.
  const impatience = setTimeout(() => child.kill('SIGKILL'), 1_500)
  await gone
  clearTimeout(impatience)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    compiler.kill()
    next.kill()
    if (server) await end(server)
    await database?.close()
    process.exit(0)
  })
