import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { measureArchive } from './archive.ts'
import { measureComments } from './comments.ts'
import { measureDecisions } from './decisions.ts'
import { type Engine, pgliteEngine, postgresEngine } from './engines.ts'
import { measurePages } from './pages.ts'
import { cleanUpAll } from './processes.ts'
import { measureQueue } from './queue.ts'
import { measureRoles } from './roles.ts'
import { measureThreads } from './threads.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const { quick, only } = values
const rounds = quick ? 1 : 5
const seconds = quick ? 1 : 2
const parts: Record<string, (engine: Engine) => Promise<void>> = {
  pages: engine => measurePages(engine, rounds, seconds, quick ? [1_000] : [50, 1_000]),
  comments: engine => measureComments(engine, rounds, seconds),
  threads: engine => measureThreads(engine, quick ? 5 : 100, quick ? [100, 10_000] : [100, 10_000, 100_000]),
  roles: engine => measureRoles(engine, quick ? 20 : 500),
  decisions: engine => measureDecisions(engine, quick ? 15 : 210),
  queue: engine => measureQueue(engine, quick ? 20_000 : 1_000_000, quick ? 3 : 200),
  archive: engine => measureArchive(engine, quick ? 10_000 : 1_000_000),
}
const chosen = Object.entries(parts).filter(([name]) => only === undefined || only === name)
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}.`)

const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)

console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, which clients and servers share.`,
)
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
