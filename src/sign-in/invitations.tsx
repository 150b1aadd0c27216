import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { createAccount } from '../accounts/accounts.ts'
import { findInvitation, useInvitation } from '../accounts/invitations.ts'
import { hashPassword, maxPasswordLength, minPasswordLength } from '../accounts/passwords.ts'
import { fieldLimits } from '../comments/limits.ts'
import type { Role } from '../db/account-tables.ts'
import { transact } from '../db/transact.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { pathText } from '../http/input/params.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { urls } from '../urls.ts'
import { ProblemPage } from '../../views/site/problem.tsx'
import { InvitationPage } from '../../views/sign-in/invitation.tsx'
import { accountDraft, type AccountDraft, type AccountErrors } from './account-form.ts'
import { takeSignInPoint } from './brake.ts'
import { signIn } from './session-cookie.ts'

/** GET /invitations/:token: shows the form, and uses nothing up: a mail scanner follows links too. */
export async function showInvitation(c: AppContext): Promise<Response> {
  const token = pathText(c, 'token')
  const role = await findInvitation(c.var.services.db, token)
  return role ? show(c, { token, role, typed: { name: '', email: '' }, errors: {} }, 200) : showUsedUp(c)
}

/** POST /invitations/:token: makes the account and signs its owner in. */
export async function acceptInvitation(c: AppContext): Promise<Response> {
  const { services } = c.var
  const token = pathText(c, 'token')
  const body = await readForm(c)
  const role = await findInvitation(services.db, token)
  if (!role) return showUsedUp(c)

  const typed = { name: body.field('name'), email: body.field('email') }
  const draft = await accountDraft(name => body.field(name))
  if ('errors' in draft) return show(c, { token, role, typed, errors: draft.errors }, 422)
  // Hashing a password is dear: nobody may have it done again and again.
  const wait = await takeSignInPoint(c, null, false)
  if (wait > 0) return showTooFast(c, wait)

  const account = await makeAccount(c, token, draft)
  if (account === 'used') return showUsedUp(c)
  if (account === 'taken') return show(c, { token, role, typed, errors: { email: 'taken' } }, 422)
  await signIn(c, account)
  return c.redirect(urls.admin.welcome, 303)
}

/** Uses the link up and makes the account, both or neither. */
async function makeAccount(c: AppContext, token: string, draft: AccountDraft) {
  const { db, keys } = c.var.services
  // Before the transaction: it takes a twentieth of a second, and others wait for the connection.
  const passwordHash = await hashPassword(draft.password)
  const taken = new Error('somebody has an account with this address')
  try {
    return await transact(db, async trx => {
      const role = await useInvitation(trx, token)
      if (!role) return 'used' as const
      const account = await createAccount(trx, keys, {
        email: draft.email,
        name: draft.name,
        passwordHash,
        role,
      })
      if (!account) throw taken // rolls back: the link stays good for another address
      return account
    })
  } catch (error) {
    if (error === taken) return 'taken' as const
    throw error
  }
}

interface Shown {
  token: string
  role: Role
  typed: { name: string; email: string }
  errors: AccountErrors
}

function show(c: AppContext, shown: Shown, status: ContentfulStatusCode): Promise<Response> {
  const limits = {
    name: fieldLimits.name,
    email: fieldLimits.email,
    passwordLeast: minPasswordLength,
    password: maxPasswordLength,
  }
  return sendPrivatePage(c, <InvitationPage shell={shellOf(c)} {...shown} limits={limits} />, status)
}

function showUsedUp(c: AppContext): Promise<Response> {
  const { signIn } = c.var.t
  const page = <ProblemPage shell={shellOf(c)} title={signIn.linkUsed} hint={signIn.linkUsedHint} />
  return sendPrivatePage(c, page, 404)
}

function showTooFast(c: AppContext, wait: number): Promise<Response> {
  const { signIn } = c.var.t
  c.header('Retry-After', String(wait))
  const page = <ProblemPage shell={shellOf(c)} title={signIn.tooFast} hint={signIn.tooFastHint(wait)} />
  return sendPrivatePage(c, page, 429)
}
