import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'

/**
 * Tells of each file that changes, comes or goes in a folder and in those within it, by its path. Folder by folder: where
 * Node watches a whole tree on Linux, it loses a file that was saved under another name and then renamed.
 */
export function watchFolder(folder: string, onChange: (path: string) => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>()

  function begin(path: string): void {
    if (watchers.has(path)) return
    watchers.set(
      path,
      watch(path, (_, name) => name !== null && see(join(path, name))),
    )
    for (const entry of readdirSync(path, { withFileTypes: true }))
      if (entry.isDirectory()) begin(join(path, entry.name))
  }

  function see(path: string): void {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) {
      watchers.get(path)?.close()
      watchers.delete(path)
    }
    if (found?.isDirectory()) begin(path)
    else onChange(path)
  }

  begin(folder)
  return { close: () => watchers.forEach(watcher => watcher.close()) }
}
