import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { type Cluster, makeCluster, postgresPrograms } from '../support/cluster.ts'
import { bringing } from '../support/keys.ts'

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)
const password = 'f00dcafe'
const bin = postgresPrograms()

/** The command that docs/docker.md gives to who ran the compose file before. */
async function upgrade(): Promise<string> {
  const docs = await readFile(join(root, 'docs', 'docker.md'), 'utf8')
  return docs.match(/psql --username=postgres --command='([^']+)'/)?.[1] ?? ''
}

/** Lets the script of the database's container do its work, as the image calls it. */
async function makeOwner({ bin, port, socket }: Cluster): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-owner-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'password')
  await writeFile(file, password)
  await run('sh', [join(root, 'docker', 'make-owner.sh')], {
    env: {
      PATH: `${bin}:${process.env['PATH']}`,
      PGHOST: socket,
      PGPORT: String(port),
      POSTGRES_USER: 'postgres',
      POSTGRES_PASSWORD_FILE: file,
    },
  })
}

async function ask(
  { port }: Cluster,
  user: string,
  query: string,
  { host = '127.0.0.1', database = 'postgres' } = {},
) {
  const client = new pg.Client({ host, port, user, password, database })
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

const major = (bin: string) =>
  Number(execFileSync(join(bin, 'initdb'), ['--version'], { encoding: 'utf8' }).match(/\d+/)?.[0])

test('the script makes one login, gives it no more than its work needs, and leaves the superuser no password', async () => {
  const script = await readFile(join(root, 'docker', 'make-owner.sh'), 'utf8')
  expect(script.match(/^(?:create|alter|grant).*;$/gm)).toEqual([
    "create role afterword login createrole password :'password';",
    'create database afterword owner afterword;',
    'alter role :"USER" password null;',
  ])
  expect(await upgrade()).toBe('alter role postgres password null')
})

// What the image does is done by programs that not every machine has; there the test above is what there is.
// oxlint-disable-next-line vitest/no-conditional-tests
if (bin !== null)
  describe('the database of docker-compose.yml', () => {
    test('is owned by a user that serves the blog and is no superuser, and whose password opens nobody else', async () => {
      const cluster = await makeCluster(bin, password)
      // One that was made before closes the superuser to the blog's password by the command in the docs.
      expect(await ask(cluster, 'postgres', 'select 1 as one')).toEqual([{ one: 1 }])
      await ask(cluster, 'postgres', await upgrade(), { host: cluster.socket })
      await expect(ask(cluster, 'postgres', 'select')).rejects.toMatchObject({ code: '28P01' })
      await ask(cluster, 'postgres', `alter role postgres password '${password}'`, { host: cluster.socket })

      await makeOwner(cluster)
      const url = `postgres://afterword:${password}@127.0.0.1:${cluster.port}/afterword`
      const database = { kind: 'postgres', url, publicUrl: null, listenUrl: null, poolSize: 2 } as const
      const opened = await openDatabase({ database, dataDir: '/nowhere' }, bringing(), 'prepare')
      onTestFinished(() => opened.close())

      const rights =
        'select rolsuper, rolcreatedb, rolreplication, rolbypassrls from pg_roles where rolname = user'
      const none = { rolsuper: false, rolcreatedb: false, rolreplication: false, rolbypassrls: false }
      expect(await ask(cluster, 'afterword', rights)).toEqual([none])
      const own = { database: 'afterword' }
      for (const forbidden of [
        "copy (select 1) to program 'true'",
        "create temporary table t (x text); copy t from program 'id'",
        "select pg_read_file('/etc/passwd')",
        'set role postgres',
        // In Postgres 15 whoever may make roles may also give this one; docs/postgres.md says so.
        ...(major(bin) > 15 ? ['grant pg_execute_server_program to afterword'] : []),
        'alter role afterword superuser',
      ])
        await expect(ask(cluster, 'afterword', forbidden, own)).rejects.toMatchObject({ code: '42501' })
      await expect(ask(cluster, 'postgres', 'select')).rejects.toMatchObject({ code: '28P01' })
      expect(await ask(cluster, 'postgres', 'select 1 as one', { host: cluster.socket })).toEqual([
        { one: 1 },
      ])
    })
  })
