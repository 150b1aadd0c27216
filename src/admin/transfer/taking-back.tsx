import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { pathId } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { findImport } from '../../transfer/moves/imports.ts'
import { beginTakingBack, readTakingBack } from '../../transfer/moves/take-back.ts'
import { urls } from '../../urls.ts'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/imports/:id/removal: what would go, and what would stay. */
export async function showTakingBack(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const past = await findImport(db, pathId(c))
  const back = await readTakingBack(db, pathId(c))
  if (!past || !back) throw notFound()
  if (back.state === 'whole') return tellAlready(c, past.id)
  const { moving } = c.var.t
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="imports"
      title={moving.takeBackQuestion}
      notes={[past.file, moving.takeBackNote, moving.takeBackKeeps]}
      action={urls.admin.pastImportRemoval(past.id)}
      submit={moving.takeBack}
      isDangerous
      back={urls.admin.pastImport(past.id)}
      asked={null}
      error={null}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/imports/:id/removal: takes back all that an import added, in the background. */
export async function postTakingBack(c: AppContext): Promise<Response> {
  const id = pathId(c)
  await readForm(c)
  const { db } = c.var.services
  const back = await readTakingBack(db, id)
  if (back?.state === 'whole') return tellAlready(c, id)
  await beginTakingBack(db, actorOf(c), id)
  return c.redirect(urls.admin.pastImport(id), 303)
}

const tellAlready = (c: AppContext, id: number): Response =>
  c.redirect(urls.admin.pastImport(id, { done: 'already' }), 303)
