import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { chooseEncoding, type Encoding } from './finished-page.ts'
import type { AppContext } from './context.ts'
import { notFound } from './problems.ts'

/** The files that pages load, read once. Their addresses change with their contents, so that browsers keep them. */
export interface Assets {
  css: string
  js: string
  icon: string
  adminCss: string
  adminJs: string
  passkeysJs: string
  /** A file's bytes by its path below the version; undefined if there is none. */
  find(path: string, encoding: Encoding): { bytes: Buffer; type: string } | undefined
  version: string
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Reads `public/`. Every stylesheet names its cascade layer, so all of them are one file, in any order after the layers. */
export function loadAssets(): Assets {
  const root = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'public')
  const read = (folder: string, file: string) => readFileSync(join(root, folder, file))
  const list = (folder: string, extension: string) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith(extension))
      .sort()

  const files = new Map<string, Buffer>()
  const sheets = list('css', '.css').filter(file => file !== 'layers.css')
  files.set('reader.css', Buffer.concat(['layers.css', ...sheets].map(file => read('css', file))))
  files.set('admin.css', Buffer.concat(list('css/admin', '.css').map(file => read('css/admin', file))))
  for (const file of list('js', '.js')) files.set(`js/${file}`, read('js', file))
  for (const file of list('icons', '.svg')) files.set(`icons/${file}`, read('icons', file))

  const hash = createHash('sha256')
  for (const [path, bytes] of files) hash.update(path).update(bytes)
  const version = hash.digest('base64url').slice(0, 12)

  const compressed = new Map<string, Buffer>()
  const compress = (path: string, bytes: Buffer, encoding: Encoding) => {
    if (encoding === 'identity') return bytes
    const key = `${encoding} ${path}`
    const known =
      compressed.get(key) ?? (encoding === 'br' ? brotliCompressSync(bytes) : gzipSync(bytes, { level: 9 }))
    compressed.set(key, known)
    return known
  }
  const url = (path: string) => `/assets/${version}/${path}`
  return {
    version,
    css: url('reader.css'),
    js: url('js/reader.js'),
    icon: url('icons/icon.svg'),
    adminCss: url('admin.css'),
    adminJs: url('js/admin.js'),
    passkeysJs: url('js/passkeys.js'),
    find(path, encoding) {
      const bytes = files.get(path)
      return (
        bytes && {
          bytes: compress(path, bytes, encoding),
          type: types[extname(path)] ?? 'application/octet-stream',
        }
      )
    },
  }
}

/** GET /assets/:version/… */
export function sendAsset(c: AppContext): Response {
  const { assets } = c.var.services
  const [, version = '', path = ''] = c.req.path.match(/^\/assets\/([^/]+)\/(.+)$/) ?? []
  const encoding = chooseEncoding(c.req.header('accept-encoding'))
  const file = assets.find(path, encoding)
  if (!file) throw notFound()
  // A page from before an update asks with the old version: it gets the new file, but must not keep it as the old.
  c.header('Cache-Control', version === assets.version ? 'public, max-age=31536000, immutable' : 'no-cache')
  c.header('Content-Type', file.type)
  c.header('Vary', 'Accept-Encoding')
  if (encoding !== 'identity') c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(file.bytes))
}
