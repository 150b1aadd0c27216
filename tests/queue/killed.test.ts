import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { testSecret } from '../support/keys.ts'
import { killJobs } from '../support/kill-jobs.ts'

test('every cause has its effect, and none without a cause, however often a process is killed at work', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-jobs-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const env = {
    SECRET_KEY: testSecret,
    DATA_DIR: folder,
    ...(engine === 'postgres' ? { DATABASE_URL: await makePostgresDatabase('jobs') } : {}),
  }
  const { causes, effects } = await killJobs(env, 3, () => Math.random() * 200, true)
  expect(effects).toBe(causes)
  expect(causes).toBeGreaterThan(3)
})
