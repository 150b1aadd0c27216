import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readyBlog } from '../support/ready-blog.ts'
import { hostsTools } from '../cli/process.ts'

const root = join(import.meta.dirname, '..', '..')
const execute = promisify(execFile)
const { folder, run } = hostsTools()

/** The files of the page, by the name that it gives them. */
async function unitsOf(page: string): Promise<Record<string, string>> {
  const text = await readFile(join(root, page), 'utf8')
  const found = text.matchAll(/`\/etc\/systemd\/system\/([\w.-]+)`[\s\S]*?```ini\n([\s\S]*?)```/g)
  return Object.fromEntries([...found].map(([, name, unit]) => [name, unit]))
}

test('each unit that runs a command of ours has the variables that the service has', async () => {
  const units = await unitsOf('docs/systemd.md')
  expect(Object.keys(units)).toEqual([
    'afterword.service',
    'afterword-backup.service',
    'afterword-backup.timer',
  ])
  for (const unit of Object.values(units).filter(unit => unit.includes('ExecStart=')))
    expect(unit).toContain('EnvironmentFile=/etc/afterword/env')
})

test('the nightly backup of the page writes one, named by the day of the week', async () => {
  const { 'afterword-backup.service': unit = '' } = await unitsOf('docs/systemd.md')
  const at = folder()
  const env = await readyBlog(join(at, 'data'), `systemd${process.pid}`)
  expect(await run(env, 'migrate')).toMatchObject({ code: 0 })
  // As systemd reads it: two signs are one.
  const command = /^ExecStart=\/bin\/sh -c '(.*)'$/m
    .exec(unit)?.[1]
    ?.replaceAll('%%', '%')
    .replaceAll('$$', '$')
    .replaceAll('/backups/', `${at}/`)
  await execute('/bin/sh', ['-c', command ?? 'exit 1'], { cwd: root, env: { ...env, PATH: '/usr/bin:/bin' } })
  const day = new Date().getDay() || 7
  expect(
    [day, (day % 7) + 1, ((day + 5) % 7) + 1].some(each => existsSync(join(at, `blog-${each}.backup`))),
  ).toBe(true)
})
