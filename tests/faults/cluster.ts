import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { atTheEnd, freePort, temporaryFolder } from '../../bench/processes.ts'

/** A Postgres of the test's own, whose processes may be killed, stopped and frozen. */
export interface Cluster {
  version: string
  /** Makes an empty database that the blog's own role owns; returns its address. */
  makeDatabase(): Promise<string>
  start(): Promise<void>
  isRunning(): boolean
  /** `pg_ctl stop -m MODE`: `immediate` is a crash, `fast` cuts all connections in good order. */
  stop(mode: 'immediate' | 'fast'): void
  /** SIGSTOP to each of its processes. */
  freeze(): void
  thaw(): void
}

/** Where Postgres's programs are: PG_BIN, else on PATH, else where Debian keeps them; null where there are none. */
export function findPostgres(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const given = process.env['PG_BIN']
  const places = given
    ? [given]
    : [
        ...(process.env['PATH'] ?? '').split(':').filter(Boolean),
        ...versions.map(version => join(debian, version, 'bin')),
      ]
  return (
    places.find(place => ['initdb', 'pg_ctl', 'postgres'].every(name => existsSync(join(place, name)))) ??
    null
  )
}

/** Neither Postgres nor PgBouncer runs as root: then they run as the user `postgres`, else as `nobody`. */
export function userOfPostgres(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const ids = ['postgres', 'nobody'].map(name =>
    Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout),
  )
  const uid = ids.find(id => id > 0) ?? 65_534
  return {
    uid,
    gid: uid === 65_534 ? 65_534 : Number(spawnSync('id', ['-g', String(uid)], { encoding: 'utf8' }).stdout),
  }
}

/** Makes and starts a cluster with its data in `folder`; it is stopped at the end. */
export async function startCluster(bin: string, folder = temporaryFolder()): Promise<Cluster> {
  const user = userOfPostgres()
  const data = join(folder, 'postgres')
  mkdirSync(data, { mode: 0o700 })
  if (user.uid !== undefined) for (const path of [folder, data]) chownSync(path, user.uid, user.gid)
  const run = (program: string, ...args: string[]) => {
    const { status, stderr } = spawnSync(join(bin, program), args, { ...user, encoding: 'utf8', cwd: folder })
    return { status, stderr }
  }
  const made = run(
    'initdb',
    '--pgdata',
    data,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-locale',
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)

  const port = await freePort()
  const address = (database: string, role: string) => `postgres://${role}@127.0.0.1:${port}/${database}`
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_wal_size: '64MB',
    min_wal_size: '32MB',
  }
  let postmaster = 0
  let isRunning = false
  let databases = 0

  const start = async () => {
    const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    })
    postmaster = child.pid ?? 0
    isRunning = true
    child.once('exit', () => (isRunning = false))
    while (!(await query(address('postgres', 'postgres'), 'select 1'))) {
      if (child.exitCode !== null) throw new Error('Postgres ended before it answered')
      await wait(20)
    }
  }
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [postmaster, ...childrenOf(postmaster)]) sendTo(pid, name)
  }
  const stop = (mode: 'immediate' | 'fast') =>
    void run('pg_ctl', 'stop', '-D', data, '-m', mode, '-w', '-t', '30')
  atTheEnd(async () => {
    signal('SIGCONT')
    stop('immediate')
  })
  await start()
  await query(address('postgres', 'postgres'), 'create role afterword login createrole')
  return {
    version: spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim(),
    async makeDatabase() {
      const name = `blog${++databases}`
      await query(address('postgres', 'postgres'), `create database ${name} owner afterword`)
      return address(name, 'afterword')
    },
    start,
    isRunning: () => isRunning,
    stop,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  }
}

/** False where nobody answers. */
async function query(url: string, statement: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch {
    return false
  }
  try {
    await client.query(statement)
    return true
  } finally {
    await client.end()
  }
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))
}

/** It may have ended since it was listed. */
function sendTo(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
