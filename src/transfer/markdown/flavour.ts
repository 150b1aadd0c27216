import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { mostOfOne } from '../room.ts'
import { divide, type Matter } from './front-matter.ts'

/** Which generator a folder was written for. */
export type Flavour = 'hugo' | 'jekyll' | 'hexo' | 'astro' | 'plain'

/** A folder of articles: its generator, and what that was told. */
export interface Folder {
  root: string
  flavour: Flavour
  /** The generator's configuration. */
  config: Readonly<Record<string, Matter>>
  /** Every file, as a path from the root with `/`, in order. */
  files: string[]
}

/** Looks at a folder and finds out what it was written for. */
export async function lookInto(root: string): Promise<Folder> {
  const files = (await filesIn(root, '')).sort()
  const has = (pattern: RegExp) => files.some(file => pattern.test(file))
  const flavour: Flavour = has(/^source\/_posts\//)
    ? 'hexo'
    : has(/^_(?:posts|drafts)\//)
      ? 'jekyll'
      : has(/^src\/content\//)
        ? 'astro'
        : has(/^content\//) && has(/^(?:hugo|config)\.(?:toml|ya?ml|json)$/)
          ? 'hugo'
          : 'plain'
  const configFile = files.find(file => configs[flavour].test(file))
  return {
    root,
    flavour,
    files,
    config: configFile === undefined ? {} : await readConfig(join(root, configFile)),
  }
}

const configs: Record<Flavour, RegExp> = {
  hugo: /^(?:hugo|config)\.(?:toml|ya?ml|json)$/,
  jekyll: /^_config\.ya?ml$/,
  hexo: /^_config\.ya?ml$/,
  astro: /^never$/,
  plain: /^never$/,
}

const skipped = /^(?:node_modules|themes|public|_site|vendor|resources|scaffolds)$/

async function filesIn(root: string, folder: string): Promise<string[]> {
  const found: string[] = []
  const entries: Dirent[] = await readdir(join(root, folder), { withFileTypes: true })
  for (const entry of entries) {
    const path = posix.join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) {
      if (folder !== '' || !skipped.test(entry.name)) found.push(...(await filesIn(root, path)))
    } else if (entry.isFile()) found.push(path)
  }
  return found
}

async function readConfig(path: string): Promise<Folder['config']> {
  if ((await stat(path)).size > mostOfOne) return {}
  const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const mark = path.endsWith('.toml') ? '+++' : path.endsWith('.json') ? ';;;' : '---'
  const divided = divide(`${mark}\n${text}\n${mark}\n`)
  return 'problem' in divided ? {} : divided.matter
}
