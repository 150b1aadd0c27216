import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, ConfigError } from './config.ts'

/** Makes DATA_DIR if need be, and does something in it. Throws ConfigError where the file system refuses. */
export function inDataDir<T>(dataDir: string, act: () => T): T {
  return inASentence(() => {
    makeFolder(dataDir)
    return act()
  })
}

function inASentence<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    throw new ConfigError(says => says.folders.dataDir(error.message))
  }
}

/**
 * Makes a folder for this user alone, and those that it lies in. One level at a time: Node's own way to make them all goes
 * round for ever in /proc, which has no room for folders. Throws what the file system refuses.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  if (path !== dirname(path)) makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Somebody else may have been quicker.
    if (!isFolder(path)) throw error
  }
}

/**
 * Takes from everybody else what they may do with the data; returns what was open to them, or null. Throws ConfigError
 * where this user can't. A folder that holds more than the blog's is not the blog's to close: there what is inside is
 * closed, and the folder refused if others may write to it.
 */
export function closeToOthers(config: Pick<Config, 'dataDir' | 'database' | 'secretKey'>): string | null {
  return inASentence(() => closeFolder(config))
}

function closeFolder({ dataDir, database, secretKey }: Parameters<typeof closeToOthers>[0]): string | null {
  const hasModes = process.platform !== 'win32'
  const isUsed = database.kind === 'pglite' || secretKey === null
  if (!hasModes || !isUsed || !isFolder(dataDir)) return null
  if (!isAllOurs(dataDir)) refuseOpen(dataDir, 0o022)

  const folder = join(dataDir, 'database')
  const opened = [
    isAllOurs(dataDir) ? close(dataDir) : null,
    close(folder),
    close(join(dataDir, 'secret-key')),
  ]
  // PGlite gives everybody the right to write to each file that it makes; behind the folder it is none.
  for (const path of filesIn(folder)) chmodSync(path, lstatSync(path).mode & 0o700)
  return opened.find(path => path !== null) ?? null
}

const ours = /^(?:database(?:\.unfinished)?|secret-key.*|media|lock(?:-journal)?|control\.sock|lost\+found)$/

const isAllOurs = (folder: string) => readdirSync(folder).every(name => ours.test(name))

/** Takes all rights on a file or folder from others; returns its path if they had any. */
function close(path: string): string | null {
  if (!isOpen(path, 0o077)) return null
  try {
    chmodSync(path, statSync(path).mode & 0o700)
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
  }
  refuseOpen(path, 0o077)
  return path
}

function refuseOpen(path: string, rights: number): void {
  if (isOpen(path, rights)) throw new ConfigError(says => says.folders.isOpen(path))
}

const isOpen = (path: string, rights: number) =>
  ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & rights) !== 0

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function filesIn(folder: string): string[] {
  if (!isFolder(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
