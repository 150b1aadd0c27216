import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { encode } from 'uqr'
import {
  codeAddress,
  codesSince,
  makeCodeSecret,
  openCodeSecret,
  sealCodeSecret,
  turnCodesOff,
  turnCodesOn,
} from '../../accounts/one-time-codes.ts'
import { renewRecoveryCodes } from '../../accounts/recovery-codes.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { normalized } from '../../text/marks.ts'
import { renewSession } from '../../sign-in/session-cookie.ts'
import { urls } from '../../urls.ts'
import { type CodeErrors, CodesPage } from '../../../views/admin/account/codes.tsx'
import { RecoveryCodesPage } from '../../../views/admin/account/recovery-codes.tsx'
import { sendAccountPage } from './account.tsx'
import { disbelieve, disbelieveUnlessFresh } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/account/codes: a secret for an app. It is stored nowhere yet; the form holds it, sealed. */
export async function showCodes(c: AppContext): Promise<Response> {
  const isOn = (await codesSince(c.var.services.db, personOf(c).id)) !== null
  return isOn ? c.redirect(urls.admin.account(), 303) : show(c, makeCodeSecret(), {}, 200)
}

/** POST /admin/account/codes: turns them on for who shows that their app has the secret. */
export async function postCodes(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const person = personOf(c)
  const body = await readForm(c)
  const secret = openCodeSecret(keys, person.id, Buffer.from(body.field('secret'), 'base64url'))
  if (secret === null) throw badRequest()
  const disbelief = await disbelieveUnlessFresh(c, body)
  if (disbelief) return show(c, secret, { password: disbelief.text }, disbelief.status)

  const code = normalized(body.field('code'), 'NFKC').replace(/[\s\p{Pd}]/gu, '')
  const codes = await turnCodesOn(db, keys.current, actorOf(c), secret, code)
  if (codes === 'wrong') return show(c, secret, { code: c.var.t.account.codeWrong }, 422)
  if (codes === 'on already') return c.redirect(urls.admin.account(), 303)
  await renewSession(c, person, null)
  return sendRecoveryCodes(c, codes)
}

/** POST /admin/account/codes/removal */
export async function postCodesRemoval(c: AppContext): Promise<Response> {
  const disbelief = await disbelieve(c, (await readForm(c)).field('password'))
  if (disbelief) return sendAccountPage(c, { codes: disbelief.text }, disbelief.status)
  await turnCodesOff(c.var.services.db, actorOf(c))
  await renewSession(c, personOf(c), null)
  return c.redirect(urls.admin.account('off'), 303)
}

/** POST /admin/account/recovery-codes: makes ten new ones; those before open nothing any more. */
export async function postRecoveryCodes(c: AppContext): Promise<Response> {
  const disbelief = await disbelieve(c, (await readForm(c)).field('password'))
  if (disbelief) return sendAccountPage(c, { codes: disbelief.text }, disbelief.status)
  const codes = await renewRecoveryCodes(c.var.services.db, actorOf(c))
  return codes ? sendRecoveryCodes(c, codes) : c.redirect(urls.admin.account(), 303)
}

/** Shows them once: what is stored of them are hashes. */
function sendRecoveryCodes(c: AppContext, codes: readonly string[]): Promise<Response> {
  return sendPrivatePage(c, <RecoveryCodesPage shell={adminShellOf(c)} codes={codes} />, 201)
}

async function show(
  c: AppContext,
  secret: string,
  errors: CodeErrors,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { keys } = c.var.services
  const { id, name, isFresh } = personOf(c)
  const page = (
    <CodesPage
      shell={adminShellOf(c)}
      secret={secret}
      sealed={sealCodeSecret(keys.current, id, secret).toString('base64url')}
      squares={encode(codeAddress(secret, c.var.settings.title, name), { border: 2 }).data}
      isFresh={isFresh}
      errors={errors}
    />
  )
  return sendPrivatePage(c, page, status)
}
