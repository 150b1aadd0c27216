import type { FileHandle } from 'node:fs/promises'
import { audit } from '../../accounts/audit-log.ts'
import type { AppContext } from '../../http/context.ts'
import { pathText } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../../http/answer/send-page.ts'
import { someOf } from '../../media/lost-files.ts'
import { isAway } from '../../media/places.ts'
import { downloads, isExportFormat } from '../../transfer/out/export-formats.ts'
import type { exportForDownload } from '../../transfer/out/download.ts'
import { ProblemPage } from '../../../views/site/problem.tsx'
import { actorOf } from '../guard.ts'

/** GET /admin/exports/:format: the whole site in a file, without readers' addresses; a page where it would not be whole. */
export async function sendExport(c: AppContext): Promise<Response> {
  const format = pathText(c, 'format')
  if (!isExportFormat(format)) throw notFound()
  const { services, settings } = c.var
  const { db, keys, config } = services
  const site = {
    ...{ db, ring: keys, mediaDir: config.mediaDir, settings, baseUrl: config.baseUrl },
    withAddresses: false,
  }
  if (format === 'afterword' && (await isAway(db, config.mediaDir)))
    return refuse(c, c.var.t.media.problems.folderAway)
  const file = c.req.method === 'HEAD' ? null : await writeOut(site, format)
  if (file !== null && 'missing' in file) return refuse(c, c.var.t.moving.notWholeHint(someOf(file.missing)))
  // Not before: where it can’t be written, a page says so.
  c.header('Content-Type', downloads[format].type)
  c.header('Content-Disposition', `attachment; filename="${downloads[format].name}"`)
  if (file === null) return c.body(null)
  await audit(db, actorOf(c), 'site exported', downloads[format].name)
  c.header('Content-Length', String((await file.stat()).size))
  return c.body(bytesOf(file))
}

/** What writes other systems' files is loaded where somebody asks for one. */
const writeOut: typeof exportForDownload = async (...asked) =>
  (await import('../../transfer/out/download.ts')).exportForDownload(...asked)

const refuse = (c: AppContext, hint: string) =>
  sendPrivatePage(c, <ProblemPage shell={shellOf(c)} title={c.var.t.moving.notWhole} hint={hint} />, 503)

const pieceBytes = 256 * 1024

/** A file as it is asked for; it is closed at its end, and when nobody asks any more. */
function bytesOf(file: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(stream) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(pieceBytes), 0, pieceBytes, null)
      if (bytesRead > 0) return stream.enqueue(buffer.subarray(0, bytesRead))
      await file.close()
      stream.close()
    },
    cancel: () => file.close(),
  })
}
