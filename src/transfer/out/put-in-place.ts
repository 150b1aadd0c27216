import { rename, stat } from 'node:fs/promises'

/** Where a file is written before it is put in its place. */
export const besideOf = (path: string): string => `${path}.unfinished`

/** Whether there is such a file, and not a folder or a device. */
export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )

/**
 * Puts what was written beside a file in its place, and returns where it lies now. What is not whole replaces nothing, and
 * stays beside it: the file of last night may hold what is lost by now.
 */
export async function putInPlace(path: string, { isWhole }: { isWhole: boolean }): Promise<string> {
  if (!isWhole && (await isFile(path))) return besideOf(path)
  await rename(besideOf(path), path)
  return path
}
