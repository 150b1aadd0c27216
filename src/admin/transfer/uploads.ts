import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { lendBytes } from '../../http/input/lent-bytes.ts'
import { fields, pathCount, pathUuid } from '../../http/input/params.ts'
import { badRequest } from '../../http/answer/problems.ts'
import type { Messages } from '../../i18n/messages.ts'
import { mostMoveBytes, partBytes } from '../../media/limits.ts'
import { addPart, beginUpload } from '../../media/uploads.ts'
import { beginMove } from '../../transfer/moves/moves.ts'
import { urls } from '../../urls.ts'
import { actorOf, personOf } from '../guard.ts'

/** Why a file is not taken, in words. */
export function uploadProblem(t: Messages, problem: 'empty' | 'tooLarge' | 'tooMany'): string {
  return problem === 'tooLarge' ? t.moving.tooLarge(t.system.bytes(mostMoveBytes)) : t.media.problems[problem]
}

/** POST /admin/import-uploads: begins a file that comes in parts; answers its id, as JSON. */
export async function postImportUpload(c: AppContext): Promise<Response> {
  const { services, t } = c.var
  const body = await readForm(c)
  const bytes = fields(body).count('bytes')
  if (bytes === null) throw badRequest()
  const file = { name: body.field('name'), bytes }
  const upload = await beginUpload(services.db, personOf(c).id, file, services.keys)
  return 'problem' in upload ? c.json({ error: uploadProblem(t, upload.problem) }, 422) : c.json(upload)
}

/** POST /admin/import-uploads/:id/parts/:part: the bytes of one part. */
export async function postImportPart(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const id = pathUuid(c)
  const part = pathCount(c, 'part')
  const isTaken = await withPart(c, data => addPart(db, personOf(c).id, { id, part, data }, keys))
  return isTaken ? c.body(null, 204) : gone(c)
}

/** POST /admin/import-uploads/:id/end: has looked through what came; answers the page that says what was found. */
export async function postImportUploadEnd(c: AppContext): Promise<Response> {
  const id = await beginMove(c.var.services.db, actorOf(c), pathUuid(c))
  return id === null ? gone(c) : c.json({ page: urls.admin.move(id) })
}

const withPart = lendBytes(partBytes)

const gone = (c: AppContext): Response => c.json({ error: c.var.t.media.problems.gone }, 410)
