import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { killJobs } from '../support/kill-jobs.ts'
import { readyBlog } from '../support/ready-blog.ts'

test('every cause has its effect, and none without a cause, however often a process is killed at work', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-jobs-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const env = await readyBlog(folder, 'jobs')
  const { causes, effects } = await killJobs(env, 3, () => Math.random() * 200, true)
  expect(effects).toBe(causes)
  expect(causes).toBeGreaterThan(3)
})
