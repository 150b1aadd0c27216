import { audit, strangerAt } from '../accounts/audit-log.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { credential } from '../http/input/form-limits.ts'
import { urls } from '../urls.ts'
import { fields } from '../http/input/params.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { takeSignInPoint } from './brake.ts'
import { findByPasskey, requestOptions } from './ceremonies.ts'
import { signIn } from './session-cookie.ts'
import { sendSignInPage } from './sign-in-page.tsx'

/** POST /sign-in/passkey/challenge: the same for everyone, so that nobody learns who has a passkey. */
export async function postSignInChallenge(c: AppContext): Promise<Response> {
  c.header('Cache-Control', 'private, no-store')
  const wait = await takeSignInPoint(c, null, false)
  if (wait === 0) return c.json(await requestOptions(c))
  c.header('Retry-After', String(wait))
  return c.json({ error: c.var.t.signIn.tooFastHint(wait) }, 429)
}

/** POST /sign-in/passkey. A passkey is two factors by itself: nobody is asked for a code after it. */
export async function postPasskey(c: AppContext): Promise<Response> {
  const body = await readForm(c, credential)
  const returnTo = fields(body).way('return', urls.admin.home)
  const again = (notice: NoticeProps, status: 422 | 429) =>
    sendSignInPage(c, { email: '', returnTo, notice }, status)
  // Before anything is written down: a refusal is a row of the log.
  const wait = await takeSignInPoint(c, null, false)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return again({ title: c.var.t.signIn.tooFast, hint: c.var.t.signIn.tooFastHint(wait) }, 429)
  }
  const shown = await findByPasskey(c, body.field('credential'))
  if (!shown) {
    await audit(c.var.services.db, strangerAt(null), 'passkey refused', '', c.var.ip)
    const { passkeyRefused, passkeyRefusedHint } = c.var.t.account
    return again({ title: passkeyRefused, hint: passkeyRefusedHint }, 422)
  }
  await signIn(c, shown.account, shown.passkey)
  return c.redirect(returnTo, 303)
}
