import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { announce } from '../../src/cli/announce.ts'
import { readConfig } from '../../src/config.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { engine } from '../support/database.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { hostsTools } from './process.ts'

const { folder, start, run } = hostsTools()

/** Over a connection of its own, which is led to the next process. */
const pageAt = async (url: string) => (await fetch(url, { headers: { connection: 'close' } })).text()

/** The processes that one has started, in Linux's own words. */
const childrenOf = (pid: number | undefined) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

async function served() {
  const env = await readyBlog(join(folder(), 'data'), `workers${process.pid}`)
  const server = start({ ...env, WEB_WORKERS: '2', LOG_LEVEL: 'info' }, 'serve')
  let log = ''
  server.child.stdout?.on('data', (text: string) => (log += text))
  const url = await server.url()
  const logged = async (pattern: RegExp) => {
    while (!pattern.test(log)) await once(server.child.stdout ?? server.child, 'data')
  }
  return { env, server, url, logged }
}

test('a start says that PGlite has one process, and names the folder of files and whether it is away', async () => {
  const lines: string[] = []
  const texts = await commandTexts('en')
  const problems: string[] = []
  const output = {
    line: (text: string) => void lines.push(text),
    problem: (text: string) => void problems.push(text),
    texts,
  }
  const config = readConfig({ WEB_WORKERS: '2', DATA_DIR: '/srv/blog', MEDIA_DIR: '/srv/media' })
  const site = { url: 'http://localhost:3000', firstLink: null }
  announce({ ...site, media: { isAway: true, isUsed: true } }, config, output)
  expect(lines).toContain(
    '  WEB_WORKERS asks for more processes than one, which needs a Postgres: one serves.',
  )
  expect(lines).toContain('  Media: /srv/media')
  expect(problems).toEqual([expect.stringContaining('in a folder that is not there now')])
  expect(lines.join()).not.toContain('Nothing is in it yet')
  announce({ ...site, media: { isAway: false, isUsed: false } }, config, output)
  expect(lines.join()).toContain('Nothing is in it yet')
})

test.each(engine === 'postgres' ? (['behind one port'] as const) : [])(
  'two processes answer %s, one that dies is replaced, and a stop cuts no answer',
  async () => {
    const { env, server, url, logged } = await served()
    for (const _ of ['one', 'the other']) expect(await pageAt(`${url}/welcome`)).toContain('<h1')
    await logged(/"worker":1,"request"/)
    await logged(/"worker":2,"request"/)

    expect(await run(env, 'settings', 'set', 'title', 'The Kettle')).toMatchObject({ code: 0 })
    for (const _ of ['one', 'the other']) expect(await pageAt(url)).toContain('The Kettle')

    const [first = 0, second] = childrenOf(server.child.pid)
    process.kill(first, 'SIGKILL')
    await logged(/"worker":\d,"process":"died","code":null,"signal":"SIGKILL"/)
    for (const _ of ['the one', 'that is left']) expect(await pageAt(url)).toContain('The Kettle')
    await logged(/"worker":\d,"process":"replaced"/)
    expect(childrenOf(server.child.pid)).toEqual([second, expect.any(Number)])
    for (const _ of ['one', 'the other']) expect(await pageAt(url)).toContain('The Kettle')

    const asked = ['one', 'the other'].map(() => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', expect: '100-continue' }
      return request(`${url}/preferences`, { method: 'POST', headers: { origin: url, ...headers } })
    })
    for (const each of asked) {
      each.flushHeaders()
      await once(each, 'continue') // a process has begun to answer, and waits for the body
    }
    server.child.kill('SIGTERM')
    await logged(/"process":"stopping"/)
    const answers = asked.map(async each => {
      each.end('language=en&theme=dark&return=/')
      const [answer] = await once(each, 'response')
      answer.resume()
      return answer.statusCode
    })
    expect(await Promise.all(answers)).toEqual([303, 303])
    const { code, out, err } = await server.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/"process":"stopped","cut":0/)
    expect(out.match(/\/invitations\//g)).toHaveLength(1)
  },
)
