import { deviceName } from '../accounts/device-name.ts'
import { addPasskey, removePasskey } from '../accounts/passkeys.ts'
import { fieldLimits } from '../comments/limits.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { idIn } from '../http/ids.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { creationOptions, readNewPasskey } from '../sign-in/ceremonies.ts'
import { fieldText, isDeceptiveLine } from '../text/field-text.ts'
import { safeReturnPath, urls } from '../urls.ts'
import { PasskeyOfferPage } from '../../views/admin/passkey-offer.tsx'
import { sendAccountPage } from './account.tsx'
import { disbelieveUnlessFresh } from './confirmation.ts'
import { actorOf, personOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/account/welcome: offers a passkey, once, to who has just made an account. */
export async function showPasskeyOffer(c: AppContext): Promise<Response> {
  const device = deviceOf(c) ?? ''
  const { isFresh } = personOf(c)
  const page = <PasskeyOfferPage shell={adminShellOf(c)} device={device} isFresh={isFresh} />
  return sendPrivatePage(c, page)
}

/** POST /admin/account/passkeys/challenge: asks for the password here, since afterwards the device has made its key. */
export async function postPasskeyChallenge(c: AppContext): Promise<Response> {
  c.header('Cache-Control', 'private, no-store')
  const disbelief = await disbelieveUnlessFresh(c, (await readForm(c)).field('password'))
  if (disbelief) return c.json({ error: disbelief.text }, disbelief.status)
  return c.json(await creationOptions(c, personOf(c)))
}

/** POST /admin/account/passkeys */
export async function postNewPasskey(c: AppContext): Promise<Response> {
  const body = await readForm(c)
  const passkey = await readNewPasskey(c, personOf(c).id, body.field('credential'))
  const name = nameIn(body.field('name')) ?? deviceOf(c) ?? c.var.t.account.passkey
  const isAdded = passkey !== null && (await addPasskey(c.var.services.db, actorOf(c), passkey, name))
  if (!isAdded) return sendAccountPage(c, { passkey: true }, 422)
  const returnTo = body.field('return')
  return c.redirect(returnTo === '' ? urls.admin.account('passkey') : safeReturnPath(returnTo), 303)
}

/** POST /admin/account/passkeys/:id/removal */
export async function postPasskeyRemoval(c: AppContext): Promise<Response> {
  await removePasskey(c.var.services.db, actorOf(c), idIn(c.req.param('id') ?? ''))
  return c.redirect(urls.admin.account('removed'), 303)
}

const deviceOf = (c: AppContext) => deviceName(c.req.header('user-agent') ?? null)

/** What a passkey is to be called; null for nothing that can be read. */
function nameIn(typed: string): string | null {
  const name = fieldText(typed).trim().slice(0, fieldLimits.name)
  return name === '' || isDeceptiveLine(name) ? null : name
}
