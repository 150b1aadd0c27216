import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readableLine } from './log-lines.ts'

/**
 * Serves the blog of this folder, and serves it anew whenever a file of the program changes: npm run dev.
 * The compiler goes on watching, so that a change is there in less than a second.
 */
const root = join(import.meta.dirname, '..')
const built = join(root, '.dev')
const require = createRequire(import.meta.url)

const compiler = spawn(
  process.execPath,
  [
    join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc'),
    ...[
      '--project',
      'tsconfig.build.json',
      '--outDir',
      built,
      '--tsBuildInfoFile',
      join(built, '.tsbuildinfo'),
    ],
    ...['--sourceMap', '--inlineSources', '--watch', '--preserveWatchOutput'],
  ],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
)

let server: ChildProcess | null = null
let changedAt = performance.now()
let isFirst = true
let starting = Promise.resolve()

createInterface({ input: compiler.stdout }).on('line', line => {
  if (/Starting (?:incremental )?compilation/.test(line)) changedAt = performance.now()
  else if (/Found 0 errors/.test(line)) serveAnew()
  else if (line.trim() !== '') console.log(line)
})
for (const folder of ['public', 'demo'])
  watch(join(root, folder), { recursive: true }, () => {
    changedAt = performance.now()
    serveAnew()
  })

let soon: NodeJS.Timeout | undefined

/** An editor writes a file in several steps. */
function serveAnew(): void {
  clearTimeout(soon)
  soon = setTimeout(() => {
    starting = starting.then(restart)
  }, 20)
}

async function restart(): Promise<void> {
  if (server) await end(server)
  const child = spawn(
    process.execPath,
    [
      ...['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
      ...['--import', join(import.meta.dirname, 'show-errors.ts')],
      ...[join(built, 'src', 'main.js'), 'serve'],
    ],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: join(built, 'cache') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  server = child
  const lines = createInterface({ input: child.stdout })
  const isThere = new Promise<void>(resolve => {
    lines.on('line', line => {
      if (line.includes('"process":"started"')) resolve()
      // Where it is has been said once.
      if (isFirst || line.startsWith('{')) console.log(readableLine(line))
    })
  })
  await Promise.race([isThere, once(child, 'exit')])
  isFirst = false
  if (child.exitCode === null)
    console.log(`there again after ${Math.round(performance.now() - changedAt)} ms`)
  else console.log('It ended: change a file to start it anew.')
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
    if (server) await end(server)
    process.exit(0)
  })
