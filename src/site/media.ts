import type { AppContext } from '../http/context.ts'
import { pathText } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { isThere } from '../media/bytes.ts'
import { BytesMissing, type Range } from '../media/folder.ts'
import { findFile, type ServedFile, streamFile } from '../media/read.ts'

/**
 * GET /media/:hash/:file: a file of an article, in whole or in part (RFC 9110, 14). It never changes. Throws BytesMissing
 * where it can't be sent now, before anything says that it may be kept.
 */
export async function sendMedia(c: AppContext): Promise<Response> {
  const { publicDb, config } = c.var.services
  const hash = pathText(c, 'hash')
  const file = /^[\w-]{22}$/.test(hash) ? await findFile(publicDb, hash, pathText(c, 'file')) : undefined
  if (!file) throw notFound()

  const etag = `"${hash}-${file.bytes}"`
  const isKnown = c.req.header('if-none-match') === etag
  if (!isKnown && !(await isThere(config.mediaDir, file)))
    throw new BytesMissing('a file is not in its folder')
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('ETag', etag)
  c.header('Accept-Ranges', 'bytes')
  // A feed reader in a browser shows an article's pictures on a page of its own.
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  if (isKnown) return c.body(null, 304)

  c.header('Content-Type', file.type)
  if (file.type === 'image/svg+xml' || file.kind === 'file') c.header('Content-Security-Policy', alone)
  if (file.kind === 'file' && file.type !== 'application/pdf') c.header('Content-Disposition', 'attachment')
  return sendBytes(c, file, etag)
}

/** Opened by itself, a drawing or a document is nobody's page: nothing in it runs or loads. */
const alone = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

function sendBytes(c: AppContext, file: ServedFile, etag: string): Response {
  const { publicDb, config } = c.var.services
  const condition = c.req.header('if-range')
  const asked = condition === undefined || condition === etag ? c.req.header('range') : undefined
  const range = asked === undefined ? 'all' : rangeIn(asked, file.bytes)
  if (range === 'none') {
    c.header('Content-Range', `bytes */${file.bytes}`)
    return c.body(null, 416)
  }
  const { first, last } = range === 'all' ? { first: 0, last: file.bytes - 1 } : range
  if (range !== 'all') c.header('Content-Range', `bytes ${first}-${last}/${file.bytes}`)
  c.header('Content-Length', String(last - first + 1))
  const status = range === 'all' ? 200 : 206
  return c.req.method === 'HEAD'
    ? c.body(null, status)
    : c.body(streamFile(publicDb, config.mediaDir, file, { first, last }), status)
}

/** One range of a file; `all` for what is no range or several, which may be answered whole; `none` for one behind its end. */
function rangeIn(header: string, bytes: number): Range | 'all' | 'none' {
  const [, from = '', to = ''] = header.match(/^bytes=(\d{0,15})-(\d{0,15})$/) ?? []
  if (from === '' && to === '') return 'all'
  if (from === '') return to === '0' ? 'none' : { first: Math.max(bytes - Number(to), 0), last: bytes - 1 }
  if (to !== '' && Number(to) < Number(from)) return 'all'
  if (Number(from) >= bytes) return 'none'
  return { first: Number(from), last: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) }
}
