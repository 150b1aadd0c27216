import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { keepDatabase } from '../../dev/kept-database.ts'
import { letRun, standBy } from '../../dev/standing-by.ts'
import { readConfig } from '../../src/config.ts'
import { runHere } from '../cli/here.ts'
import { hostsTools } from '../cli/process.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { visitorAt } from '../support/visitor.ts'

const { run } = hostsTools()
const main = join(import.meta.dirname, '..', '..', 'dist', 'src', 'main.js')

async function startedAt({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('it says nothing')
  for await (const line of createInterface({ input: stdout })) {
    const url = line.match(/Afterword is at (http\S+)/)?.[1]
    if (url !== undefined) return url
  }
  throw new Error('it ended')
}

test('a blog that is served anew has the database of the one before, killed or not, which nobody else may open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-kept-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const env = {
    ...(await readyBlog(folder, 'kept')),
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  }
  const database = await keepDatabase(readConfig(env))
  if (!database) throw new Error('nothing is kept')
  const begin = (...args: string[]) => {
    const child = standBy(main, args, env)
    onTestFinished(() => void child.kill('SIGKILL'))
    letRun(child, database)
    return child
  }

  const first = begin('serve')
  const mara = visitorAt(await startedAt(first))
  expect((await mara.get('/')).html).toContain('Afterword')
  expect((await mara.get('/admin')).status).toBe(303)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect((await run(env, 'settings', 'list')).err).toContain('in use')

  const second = begin('serve')
  const url = await startedAt(second)
  // What it is asked beside is answered by it, and heard by what it keeps.
  expect(await run(env, 'settings', 'set', 'title', 'Tea')).toMatchObject({ code: 0, err: '' })
  expect((await visitorAt(url).get('/')).html).toContain('<title>Tea')
  second.kill('SIGTERM')
  expect(await once(second, 'exit')).toEqual([0, null])

  const third = begin('settings', 'list')
  expect(await text(third.stdout ?? Readable.from([]))).toMatch(/title .*Tea/)
  await database.close()
  expect((await runHere(env, 'settings', 'list')).out).toMatch(/title .*Tea/)
})
