import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { transformWithOxc } from 'vite'

/**
 * Puts one file of the program into JavaScript without looking at its types, which takes a few milliseconds; a file that
 * is gone takes what was made of it along. Returns whether there was anything to do. Throws where it is no TypeScript.
 */
export async function transpile(root: string, built: string, file: string): Promise<boolean> {
  if (!isSource.test(file)) return false
  const [from, to] = [join(root, file), join(built, outputOf(file))]
  if (!existsSync(from)) return rm(to, { force: true }).then(() => true)
  if (existsSync(to) && (await stat(to)).mtimeMs > (await stat(from)).mtimeMs) return false
  const { code, map } = await transformWithOxc(await readFile(from, 'utf8'), from, {
    jsx: { runtime: 'automatic', importSource: 'hono/jsx' },
    typescript: { rewriteImportExtensions: 'rewrite', onlyRemoveTypeImports: true },
    sourcemap: true,
  })
  await mkdir(dirname(to), { recursive: true })
  await writeFile(`${to}.map`, JSON.stringify(map))
  await writeFile(to, `${code}\n//# sourceMappingURL=${basename(to)}.map\n`)
  return true
}

/** Does so with all that has changed in some folders since it was last done. */
export async function transpileAll(root: string, built: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const made = await namesIn(join(built, folder))
    const known = await namesIn(join(root, folder))
    const kept = new Set(known.map(outputOf))
    for (const name of made) if (isMade.test(name) && !kept.has(name)) await rm(join(built, folder, name))
    for (const name of known) await transpile(root, built, join(folder, name))
  }
}

const isSource = /(?<!\.d)\.tsx?$/
const isMade = /\.js$/

const outputOf = (file: string): string => file.replace(isSource, '.js')

const namesIn = (folder: string): Promise<string[]> =>
  existsSync(folder) ? readdir(folder, { recursive: true }) : Promise.resolve([])
