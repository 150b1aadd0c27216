import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { lendBytes } from '../../http/input/lent-bytes.ts'
import { fields, pathCount, pathUuid } from '../../http/input/params.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { findMedium, markdownOf } from '../../media/library.ts'
import { partBytes } from '../../media/limits.ts'
import { addPart, beginUpload, endUpload, findUpload } from '../../media/uploads.ts'
import { urls } from '../../urls.ts'
import { personOf } from '../guard.ts'
import { problemText, rulesOf } from './problems.ts'

/** POST /admin/uploads: begins a file that comes in parts; answers its id, as JSON. */
export async function postUpload(c: AppContext): Promise<Response> {
  const body = await readForm(c)
  const bytes = fields(body).count('bytes')
  if (bytes === null) throw badRequest()
  const name = body.field('name')
  const upload = await beginUpload(c.var.services.db, personOf(c).id, { name, bytes })
  return 'problem' in upload ? c.json({ error: problemText(c.var.t, upload.problem) }, 422) : c.json(upload)
}

/** GET /admin/uploads/:id: which parts are here, for who goes on after a break. */
export async function showUpload(c: AppContext): Promise<Response> {
  const upload = await findUpload(c.var.services.db, personOf(c).id, pathUuid(c))
  return upload ? c.json(upload) : gone(c)
}

/** POST /admin/uploads/:id/parts/:part: the bytes of one part. */
export async function postPart(c: AppContext): Promise<Response> {
  const id = pathUuid(c)
  const part = pathCount(c, 'part')
  const isTaken = await withPart(c, data => addPart(c.var.services.db, personOf(c).id, { id, part, data }))
  return isTaken ? c.body(null, 204) : gone(c)
}

/** POST /admin/uploads/:id/end: keeps what came; answers the Markdown that shows it. */
export async function postUploadEnd(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const kept = await endUpload(db, personOf(c).id, pathUuid(c), rulesOf(c))
  if (kept === null) return gone(c)
  if ('problem' in kept) {
    const error = problemText(c.var.t, kept.problem)
    // Scripts ask again: another process may be keeping this very upload.
    return c.json({ error }, kept.problem === 'onItsWay' ? 503 : 422)
  }
  const medium = await findMedium(db, kept.id)
  if (!medium) return gone(c)
  const address = urls.media(medium.hash, medium.main)
  return c.json({ page: urls.admin.medium(kept.id), address, markdown: markdownOf(medium, address) })
}

const withPart = lendBytes(partBytes)

const gone = (c: AppContext): Response => c.json({ error: c.var.t.media.problems.gone }, 410)
