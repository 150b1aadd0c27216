import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const main = join(import.meta.dirname, '..', 'src', 'main.ts')

/** Starts the program in a Node that says it is another version. */
function startOn(version: string, ...args: string[]) {
  const versions = `{ value: { ...process.versions, node: '${version}' } }`
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', ${encodeURIComponent(versions)})`
  const flags = ['--disable-warning=ExperimentalWarning', `--import=${pretend}`]
  return spawnSync(process.execPath, [...flags, main, ...args], { encoding: 'utf8' })
}

test.each(['24.6.9', '4.9.1'])('on Node %s it says which one it needs, and nothing else', version => {
  const { status, stdout, stderr } = startOn(version, 'help')
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toBe(
    `Afterword needs Node 24.7 or newer; this is ${version}.\n` +
      'Start it with "npm start", which brings its own, or install a newer Node.\n',
  )
})

test.each(['24.7.0', '25.0.0'])('on Node %s it goes on', version => {
  expect(startOn(version, 'help').stderr).not.toContain('needs Node')
})
