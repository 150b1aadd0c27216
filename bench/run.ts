import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { measureApprovals } from './approvals.ts'
import { measureArchive } from './archive.ts'
import { measureComments } from './comments.ts'
import { measureDesk } from './desk.ts'
import { measureDecisions } from './decisions.ts'
import { type Engine, pgliteEngine, postgresEngine } from './engines.ts'
import { measureHostile } from './hostile.ts'
import { measurePages } from './pages.ts'
import { cleanUpAll } from './processes.ts'
import { measureQueue } from './queue.ts'
import { measureSpam, replaySpam } from './spam.ts'
import { measureRoles } from './roles.ts'
import { measureSoak } from './soak.ts'
import { measureSearch } from './search.ts'
import { measureThreads } from './threads.ts'
import { measureLarge, measureTransfer } from './transfer.ts'
import { measureUpgrade } from './upgrade.ts'
import { measureUpload } from './upload.ts'
import { measureWriting } from './writing.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    // a CSV of comments, for `spam`: text, label, name, website, time
    set: { type: 'string' },
    // how long `soak` goes on; it is done when it is named, for it takes an hour
    minutes: { type: 'string', default: '60' },
    on: { type: 'string' },
    // processes that answer, on Postgres
    workers: { type: 'string', default: '1' },
  },
})
const { quick, only, set, on, workers } = values
const minutes = Number(values.minutes)
const rounds = quick ? 1 : 5
const seconds = quick ? 1 : 2
const parts: Record<string, (engine: Engine) => Promise<void>> = {
  pages: engine => measurePages(engine, rounds, seconds, [50, 1_000]),
  approvals: engine => measureApprovals(engine, quick ? 1 : 3, quick ? 5 : 15),
  comments: engine => measureComments(engine, rounds, seconds),
  threads: engine => measureThreads(engine, quick ? 5 : 100, quick ? [100, 10_000] : [100, 10_000, 100_000]),
  roles: engine => measureRoles(engine, quick ? 20 : 500),
  decisions: engine => measureDecisions(engine, quick ? 15 : 210),
  queue: engine => measureQueue(engine, quick ? 20_000 : 1_000_000, quick ? 3 : 200),
  hostile: engine => measureHostile(engine, rounds, seconds),
  search: engine =>
    measureSearch(engine, quick ? 5 : 100, quick ? { posts: 100, comments: 10_000 } : manyOf(engine)),
  spam: engine => measureSpam(engine, quick ? 200 : 5_000, quick ? 30 : 300),
  desk: engine => measureDesk(engine, quick ? 500 : 5_000),
  soak: engine => measureSoak(engine, minutes),
  writing: engine => measureWriting(engine, quick ? 10 : 200, quick ? 100 : 10_000),
  upload: engine => measureUpload(engine, quick ? 2 : 20),
  archive: engine => measureArchive(engine, quick ? 10_000 : 1_000_000),
  upgrade: engine => measureUpgrade(engine, quick ? 10_000 : 1_000_000, quick ? 5 : 120),
  large: engine => measureLarge(engine, quick ? 20 : 500),
  transfer: engine => measureTransfer(engine, quick ? [1_000, 3_000] : [10_000, 100_000]),
}
/** On PGlite as many as a blog that has it may have: a million would take it an hour to write. */
const manyOf = ({ name }: Engine) =>
  name === 'PGlite' ? { posts: 1_000, comments: 50_000 } : { posts: 10_000, comments: 1_000_000 }

/** What is done when it is named. */
const named = ['soak', 'desk', 'large', 'upgrade']
const chosen = Object.entries(parts).filter(([name]) =>
  only === undefined ? !named.includes(name) : name === only,
)
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(parts).join(', ')}.`)

const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)

console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, which clients and servers share.`,
)
if (chosen.some(([name]) => name === 'spam')) replaySpam(quick ? 400 : 3_000, set)
try {
  for (const [, measure] of chosen) {
    // Each part on databases of its own: what one has written does not weigh on the next.
    const postgres = on === 'PGlite' ? null : await postgresEngine(workers)
    if (postgres) await measure(postgres)
    else if (on !== 'PGlite')
      console.log('No Postgres answers: measured on PGlite alone. BENCH_DATABASE_URL names another.')
    if (on !== 'Postgres') await measure(await pgliteEngine())
  }
} finally {
  await cleanUpAll()
}
