import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A Postgres of one test: its port on 127.0.0.1, and the folder of its socket. */
export interface Cluster {
  port: number
  socket: string
  /** Where its programs are. */
  bin: string
}

/** The folder of the programs that make a cluster, the newest there is; null where none is installed. */
export function postgresPrograms(): string | null {
  const places = ['/usr/lib/postgresql', '/usr/local/lib/postgresql', '/opt/homebrew/opt']
  const folders = places
    .filter(place => existsSync(place))
    .flatMap(place => readdirSync(place).map(name => join(place, name, 'bin')))
    .filter(folder => existsSync(join(folder, 'initdb')))
    .sort()
  return folders.at(-1) ?? null
}

/**
 * Makes a cluster as the image of Postgres does, until the test ends: its superuser `postgres` has a password, which the
 * socket does not ask for and the network does.
 */
export async function makeCluster(bin: string, password: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-cluster-'))
  // Postgres does not run as root; who may say so makes it another's.
  const nobody = 65_534
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if ('uid' in user) chownSync(folder, nobody, nobody)
  const data = join(folder, 'data')
  const port = await freePort()
  const act = (program: string, args: string[]) =>
    execFileSync(join(bin, program), args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  writeFileSync(join(folder, 'password'), `${password}\n`)

  onTestFinished(() => {
    if (existsSync(join(data, 'postmaster.pid'))) act('pg_ctl', ['stop', '-D', data, '-m', 'immediate'])
    rmSync(folder, { recursive: true })
  })
  act('initdb', [
    ...['-D', data, '-U', 'postgres', '--no-sync', `--pwfile=${join(folder, 'password')}`],
    ...['--auth-local=trust', '--auth-host=scram-sha-256'],
  ])
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  act('pg_ctl', ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', options])
  return { port, socket: folder, bin }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
