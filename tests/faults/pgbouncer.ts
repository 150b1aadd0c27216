import { spawn } from 'node:child_process'
import { chownSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { atTheEnd, freePort, temporaryFolder } from '../../bench/processes.ts'
import { userOfPostgres } from './cluster.ts'
import { withDatabase } from './tables.ts'
import type { Place } from './place.ts'

/** Where PgBouncer is: on PATH, else where Debian keeps it; null where it is not installed. */
export function findPgBouncer(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':').filter(Boolean), '/usr/sbin']
  return folders.map(folder => join(folder, 'pgbouncer')).find(path => existsSync(path)) ?? null
}

/**
 * Stands a PgBouncer in transaction mode before the Postgres of a blog, for the users that this one has now; returns
 * the address of the blog's database by way of it. It is stopped at the end.
 */
export async function startPgBouncer(program: string, place: Place): Promise<string> {
  const direct = new URL(place.env['DATABASE_URL'] ?? '')
  const users = await withDatabase(place, ask => ask('select rolname from pg_roles where rolcanlogin'))
  const folder = temporaryFolder()
  const port = await freePort()
  const configuration = `
[databases]
* = host=${direct.hostname} port=${direct.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
max_client_conn = 200
`
  writeFileSync(join(folder, 'users'), users.rows.map(({ rolname }) => `"${String(rolname)}" ""\n`).join(''))
  writeFileSync(join(folder, 'pgbouncer.ini'), configuration)
  const user = userOfPostgres()
  if (user.uid !== undefined)
    for (const path of [folder, join(folder, 'users'), join(folder, 'pgbouncer.ini')])
      chownSync(path, user.uid, user.gid)
  const child = spawn(program, [join(folder, 'pgbouncer.ini')], { ...user, cwd: folder, stdio: 'ignore' })
  atTheEnd(async () => void child.kill('SIGKILL'))
  const pooled = Object.assign(new URL(direct), { port: String(port) }).href
  while (!(await answers(pooled))) {
    if (child.exitCode !== null) throw new Error('PgBouncer ended before it answered')
    await wait(20)
  }
  return pooled
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
