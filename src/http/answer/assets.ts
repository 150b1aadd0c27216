import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { type Body, makeBody } from './body.ts'

/** The files that pages load, read once. Their addresses change with their contents, so that browsers keep them. */
export interface Assets {
  css: string
  js: string
  searchJs: string
  /** With which a browser shows a feed. */
  feedCss: string
  adminCss: string
  adminJs: string
  passkeysJs: string
  writingJs: string
  /** A file by its path below the version; undefined if there is none. */
  find(path: string): Body | undefined
  version: string
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

let loaded: Assets | null = null

/** Reads `public/`, once: what was compressed of it is known to whoever asks again. */
export const loadAssets = (): Assets => (loaded ??= readAssets())

/** Every stylesheet names its cascade layer, so all of them are one file, in any order after the layers. */
function readAssets(): Assets {
  const root = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'public')
  const read = (folder: string, file: string) => readFileSync(join(root, folder, file))
  const list = (folder: string, extension: string) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith(extension))
      .sort()

  const files = new Map<string, Buffer>()
  const sheets = list('css', '.css').filter(file => file !== 'layers.css')
  files.set('reader.css', Buffer.concat(['layers.css', ...sheets].map(file => read('css', file))))
  files.set('feed.css', read('css/feed', 'feed.css'))
  files.set('admin.css', Buffer.concat(list('css/admin', '.css').map(file => read('css/admin', file))))
  for (const file of list('js', '.js')) files.set(`js/${file}`, read('js', file))

  const hash = createHash('sha256')
  for (const [path, bytes] of files) hash.update(path).update(bytes)
  const version = hash.digest('base64url').slice(0, 12)

  const bodies = new Map(
    [...files].map(([path, bytes]) => [
      path,
      makeBody(types[extname(path)] ?? 'application/octet-stream', bytes, { effort: 'lasting' }),
    ]),
  )
  const url = (path: string) => `/assets/${version}/${path}`
  return {
    version,
    css: url('reader.css'),
    js: url('js/reader.js'),
    searchJs: url('js/search.js'),
    feedCss: url('feed.css'),
    adminCss: url('admin.css'),
    adminJs: url('js/admin.js'),
    passkeysJs: url('js/passkeys.js'),
    writingJs: url('js/writing.js'),
    find: path => bodies.get(path),
  }
}
