import { copyFile, readdir, stat } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import { mostFileBytes } from '../../media/limits.ts'
import { inFolder } from '../../media/temporary.ts'
import { fetchFile, type FetchProblem } from '../../net/fetch-file.ts'
import { type Guard, publicOnly } from '../../net/guard.ts'
import { normalized } from '../../text/marks.ts'
import { unzip } from '../unzip.ts'
import { decodedPath } from '../../text/decoded-path.ts'

/** Why a file did not come. */
export type FileProblem = FetchProblem | 'notInFolder'

/** Lays a file of the old site out at a path, or says why it can't. */
export type FindFile = (
  url: string,
  path: string,
  signal: AbortSignal,
) => Promise<{ problem: FileProblem | null }>

/** All the time that one file may take, in ms. */
const mostMs = 120_000

/** Files from the old site itself; of a picture that was made smaller the one that it was made of, if it is there. */
export const filesOfWeb =
  (guard: Guard = publicOnly): FindFile =>
  async (url, path, signal) => {
    const wanted = { path, mostBytes: mostFileBytes, mostMs, takes: isFile, signal, guard }
    const original = originalOf(url)
    if (original !== url) {
      const fetched = await fetchFile(original, wanted)
      if (!('problem' in fetched)) return { problem: null }
    }
    const fetched = await fetchFile(url, wanted)
    return { problem: 'problem' in fetched ? fetched.problem : null }
  }

/** A page instead of a file says that there is none. */
const isFile = (type: string): boolean =>
  /^(?:image|video|audio|application)\/[\w.+-]+$|^text\/(?:plain|csv)$/.test(type) &&
  !/^application\/(?:xhtml\+xml|json|javascript|ld\+json)$/.test(type)

/** As WordPress names them: `pier-1024x683.jpg` is made of `pier.jpg`. */
function originalOf(url: string): string {
  const parsed = new URL(url)
  parsed.pathname = parsed.pathname.replace(/-\d{2,5}x\d{2,5}(\.\w{3,4})$/, '$1')
  return parsed.href
}

/** Files from a folder, such as one of the old site's uploads: the one whose path ends most like the address. */
export async function filesOfFolder(folder: string): Promise<FindFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const byName = new Map<string, string[]>()
  for (const entry of entries) {
    if (!entry.isFile()) continue // a link may lead anywhere
    const path = join(entry.parentPath, entry.name)
    const key = nameOf(entry.name)
    byName.set(key, [...(byName.get(key) ?? []), path])
  }
  const find = (url: string) => {
    const wanted = decodedPath(new URL(url).pathname)
    const found = (byName.get(nameOf(posix.basename(wanted))) ?? [])
      .map(path => ({ path, alike: sameEnd(path.slice(folder.length).split(sep).join('/'), wanted) }))
      .sort((a, b) => b.alike - a.alike)
    // Two that are alike are none: which is meant can't be told.
    return found[0] && found[0].alike > (found[1]?.alike ?? 0) ? found[0].path : null
  }
  return async (url, path) => {
    const found = find(originalOf(url)) ?? find(url)
    if (found === null) return { problem: 'notInFolder' }
    await copyFile(found, path)
    return { problem: null }
  }
}

const nameOf = (name: string) => normalized(name).toLowerCase()

/** How many parts of two paths are the same, from their ends. */
function sameEnd(one: string, other: string): number {
  const [a, b] = [one, other].map(path => nameOf(path).split('/').toReversed())
  const differs = a?.findIndex((part, at) => part !== b?.[at]) ?? 0
  return differs < 0 ? (a?.length ?? 0) : differs
}

/** Does something with the files of a folder or a zip. Throws DamagedZip, and what the file system says. */
export async function withFilesFrom<T>(path: string, work: (find: FindFile) => Promise<T>): Promise<T> {
  if ((await stat(path)).isDirectory()) return work(await filesOfFolder(path))
  return inFolder(async folder => {
    await unzip(path, folder)
    return work(await filesOfFolder(folder))
  })
}
