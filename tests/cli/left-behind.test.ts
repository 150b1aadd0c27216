import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { inFolder, sweepFolders } from '../../src/media/temporary.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { hostsTools } from './process.ts'

const { folder, start } = hostsTools()
const built = join(import.meta.dirname, '..', '..', 'dist', 'src', 'media', 'temporary.js')

/** A process that is at work on what somebody moves in. */
async function beginWork(temporary: string) {
  const script = `
    import { writeFileSync } from 'node:fs'
    import { inFolder } from ${JSON.stringify(built)}
    setInterval(() => {}, 1000)
    await inFolder(folder => {
      writeFileSync(folder + '/blog.xml', 'mara@example.org')
      process.stdout.write(folder)
      return new Promise(() => {})
    })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  const [path] = await once(child.stdout, 'data')
  return { path: String(path), kill }
}

test('a start removes what killed processes left unpacked, and nothing of those that live', async () => {
  const TMPDIR = folder()
  const [killed, living] = await Promise.all([beginWork(TMPDIR), beginWork(TMPDIR)])
  await killed.kill()
  expect(existsSync(join(killed.path, 'blog.xml'))).toBe(true)

  const env = await readyBlog(folder(), `left${process.pid}`)
  await start({ ...env, TMPDIR }, 'serve').url()
  expect(existsSync(killed.path)).toBe(false)
  expect(existsSync(join(living.path, 'blog.xml'))).toBe(true)
})

test('a process that ends removes what it has unpacked', async () => {
  const TMPDIR = folder()
  const script = `
    import { makeFolder } from ${JSON.stringify(built)}
    process.stdout.write(await makeFolder())`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { TMPDIR },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [[path]] = await Promise.all([once(child.stdout, 'data'), once(child, 'exit')])
  expect(String(path)).toContain('afterword-scratch-')
  expect(readdirSync(TMPDIR)).toEqual([])
})

test('a container finds what one with the same number of process left; another machine has a day', async () => {
  const temporary = folder()
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  await inFolder(async mine => {
    const leave = (name: string, hoursAgo = 0) => {
      const path = join(temporary, name)
      mkdirSync(path)
      writeFileSync(join(path, 'blog.xml'), 'mara@example.org')
      const then = Date.now() / 1000 - hoursAgo * 3600
      utimesSync(path, then, then)
      return path
    }
    const gone = [
      leave(basename(mine).replace(/-\w+$/, '-Before')),
      leave('afterword-scratch-other-1-Before', 25),
    ]
    const kept = [mine, leave('afterword-scratch-other-1-Recent', 23), leave('afterword-backup', 99)]
    await sweepFolders()
    expect(gone.filter(existsSync)).toEqual([])
    expect(kept.filter(existsSync)).toEqual(kept)
  })
})
