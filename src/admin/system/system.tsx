import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../../http/context.ts'
import { pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { findDroppable, readJobs } from '../../queue/overview.ts'
import { readFacts } from '../../system/facts.ts'
import { dropJob, retryJob } from '../../system/jobs.ts'
import { lastBackup } from '../../transfer/out/backup.ts'
import { urls } from '../../urls.ts'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { jobText } from '../../../views/admin/system/job-list.tsx'
import { SystemPage } from '../../../views/admin/system/system.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/system: how this blog is, and what it has to do. */
export const showSystem = (c: AppContext): Promise<Response> => sendSystemPage(c, 200)

/** POST /admin/system/jobs/:id/attempt: carries out at once what failed. */
export async function postJobAttempt(c: AppContext): Promise<Response> {
  const isDone = await retryJob(c.var.services.db, actorOf(c), pathId(c))
  return isDone ? c.redirect(urls.admin.system('retried'), 303) : sendSystemPage(c, 409)
}

/** GET /admin/system/jobs/:id/removal */
export async function showJobRemoval(c: AppContext): Promise<Response> {
  const id = pathId(c)
  const name = await findDroppable(c.var.services.db, id)
  if (name === null) throw notFound()
  const { system } = c.var.t
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="system"
      title={system.dropQuestion}
      notes={[jobText(c.var.t, name), system.dropNote]}
      action={urls.admin.jobRemoval(id)}
      submit={system.drop}
      isDangerous
      back={urls.admin.system()}
      asked={null}
      error={null}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/system/jobs/:id/removal: gives up what failed. */
export async function postJobRemoval(c: AppContext): Promise<Response> {
  const isDone = await dropJob(c.var.services.db, actorOf(c), pathId(c))
  return isDone ? c.redirect(urls.admin.system('dropped'), 303) : sendSystemPage(c, 409)
}

async function sendSystemPage(c: AppContext, status: ContentfulStatusCode): Promise<Response> {
  const { services } = c.var
  const { db, config, keys } = services
  const { system } = c.var.t
  const done = query(c).oneOf('done', ['retried', 'dropped'])
  const page = (
    <SystemPage
      shell={adminShellOf(c)}
      facts={await readFacts(db, config, keys)}
      isReady={await services.isReady()}
      backup={await lastBackup(db)}
      jobs={await readJobs(db)}
      told={done ? system[done] : null}
      notice={status === 409 ? { title: system.gone, hint: system.goneHint } : null}
    />
  )
  return sendPrivatePage(c, page, status)
}
