import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { measureComments } from './comments.ts'
import { type Engine, pgliteEngine, postgresEngine } from './engines.ts'
import { measurePages } from './pages.ts'
import { cleanUpAll } from './processes.ts'
import { measureThreads } from './threads.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const { quick, only } = values
const parts: Record<string, (engine: Engine) => Promise<void>> = {
  pages: engine => measurePages(engine, quick ? 1 : 5, quick ? 2 : 5),
  comments: engine => measureComments(engine, quick ? 1 : 5, quick ? 2 : 5),
  threads: engine => measureThreads(engine, quick ? 20 : 200),
}
const chosen = Object.entries(parts).filter(([name]) => only === undefined || only === name)
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}.`)

const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)

console.log(`Node ${process.versions.node}; client and servers share this machine.`)
try {
  for (const [, measure] of chosen) {
    // Each part on databases of its own: what one has written does not weigh on the next.
    const postgres = await postgresEngine()
    if (postgres) await measure(postgres)
    else console.log('No Postgres answers: measured on PGlite alone. BENCH_DATABASE_URL names another.')
    await measure(await pgliteEngine())
  }
} finally {
  await cleanUpAll()
}
