import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** A file of the program, as the rules look at it. */
export interface Source {
  /** From the root, such as `src/site/posts.tsx`. */
  path: string
  text: string
  /** The same without comments and without what strings and templates hold. */
  code: string
  imports: Import[]
}

export interface Import {
  /** From the root for a file of the program, else as it is written. */
  from: string
  /** Gone at run time. */
  isType: boolean
  /** Loaded once it is needed. */
  isLate: boolean
}

/** Every source file under the folders, from the root. */
export async function sourcesIn(...folders: string[]): Promise<Source[]> {
  const sources: Source[] = []
  for (const folder of folders)
    for (const name of await readdir(join(root, folder), { recursive: true }))
      if (/\.tsx?$/.test(name)) sources.push(readSource(posix.join(folder, name.replaceAll('\\', '/'))))
  return sources.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, code: withoutWords(text), imports: importsOf(path, text) }
}

/** Comments go, strings become '' and templates ``; what a template puts in goes with it. */
export function withoutWords(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:\\])\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    found => (found.startsWith('/') ? '' : `${found[0]}${found[0]}`),
  )
}

/** What a file imports, or passes on, or loads while it runs under a name that is written out. */
export function importsOf(path: string, text: string): Import[] {
  const imports: Import[] = []
  const statements = /^(?:import|export)\s+(type\s)?(?:([^'"]*?)\sfrom\s+)?['"]([^'"]+)['"]/gm
  for (const [, type, names = '', from = ''] of text.matchAll(statements))
    imports.push({
      from: resolveFrom(path, from),
      isType: type !== undefined || onlyTypes(names),
      isLate: false,
    })
  for (const [, from = ''] of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g))
    imports.push({ from: resolveFrom(path, from), isType: false, isLate: true })
  return imports
}

const resolveFrom = (path: string, from: string) =>
  from.startsWith('.') ? posix.join(posix.dirname(path), from) : from

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const list = names.trim().match(/^\{([\s\S]*)\}$/)?.[1]
  if (list === undefined) return false
  const parts = list
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  return parts.length > 0 && parts.every(part => part.startsWith('type '))
}
