import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../../http/context.ts'
import { readFileForm } from '../../http/input/file-body.ts'
import { pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { mostPictureBytes } from '../../media/limits.ts'
import { keepUpload } from '../../media/uploads.ts'
import { toldReport } from '../../transfer/losses.ts'
import { findImport, listImports } from '../../transfer/moves/imports.ts'
import { beginMove, listMoves } from '../../transfer/moves/moves.ts'
import { readTakingBack } from '../../transfer/moves/take-back.ts'
import { systems } from '../../transfer/systems.ts'
import { urls } from '../../urls.ts'
import { ImportsPage } from '../../../views/admin/transfer/imports.tsx'
import { PastImportPage } from '../../../views/admin/transfer/past-import.tsx'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { uploadProblem } from './uploads.ts'

const perPage = 30

/** GET /admin/imports: the way in, what is under way, and what came before. */
export const showImports = (c: AppContext): Promise<Response> => show(c, 200, null)

/** POST /admin/imports: takes a file in one piece, as browsers without scripts send it, and has it looked through. */
export async function postImport(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const file = await readFileForm(c)
  if (file === null) return show(c, 422, t.media.problems.missing)
  const kept = await keepUpload(services.db, personOf(c).id, file, services.keys)
  if ('problem' in kept) return show(c, 422, uploadProblem(t, kept.problem))
  const id = await beginMove(services.db, actorOf(c), kept.id)
  return id === null ? show(c, 422, t.media.problems.gone) : c.redirect(urls.admin.move(id), 303)
}

async function show(c: AppContext, status: ContentfulStatusCode, problem: string | null): Promise<Response> {
  const { db } = c.var.services
  const params = c.req.method === 'GET' ? query(c) : null
  const page = (
    <ImportsPage
      shell={adminShellOf(c)}
      moves={await listMoves(db)}
      {...(await listImports(db, params?.id('before') ?? null, perPage))}
      titleOf={titleOf}
      atOnceBytes={mostPictureBytes}
      told={params?.oneOf('done', ['forgotten']) ?? null}
      problem={problem}
    />
  )
  return sendPrivatePage(c, page, status)
}

/** GET /admin/imports/:id: what an import did. */
export async function showPastImport(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const past = await findImport(db, pathId(c))
  const back = await readTakingBack(db, pathId(c))
  if (!past || !back) throw notFound()
  return sendPrivatePage(
    c,
    <PastImportPage
      shell={adminShellOf(c)}
      {...{ back }}
      isToldAlready={back.state === 'whole' && query(c).oneOf('done', ['already']) !== null}
      past={{ ...past, report: past.report && toldReport(c.var.t.moving, past.report) }}
      title={titleOf(past.source)}
    />,
  )
}

/** What a system is called. */
const titleOf = (name: string): string => systems.find(system => system.name === name)?.title ?? name
