import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { safeReturnPath, urls } from '../urls.ts'
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
  const body = await readForm(c)
  const returnTo = safeReturnPath(body.field('return') || urls.admin.home)
  const account = await findByPasskey(c, body.field('credential'))
  if (!account) {
    const { passkeyRefused, passkeyRefusedHint } = c.var.t.account
    const notice = { title: passkeyRefused, hint: passkeyRefusedHint }
    return sendSignInPage(c, { email: '', returnTo, notice }, 422)
  }
  await signIn(c, account)
  return c.redirect(returnTo, 303)
}
