import { readFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePicture } from '../../src/media/pictures.ts'
import { inFolder } from '../../src/media/temporary.ts'
import { fileOf, photo } from '../support/pictures.ts'

/** The processes that make pictures for this one; one may be there from a test before. */
async function makers(): Promise<number[]> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
  const pids = children.split(' ').filter(Boolean).map(Number)
  const named = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, which) => named[which]?.includes('make-picture'))
}

const make = async (width: number, meanwhile: () => Promise<unknown> = async () => undefined) => {
  const path = await fileOf(await photo(width, 200))
  return inFolder(async folder => {
    const [made] = await Promise.all([makePicture(path, folder, false), meanwhile()])
    if ('problem' in made) return made.problem
    const main = made.files.find(({ isMain }) => isMain)
    expect((await readFile(main?.path ?? join(folder, 'none'))).length).toBe(main?.bytes)
    return main?.name
  })
}

test('pictures that come soon after one another are made by one process, below the usual priority', async () => {
  expect(await make(300)).toBe('300x200.webp')
  const first = await makers()
  expect(first.length).toBeGreaterThan(0)
  expect(await Promise.all([make(301), make(302)])).toEqual(['301x200.webp', '302x200.webp'])
  expect(await makers()).toEqual(first)
  for (const pid of first) expect(getPriority(pid)).toBeGreaterThan(getPriority())
})

test('a picture is made anew where the process died of something else', async () => {
  expect(await make(303)).toBe('303x200.webp')
  const before = await makers()
  const kill = async () => before.forEach(pid => process.kill(pid, 'SIGKILL'))
  expect(await make(304, kill)).toBe('304x200.webp')
  expect(await makers()).not.toEqual(before)
})
