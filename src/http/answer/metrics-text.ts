import { Counter, Gauge, Registry } from 'prom-client'
import { isUnavailable } from '../../db/unavailable.ts'
import { countByStatus } from '../../moderation/counts.ts'
import { countJobs } from '../../queue/overview.ts'
import type { Services } from '../context.ts'
import type { Meters } from '../server/meters.ts'

/** Writes down what is counted as Prometheus reads it, and returns that with its media type. */
export async function writeMetrics(
  services: Services,
  meters: Meters,
): Promise<{ type: string; text: string }> {
  const registry = new Registry()
  writeOwn(registry, services, meters)
  await writeShared(registry, services)
  return { type: registry.contentType, text: await registry.metrics() }
}

/** What this very process has counted. Several behind one port answer in turn: each has series of its own. */
function writeOwn(registry: Registry, services: Services, meters: Meters): void {
  const { answers, shared, judged, lateness } = meters.read()
  const own = { process: String(process.pid) }
  const counter = (name: string, help: string, label: string) => {
    const made = new Counter({ name, help, labelNames: ['process', label], registers: [registry] })
    return (value: string | number, count: number) => made.inc({ ...own, [label]: String(value) }, count)
  }
  const gauge = (name: string, help: string, label: string) => {
    const made = new Gauge({ name, help, labelNames: ['process', label], registers: [registry] })
    return (value: string, count: number) => made.set({ ...own, [label]: value }, count)
  }
  const answered = counter('afterword_http_answers_total', 'Answers by status.', 'status')
  for (const [status, count] of answers) answered(status, count)
  const pages = counter(
    'afterword_shared_answers_total',
    'Answers that are the same for everyone: kept already (hit) or made (miss).',
    'kept',
  )
  for (const how of ['hit', 'miss'] as const) pages(how, shared[how])
  const comments = counter(
    'afterword_comments_judged_total',
    'Comments that came, by what was made of them.',
    'verdict',
  )
  for (const [verdict, count] of judged) comments(verdict, count)
  const late = gauge(
    'afterword_event_loop_lateness_seconds',
    'How late the event loop was since this was last read.',
    'value',
  )
  for (const value of ['mean', 'p99', 'max'] as const) late(value, lateness[value])
  const connections = gauge(
    'afterword_database_connections',
    'Connections to the database that are busy or idle, and queries that wait for one.',
    'state',
  )
  const { totalCount, idleCount, waitingCount } = services.pool
  connections('busy', totalCount - idleCount)
  connections('idle', idleCount)
  connections('waiting', waitingCount)
  const memory = gauge('afterword_memory_bytes', 'Memory of the process.', 'kind')
  memory('resident', process.memoryUsage.rss())
}

/** What all processes share: how the database is, and what is in it. */
async function writeShared(registry: Registry, { db, circuit }: Services): Promise<void> {
  const up = new Gauge({
    ...{ name: 'afterword_database_up', help: 'Whether the database answers.', registers: [registry] },
  })
  const found = circuit.isAway() ? null : await readShared(db)
  up.set(found ? 1 : 0)
  if (!found) return
  const jobs = new Gauge({
    name: 'afterword_jobs',
    help: 'Jobs by state.',
    ...{ labelNames: ['state'], registers: [registry] },
  })
  for (const state of ['waiting', 'running', 'failed'] as const) jobs.set({ state }, found.jobs[state])
  const comments = new Gauge({
    name: 'afterword_comments',
    help: 'Comments by state.',
    ...{ labelNames: ['state'], registers: [registry] },
  })
  for (const [state, count] of Object.entries(found.comments)) comments.set({ state }, count)
}

async function readShared(db: Services['db']) {
  try {
    return { jobs: await countJobs(db), comments: await countByStatus(db, null) }
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return null
  }
}
