import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { CommandTexts } from '../i18n/command-line.ts'

/**
 * Returns what the file system refused of a path, as a sentence for the host; of another where the error names one. Null
 * for what is something else.
 */
export function fileTrouble(error: unknown, asked: string, { files }: CommandTexts): string | null {
  // Of a database that can't be reached the code may be the same.
  if (!(error instanceof Error && 'code' in error && 'syscall' in error) || error.syscall === 'connect')
    return null
  const named = 'path' in error && typeof error.path === 'string' ? error.path : asked
  const path = resolve(named) === resolve(asked) ? asked : named
  if (path === '') return null
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return isFolder(dirname(path)) ? files.noFile(path) : files.noFolder(dirname(path))
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return files.forbidden(path)
    case 'EISDIR':
      return files.isFolder(path)
    case 'EEXIST':
      return files.isFile(path)
    case 'ENOSPC':
    case 'EDQUOT':
      return files.noRoom(path)
    default:
      return 'path' in error ? error.message : null
  }
}

const isFolder = (path: string) => existsSync(`${path}/.`)

/** Whether something would be written over: a file, or, where a folder is written, one in which something is. */
export async function isTaken(path: string, { asFolder }: { asFolder: boolean }): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found?.isFile() === true) return true
  return asFolder && found?.isDirectory() === true && (await readdir(path)).length > 0
}
