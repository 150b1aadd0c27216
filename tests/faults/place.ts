import { join } from 'node:path'
import { temporaryFolder } from '../../bench/processes.ts'
import type { Cluster } from './cluster.ts'
import { runCommand } from './server.ts'

/** Where a blog is kept, and what a process has to know to serve it. */
export interface Place {
  engine: 'Postgres' | 'PGlite'
  env: Record<string, string>
}

const secret = 'a secret of forty characters, for faults.'

/** A new blog: on a database of the cluster, or where there is none on a PGlite in `folder`. */
export async function newPlace(cluster: Cluster | null, folder = temporaryFolder()): Promise<Place> {
  const env = { SECRET_KEY: secret, TRUSTED_PROXIES: '127.0.0.1', DATA_DIR: join(folder, 'data') }
  return cluster
    ? { engine: 'Postgres', env: { ...env, DATABASE_URL: await cluster.makeDatabase() } }
    : { engine: 'PGlite', env }
}

/** Opens the gates of a blog that is not being served: comments show at once, and nobody is too fast. */
export async function openGates(place: Place): Promise<void> {
  const commands = [
    ['migrate'],
    ['settings', 'set', 'trust_after', '0'],
    ['settings', 'set', 'comments_per_minute', '10000'],
  ]
  for (const command of commands) {
    const { code, err } = await runCommand(place, ...command)
    if (code !== 0) throw new Error(`${command.join(' ')}: ${err}`)
  }
}
