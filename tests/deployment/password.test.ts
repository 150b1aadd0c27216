import { describe, expect, test } from 'vitest'
import pg from 'pg'
import { runHere } from '../cli/here.ts'
import { hostsTools } from '../cli/process.ts'
import { makeCluster, postgresPrograms } from '../support/cluster.ts'

const { folder, run } = hostsTools()
const password = 'f00dcafe'
const bin = postgresPrograms()

// It takes a Postgres that asks for passwords, which not every machine has the programs of.
// oxlint-disable-next-line vitest/no-conditional-tests
if (bin !== null)
  describe('a Postgres that asks for passwords', { timeout: 180_000 }, () => {
    test('refuses a wrong one in a sentence, which names the variable and holds no password', async () => {
      const { port } = await makeCluster(bin, password)
      const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query("create role reader login password 'right'")
      await client.end()
      const env = { DATA_DIR: folder(), SECRET_KEY: 'a secret of at least thirty-two characters' }

      const wrong = `postgres://postgres:swordfish@127.0.0.1:${port}/postgres`
      for (const [give, command] of [
        [run, 'serve'],
        [runHere, 'migrate'],
        [runHere, 'posts'],
      ] as const)
        expect(await give({ ...env, DATABASE_URL: wrong }, command)).toEqual({
          code: 1,
          signal: null,
          out: '',
          err: 'Postgres refuses DATABASE_URL: password authentication failed for user "postgres".\n',
        })

      const reader = `postgres://reader:swordfish@127.0.0.1:${port}/postgres`
      for (const variable of ['DATABASE_PUBLIC_URL', 'DATABASE_LISTEN_URL'])
        expect(
          await run({ ...env, PORT: '0', DATABASE_URL: url, [variable]: reader }, 'serve'),
        ).toMatchObject({
          code: 1,
          err: `Postgres refuses ${variable}: password authentication failed for user "reader".\n`,
        })
    })
  })
