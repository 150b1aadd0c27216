import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Builds the program, `--always` or if anything that it is made of has changed since it was built: to find that out takes the compiler
 * a second, for which a blog that is started anew would wait.
 */
const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist', '.built')
const sources = ['src', 'views', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json']

if (process.argv.includes('--always') || !isBuilt()) {
  const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '..', 'bin', 'tsc')
  const options = ['--project', join(root, 'tsconfig.build.json')]
  const begun = new Date()
  const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' })
  // What changes while it is built is built the next time.
  if (status === 0) writeFileSync(stamp, begun.toISOString())
  process.exitCode = status ?? 1
}

function isBuilt(): boolean {
  if (!existsSync(stamp)) return false
  const built = Date.parse(readFileSync(stamp, 'utf8'))
  return sources.every(source => isOlder(join(root, source), built))
}

/** A folder is as young as its newest name, and as what is in it. */
function isOlder(path: string, time: number): boolean {
  const found = statSync(path)
  if (found.mtimeMs >= time) return false
  return !found.isDirectory() || readdirSync(path).every(name => isOlder(join(path, name), time))
}
