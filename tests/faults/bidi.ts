import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { atTheEnd, temporaryFolder } from '../../bench/processes.ts'

/** What of WebDriver BiDi's results is looked at. */
interface Result {
  context?: string
  nodes?: { sharedId: string }[]
  contexts?: { url: string }[]
}

interface Reply {
  id?: number
  type: string
  message?: string
  result?: Result
}

/** A Firefox that is told what to do (WebDriver BiDi, W3C). */
export interface Firefox {
  ask: (method: string, params?: Record<string, unknown>) => Promise<Result>
  stop: () => void
}

/** Where Firefox is on PATH, as Debian calls it too; null where there is none. */
export function findFirefox(): string | null {
  const folders = (process.env['PATH'] ?? '').split(':').filter(Boolean)
  const paths = ['firefox-esr', 'firefox'].flatMap(name => folders.map(folder => join(folder, name)))
  return paths.find(path => existsSync(path)) ?? null
}

/** Starts one with a profile of its own, in which pages run scripts or don't. */
export async function startFirefox(program: string, runsScripts: boolean): Promise<Firefox> {
  const profile = temporaryFolder()
  writeFileSync(join(profile, 'user.js'), `user_pref("javascript.enabled", ${runsScripts});\n`)
  const child = spawn(
    program,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } },
  )
  atTheEnd(async () => void child.kill('SIGKILL'))
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, found] = said.match(/WebDriver BiDi listening on (ws:\S+)/) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`Firefox ended before it listened: ${said}`)))
  })
  const socket = new WebSocket(`${address}/session`)
  await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply: Reply = JSON.parse(String(data))
    waiting.get(reply.id ?? 0)?.(reply)
    waiting.delete(reply.id ?? 0)
  })

  let last = 0
  async function ask(method: string, params: Record<string, unknown> = {}): Promise<Result> {
    const id = ++last
    const replied = new Promise<Reply>(resolve => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { type, message = '', result = {} } = await replied
    if (type === 'error') throw new Error(`${method}: ${message}`)
    return result
  }

  await ask('session.new', { capabilities: {} })
  return {
    ask,
    stop() {
      socket.close()
      child.kill('SIGKILL')
    },
  }
}
