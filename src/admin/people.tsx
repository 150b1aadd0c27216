import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type AccountChange, changeRole, listAccounts, removeAccount } from '../accounts/accounts.ts'
import { invite } from '../accounts/invitations.ts'
import { isRole, roles } from '../accounts/roles.ts'
import type { Role } from '../db/account-tables.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { idIn } from '../http/ids.ts'
import { badRequest, notFound } from '../http/problems.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { urls } from '../urls.ts'
import { PeoplePage } from '../../views/admin/people.tsx'
import { actorOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/people */
export const showPeople = (c: AppContext): Promise<Response> => show(c, {}, 200)

/** POST /admin/invitations: shows the link, once; what is stored of it is a hash. */
export async function postInvitation(c: AppContext): Promise<Response> {
  const token = await invite(c.var.services.db, actorOf(c), await roleIn(c))
  return show(c, { link: `${c.var.services.config.baseUrl}${urls.invitation(token)}` }, 201)
}

/** POST /admin/people/:id/role */
export async function postRole(c: AppContext): Promise<Response> {
  return answer(c, await changeRole(c.var.services.db, actorOf(c), accountIn(c), await roleIn(c)))
}

/** POST /admin/people/:id/removal */
export async function postRemoval(c: AppContext): Promise<Response> {
  return answer(c, await removeAccount(c.var.services.db, actorOf(c), accountIn(c)))
}

const accountIn = (c: AppContext) => idIn(c.req.param('id') ?? '')

async function roleIn(c: AppContext): Promise<Role> {
  const role = (await readForm(c)).field('role')
  if (!isRole(role)) throw badRequest()
  return role
}

function answer(c: AppContext, change: AccountChange): Response | Promise<Response> {
  switch (change) {
    case 'done':
      return c.redirect(urls.admin.people, 303)
    case 'noSuchAccount':
      throw notFound()
    case 'lastAdministrator': {
      const { lastAdministrator, lastAdministratorHint } = c.var.t.admin
      return show(c, { notice: { title: lastAdministrator, hint: lastAdministratorHint } }, 409)
    }
  }
}

async function show(
  c: AppContext,
  { notice = null, link = null }: { notice?: { title: string; hint: string } | null; link?: string | null },
  status: ContentfulStatusCode,
): Promise<Response> {
  const people = await listAccounts(c.var.services.db)
  const page = (
    <PeoplePage shell={adminShellOf(c)} people={people} roles={roles} notice={notice} link={link} />
  )
  return sendPrivatePage(c, page, status)
}
