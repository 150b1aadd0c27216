import { rmSync } from 'node:fs'
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Containers that share a folder for temporary files number their processes alike. */
const machine = hostname().replaceAll(/\W/g, '').slice(-32)
const named = /^afterword-scratch-(\w*)-(\d+)-\w+$/
const inUse = new Set<string>()
const dayMs = 86_400_000

// What is still under way then is not begun again where it was.
process.once('exit', () => {
  for (const folder of inUse) rmSync(folder, { recursive: true, force: true })
})

/** Does something with a folder of its own, which nobody else may read, and which goes with all that is in it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await makeFolder()
  try {
    return await work(folder)
  } finally {
    await removeFolder(folder)
  }
}

/** Makes such a folder for what can't be one call; who makes it removes it. Its name says whose it is. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `afterword-scratch-${machine}-${process.pid}-`))
  inUse.add(folder)
  return folder
}

/** Removes a folder of `makeFolder` with all that is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  inUse.delete(folder)
}

/**
 * Removes the folders that killed processes left, with what readers entrusted lying in them in plain. Whether a process
 * lives can be seen on its own machine alone: another's folder (or that of a container there was before this one) goes
 * once it is a day old.
 */
export async function sweepFolders(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const [, where, pid] = named.exec(name) ?? []
    const folder = join(tmpdir(), name)
    if (!pid || inUse.has(folder)) continue
    if (where === machine && Number(pid) !== process.pid && isAlive(Number(pid))) continue
    try {
      const { uid, mtimeMs } = await lstat(folder)
      const isOurs = process.getuid === undefined || uid === process.getuid()
      const isOver = where === machine || mtimeMs < (await nowOnDisk()) - dayMs
      if (isOurs && isOver) await rm(folder, { recursive: true, force: true })
    } catch {
      // Somebody else's sweep was quicker, or the disk refuses: no reason not to serve.
    }
  }
}

/** By the clock that the times of files are taken from. */
const nowOnDisk = () => inFolder(async folder => (await lstat(folder)).mtimeMs)

/** The folders are this user's own: a process of another one has taken the number since. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
