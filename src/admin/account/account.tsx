import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { changePassword, emailOf } from '../../accounts/accounts.ts'
import { deviceName } from '../../readers/device-name.ts'
import { codesSince } from '../../accounts/one-time-codes.ts'
import { listPasskeys } from '../../accounts/passkeys.ts'
import {
  hashPassword,
  maxPasswordLength,
  minPasswordLength,
  passwordProblem,
} from '../../accounts/passwords.ts'
import { countRecoveryCodes } from '../../accounts/recovery-codes.ts'
import { listSessions } from '../../accounts/sessions.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { profileLimits, readProfile } from '../../posts/profile.ts'
import { partsOf } from '../../readers/email.ts'
import { renewSession } from '../../sign-in/session-cookie.ts'
import { urls } from '../../urls.ts'
import { type AccountErrors, AccountPage } from '../../../views/admin/account/account.tsx'
import { disbelieve } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/account: what somebody can change of their own way in. */
export const showAccount = (c: AppContext): Promise<Response> => sendAccountPage(c, {}, 200)

/** POST /admin/account/password: ends every session that was opened with the one before. */
export async function postPassword(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const person = personOf(c)
  const body = await readForm(c)
  const password = body.field('new-password')
  const email = await emailOf(db, keys, person.id)
  const problem = await passwordProblem(password, [person.name, ...(email ? partsOf(email) : [])])
  if (problem) return sendAccountPage(c, { newPassword: problem }, 422)
  const disbelief = await disbelieve(c, body.field('password'))
  if (disbelief) return sendAccountPage(c, { password: disbelief.text }, disbelief.status)

  await changePassword(db, actorOf(c), await hashPassword(password))
  await renewSession(c, person, null)
  return c.redirect(urls.admin.account('password'), 303)
}

/** One's account, with what is wrong with what was typed. */
export async function sendAccountPage(
  c: AppContext,
  errors: AccountErrors,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { db } = c.var.services
  const person = personOf(c)
  const since = await codesSince(db, person.id)
  const sessions = await listSessions(db, person.id)
  const page = (
    <AccountPage
      shell={adminShellOf(c)}
      done={query(c).oneOf('done', Object.keys(c.var.t.account.done))}
      errors={errors}
      isFresh={person.isFresh}
      passkeys={await listPasskeys(db, person.id)}
      device={deviceName(c.req.header('user-agent') ?? null) ?? ''}
      codes={since && { since, left: await countRecoveryCodes(db, person.id) }}
      profile={await readProfile(db, person.id)}
      profileLimits={profileLimits}
      limits={{ least: minPasswordLength, most: maxPasswordLength }}
      sessions={sessions.map(session => ({ ...session, name: deviceName(session.device) }))}
      current={person.session}
      desk={person.desk}
    />
  )
  return sendPrivatePage(c, page, status)
}
