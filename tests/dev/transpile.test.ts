import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transpile, transpileAll } from '../../dev/transpile.ts'

let root = ''
const built = () => join(root, '.dev')
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'afterword-transpile-'))
  await mkdir(join(root, 'src'))
  await writeFile(join(root, 'src', 'word.ts'), 'export const word: string = "now"')
  await writeFile(
    join(root, 'src', 'said.ts'),
    'export const said = async () => (await import("./word.ts")).word\n',
  )
})
afterEach(() => rm(root, { recursive: true }))

test('what is served while the program is written is the program, whatever its types say', async () => {
  await transpileAll(root, built(), ['src'])
  const { said } = await import(pathToFileURL(join(built(), 'src', 'said.js')).href)
  expect(await said()).toBe('now')
  expect(await transpile(root, built(), join('src', 'word.ts'))).toBe(false)

  await writeFile(join(root, 'src', 'word.ts'), 'export const word: number = "then"')
  expect(await transpile(root, built(), join('src', 'word.ts'))).toBe(true)
  expect(await readFile(join(built(), 'src', 'word.js'), 'utf8')).toContain('"then"')
})

test('a file that is gone is no part of it any more, gone before it began or since', async () => {
  await transpileAll(root, built(), ['src'])
  await rm(join(root, 'src', 'word.ts'))
  await transpileAll(root, built(), ['src'])
  expect(existsSync(join(built(), 'src', 'word.js'))).toBe(false)
  await rm(join(root, 'src', 'said.ts'))
  await transpile(root, built(), join('src', 'said.ts'))
  expect(existsSync(join(built(), 'src', 'said.js'))).toBe(false)
})
