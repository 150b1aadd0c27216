import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchFolder } from '../../dev/watch.ts'

test('a file is seen to change each time, also one that an editor saves under another name, or in a new folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-watch-'))
  mkdirSync(join(folder, 'site'))
  const path = join(folder, 'site', 'page.ts')
  writeFileSync(path, '1')
  const seen: string[] = []
  const watching = watchFolder(folder, changed => seen.push(changed))
  const isSeen = async (changed: string, change: () => void) => {
    seen.length = 0
    change()
    await expect.poll(() => seen).toContain(changed)
  }
  const saveByName = (text: string) => () => {
    writeFileSync(`${path}~`, text)
    renameSync(`${path}~`, path)
  }
  await isSeen(path, saveByName('2'))
  await isSeen(path, saveByName('3'))
  await isSeen(path, () => writeFileSync(path, '4'))
  mkdirSync(join(folder, 'site', 'new'))
  const other = join(folder, 'site', 'new', 'other.ts')
  await expect
    .poll(() => {
      writeFileSync(other, `${performance.now()}`)
      return seen
    })
    .toContain(other)
  await isSeen(path, () => rmSync(path))
  watching.close()
  rmSync(folder, { recursive: true })
})
