import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { findByAddress, findByPassword } from '../accounts/accounts.ts'
import { audit, strangerAt } from '../accounts/audit-log.ts'
import { codesSince } from '../accounts/one-time-codes.ts'
import { closeSession } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { fields, query } from '../http/input/params.ts'
import { Email } from '../readers/email.ts'
import { urls } from '../urls.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { takeSignInPoint } from './brake.ts'
import { askForCode } from './code.tsx'
import { dropSession, isKnownDevice, signIn, whoIsSignedIn } from './session-cookie.ts'
import { sendSignInPage } from './sign-in-page.tsx'

/** GET /sign-in */
export async function showSignIn(c: AppContext): Promise<Response> {
  const returnTo = query(c).way('return', urls.admin.home)
  if (await whoIsSignedIn(c)) return c.redirect(returnTo, 303)
  return sendSignInPage(c, { email: '', returnTo, notice: null }, 200)
}

/** POST /sign-in: the same answer, in the same time, for an address that nobody has. */
export async function postSignIn(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const body = await readForm(c)
  const typed = body.field('email').trim()
  const returnTo = fields(body).way('return', urls.admin.home)
  const again = (notice: NoticeProps, status: ContentfulStatusCode) =>
    sendSignInPage(c, { email: typed, returnTo, notice }, status)

  const email = Email.parse(typed)
  const asked = email && (await findByAddress(services.db, services.keys, email))
  const wait = await takeSignInPoint(c, email, await isKnownDevice(c, asked))
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return again({ title: t.signIn.tooFast, hint: t.signIn.tooFastHint(wait) }, 429)
  }
  const account = await findByPassword(services.db, services.keys, email, body.field('password'))
  if (!account) {
    const event = asked ? 'sign-in refused' : 'sign-in as nobody refused'
    await audit(services.db, strangerAt(asked), event, asked?.name, c.var.ip)
    return again({ title: t.signIn.wrong, hint: t.signIn.wrongHint }, 422)
  }

  if (await codesSince(services.db, account.id)) return askForCode(c, account, returnTo)
  await signIn(c, account)
  return c.redirect(returnTo, 303)
}

/** POST /sign-out */
export async function postSignOut(c: AppContext): Promise<Response> {
  const person = await whoIsSignedIn(c)
  if (person) await closeSession(c.var.services.db, person.id, person.session)
  dropSession(c)
  return c.redirect(urls.home(), 303)
}
