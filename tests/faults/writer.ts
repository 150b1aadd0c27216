import { spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { atTheEnd, temporaryFolder } from '../../bench/processes.ts'
import { launchChromiumIn } from '../support/chromium.ts'

/** Somebody who writes in a real browser that may be killed. */
export interface BrowserWriter {
  page: Page
  context: BrowserContext
  /** SIGKILL to each process of the browser; a new one is there after `restart`. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Starts a browser that is signed in by a cookie. */
export async function startWriter(url: string, session: string): Promise<BrowserWriter> {
  const folder = temporaryFolder()
  const [name = '', value = ''] = session.split('=')
  const open = async () => {
    const context = await launchChromiumIn(folder)
    await context.addCookies([{ name, value, url }])
    const page = context.pages()[0] ?? (await context.newPage())
    page.setDefaultTimeout(60_000)
    page.on('dialog', dialog => void dialog.accept().catch(() => undefined))
    return { context, page }
  }
  const writer: BrowserWriter = {
    ...(await open()),
    async kill() {
      for (const pid of processesIn(folder)) process.kill(pid, 'SIGKILL')
      while (processesIn(folder).length > 0) await wait(20)
    },
    async restart() {
      await writer.context.close().catch(() => undefined)
      Object.assign(writer, await open())
    },
  }
  atTheEnd(() => writer.context.close())
  return writer
}

/** The processes of the browser that keeps what it has in a folder. */
function processesIn(folder: string): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
  return stdout.split('\n').flatMap(line => {
    const [, pid, state = ''] = line.match(/^\s*(\d+)\s+(\S+)/) ?? []
    return line.includes(folder) && pid !== undefined && !state.startsWith('Z') ? [Number(pid)] : []
  })
}
