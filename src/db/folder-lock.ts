import { accessSync, chmodSync, constants } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { inDataDir } from '../data-folder.ts'
import { Refusal } from '../refusal.ts'

/** The data folder is held by another process. */
export class FolderInUse extends Refusal {
  override name = 'FolderInUse'
  constructor(folder: string) {
    super(says => says.folders.inUse(folder))
  }
}

/**
 * Holds a data folder for this process alone until the returned function is called.
 * Throws FolderInUse at once when another process, in this container or in one that shares the volume, holds it.
 *
 * Node offers no file lock of its own, but SQLite takes the kernel's: one that ends with its process, however that
 * ended, so that no stale lock is ever left to judge.
 */
export function lockFolder(folder: string): () => void {
  inDataDir(folder, () => accessSync(folder, constants.W_OK | constants.X_OK))
  const path = join(folder, 'lock')
  const lock = new DatabaseSync(path, { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    chmodSync(path, 0o600)
  } catch (error) {
    lock.close()
    throw isBusy(error) ? new FolderInUse(folder) : error
  }
  return () => lock.close()
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
