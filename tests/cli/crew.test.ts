import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const crew = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'src', 'cli', 'crew.js')).href

/** A process of which one that it started dies, and which is told to end while it waits to start another. */
const story = `
  import { readFileSync } from 'node:fs'
  import { startCrew } from ${JSON.stringify(crew)}
  const died = Promise.withResolvers()
  const crew = startCrew(1, { info() {}, error: died.resolve })
  process.kill(Number(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8')), 'SIGKILL')
  const { process: what, againInMs } = await died.promise
  const waits = () => process.getActiveResourcesInfo().includes('Timeout')
  const before = waits()
  await END
  console.log(JSON.stringify({ what, againInMs, before, after: waits() }))
`

test.each(['crew.stop()', 'crew.kill()'])(
  'after %s nobody is waited for who would have been started again',
  async end => {
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '--eval',
      story.replace('END', end),
    ])
    expect(JSON.parse(stdout)).toEqual({ what: 'died', againInMs: 250, before: true, after: false })
  },
)
