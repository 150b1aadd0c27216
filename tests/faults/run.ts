import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { cleanUpAll } from '../../bench/processes.ts'
import { printTable } from '../../bench/stats.ts'
import { frozen, gone } from './away.ts'
import { clicks } from './clicks.ts'
import { clock } from './clock.ts'
import { type Cluster, findPostgres, startCluster } from './cluster.ts'
import { crashed } from './crashed.ts'
import { full } from './disk.ts'
import { type Finding, finding } from './findings.ts'
import { backedUp, imported } from './imported.ts'
import { jobs } from './jobs.ts'
import { killed } from './killed.ts'
import { foreign, second } from './other-process.ts'
import { newPlace } from './place.ts'
import { pooled } from './pooled.ts'
import { queries } from './queries.ts'
import { rolling } from './rolling.ts'
import type { Scenario } from './scenario.ts'
import { stopped } from './stopped.ts'
import { writing } from './writing.ts'

const scenarios: Record<string, Scenario> = {
  killed: { on: 'both', rounds: 20, run: killed },
  crashed: { on: 'Postgres', rounds: 10, run: crashed },
  frozen: { on: 'Postgres', rounds: 1, run: frozen },
  gone: { on: 'Postgres', rounds: 1, run: gone },
  jobs: { on: 'both', rounds: 20, run: jobs },
  stopped: { on: 'both', rounds: 20, run: stopped },
  rolling: { on: 'Postgres', rounds: 5, run: rolling },
  pooled: { on: 'Postgres', rounds: 1, run: pooled },
  disk: { on: 'both', rounds: 2, run: full },
  second: { on: 'both', rounds: 1, run: second },
  key: { on: 'both', rounds: 1, run: foreign },
  clock: { on: 'both', rounds: 1, run: clock },
  clicks: { on: 'both', rounds: 1, run: clicks },
  import: { on: 'both', rounds: 20, run: imported },
  backup: { on: 'both', rounds: 20, run: backedUp },
  writing: { on: 'both', rounds: 50, run: writing },
  queries: { on: 'both', rounds: 1, run: queries },
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    on: { type: 'string' },
    rounds: { type: 'string' },
    seed: { type: 'string' },
    // Processes that answer, on Postgres
    workers: { type: 'string' },
  },
})
const seed = Number(values.seed ?? randomInt(2 ** 31))
const chosen = Object.entries(scenarios).filter(([name]) => values.only === undefined || values.only === name)
const engines = (['Postgres', 'PGlite'] as const).filter(
  name => values.on === undefined || values.on === name,
)
if (engines.length === 0) throw new Error('--on is Postgres or PGlite.')
if (chosen.length === 0) throw new Error(`--only is one of ${Object.keys(scenarios).join(', ')}.`)

const built = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)

const findings: Finding[] = []
try {
  const bin = findPostgres()
  const cluster = bin === null ? null : await startCluster(bin)
  console.log(
    `Node ${process.versions.node}, ${cluster?.version ?? 'no Postgres'}, ${availableParallelism()} cores, --seed ${seed}`,
  )
  if (bin === null)
    console.log(
      'Postgres’s programs (initdb, pg_ctl, postgres) were not found: PGlite alone is tried. PG_BIN names their folder.',
    )
  for (const [name, scenario] of chosen) {
    for (const engine of engines) {
      if (engine === 'PGlite' && scenario.on === 'Postgres') continue
      if (engine === 'Postgres' && (!cluster || !bin)) continue
      findings.push(await tryScenario(name, scenario, engine, cluster, bin))
    }
  }
} finally {
  await cleanUpAll()
}

printTable(
  'What was tried, and what came of it',
  findings.map(({ failures, ...row }) => ({ ...row, met: failures.length === 0 ? 'yes' : 'no' })),
)
for (const { scenario, on, failures } of findings)
  for (const failure of failures) console.log(`\n${scenario}, ${on}: ${failure}`)
process.exitCode = findings.some(({ failures }) => failures.length > 0) ? 1 : 0

async function tryScenario(
  name: string,
  scenario: Scenario,
  engine: 'Postgres' | 'PGlite',
  cluster: Cluster | null,
  bin: string | null,
): Promise<Finding> {
  const begun = performance.now()
  const run = {
    engine,
    rounds: Number(values.rounds ?? scenario.rounds),
    random: series(seed),
    place: async (folder?: string) => {
      const place = await newPlace(engine === 'Postgres' ? cluster : null, folder)
      const env = { ...place.env, WEB_WORKERS: values.workers ?? '1' }
      return { ...place, env }
    },
  }
  // What breaks a scenario is a finding too; the others are still tried.
  const found = await carryOut().catch((error: unknown) =>
    finding(name, engine, 0, 'broken off', [error instanceof Error ? `${error.stack}` : String(error)]),
  )
  const seconds = Math.round((performance.now() - begun) / 1_000)
  console.log(
    `${found.failures.length === 0 ? 'met' : 'NOT MET'}  ${name}, ${engine}: ${found.figures} (${seconds} s)`,
  )
  return found

  async function carryOut(): Promise<Finding> {
    if (engine === 'Postgres' && cluster && bin) return scenario.run({ ...run, cluster, bin })
    if (scenario.on === 'both') return scenario.run(run)
    throw new Error(`${name} is about Postgres`)
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function series(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
