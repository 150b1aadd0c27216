import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { listAccounts } from '../../accounts/changes.ts'
import { inviteAs, listInvitations, takeInvitationBack } from '../../accounts/invitations.ts'
import { roles } from '../../accounts/roles.ts'
import { endSessionsOf } from '../../accounts/sessions.ts'
import type { Role } from '../../db/account-tables.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { credential } from '../../http/input/form-limits.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { badRequest, forbidden, notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { urls } from '../../urls.ts'
import type { NoticeProps } from '../../../views/components/notice.tsx'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { PeoplePage } from '../../../views/admin/people/people.tsx'
import { type Disbelief, disbelieveUnlessFresh, proofAsked } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { roleIn } from './role-asked.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/people */
export const showPeople = (c: AppContext): Promise<Response> => sendPeoplePage(c, {}, 200)

/** GET /admin/invitations?role=ROLE: says what a link will do. */
export const showInvite = (c: AppContext): Promise<Response> =>
  askToInvite(c, roleIn(query(c), notFound), null)

/** POST /admin/invitations: shows the link, once; what is stored of it is a hash. */
export async function postInvitation(c: AppContext): Promise<Response> {
  const body = await readForm(c, credential)
  const role = roleIn(fields(body), badRequest)
  const disbelief = await disbelieveUnlessFresh(c, body)
  if (disbelief) return askToInvite(c, role, disbelief)
  const token = await inviteAs(c.var.services.db, actorOf(c), role)
  if (token === null) throw forbidden()
  return sendPeoplePage(c, { link: `${c.var.services.config.baseUrl}${urls.invitation(token)}` }, 201)
}

async function askToInvite(c: AppContext, role: Role, disbelief: Disbelief | null): Promise<Response> {
  const { people, admin } = c.var.t
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="people"
      title={people.inviteQuestion(admin.roles[role])}
      notes={[people.inviteNote(admin.roleHints[role]), people.inviteUndo]}
      action={urls.admin.invitations}
      fields={{ role }}
      submit={admin.inviteSubmit}
      back={urls.admin.people}
      asked={await proofAsked(c)}
      error={disbelief?.text ?? null}
    />
  )
  return sendPrivatePage(c, page, disbelief?.status ?? 200)
}

/** POST /admin/invitations/:id/removal: less can be done afterwards, so nobody is asked who they are. */
export async function postInvitationRemoval(c: AppContext): Promise<Response> {
  await takeInvitationBack(c.var.services.db, actorOf(c), pathId(c))
  return c.redirect(urls.admin.people, 303)
}

/** POST /admin/people/:id/sessions/end */
export async function postSessionsOfEnd(c: AppContext): Promise<Response> {
  const ended = await endSessionsOf(c.var.services.db, actorOf(c), pathId(c))
  if (!ended) throw notFound()
  return c.redirect(`${urls.admin.people}?done=sessions`, 303)
}

/** Who runs the blog and who was asked in, with why something was not done. */
export async function sendPeoplePage(
  c: AppContext,
  { notice = null, link = null }: { notice?: NoticeProps | null; link?: string | null },
  status: ContentfulStatusCode,
): Promise<Response> {
  const { db } = c.var.services
  const { id, isFresh } = personOf(c)
  const page = (
    <PeoplePage
      shell={adminShellOf(c)}
      self={id}
      people={await listAccounts(db)}
      invitations={await listInvitations(db)}
      roles={roles}
      isFresh={isFresh}
      told={query(c).oneOf('done', ['sessions']) ? c.var.t.people.sessionsEnded : null}
      notice={notice}
      link={link}
    />
  )
  return sendPrivatePage(c, page, status)
}
