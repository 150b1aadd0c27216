import { deviceName } from '../../readers/device-name.ts'
import { addPasskey, listPasskeys, removePasskey } from '../../accounts/passkeys.ts'
import { fieldLimits } from '../../comments/limits.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { credential } from '../../http/input/form-limits.ts'
import { fields, pathId } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { creationOptions, readNewPasskey } from '../../sign-in/ceremonies.ts'
import { beginningOf } from '../../text/cut.ts'
import { fieldText, isDeceptiveLine } from '../../text/field-text.ts'
import { isolated } from '../../i18n/direction.ts'
import { urls } from '../../urls.ts'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { PasskeyOfferPage } from '../../../views/admin/account/passkey-offer.tsx'
import { sendAccountPage } from './account.tsx'
import { type Disbelief, disbelieveUnlessFresh, proofAsked } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

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
  const disbelief = await disbelieveUnlessFresh(c, await readForm(c))
  if (disbelief) return c.json({ error: disbelief.text }, disbelief.status)
  return c.json(await creationOptions(c, personOf(c)))
}

/** POST /admin/account/passkeys */
export async function postNewPasskey(c: AppContext): Promise<Response> {
  const body = await readForm(c, credential)
  const passkey = await readNewPasskey(c, personOf(c).id, body.field('credential'))
  const name = nameIn(body.field('name')) ?? deviceOf(c) ?? c.var.t.account.passkey
  const isAdded = passkey !== null && (await addPasskey(c.var.services.db, actorOf(c), passkey, name))
  if (!isAdded) return sendAccountPage(c, { passkey: true }, 422)
  return c.redirect(fields(body).way('return', urls.admin.account('passkey')), 303)
}

/** GET /admin/account/passkeys/:id/removal: asks first, for the password or another passkey. */
export const showPasskeyRemoval = (c: AppContext): Promise<Response> => askToRemove(c, null)

/** POST /admin/account/passkeys/:id/removal */
export async function postPasskeyRemoval(c: AppContext): Promise<Response> {
  const { id } = await passkeyIn(c)
  const disbelief = await disbelieveUnlessFresh(c, await readForm(c, credential), id)
  if (disbelief) return askToRemove(c, disbelief)
  await removePasskey(c.var.services.db, actorOf(c), id)
  return c.redirect(urls.admin.account('removed'), 303)
}

async function askToRemove(c: AppContext, disbelief: Disbelief | null): Promise<Response> {
  const { id, name } = await passkeyIn(c)
  const { t } = c.var
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="account"
      title={t.account.passkeyRemoval(isolated(name))}
      notes={[t.account.passkeyRemovalNote]}
      action={urls.admin.passkeyRemoval(id)}
      fields={{ except: String(id) }}
      submit={t.admin.remove}
      isDangerous
      back={urls.admin.account()}
      asked={await proofAsked(c, id)}
      error={disbelief?.text ?? null}
    />
  )
  return sendPrivatePage(c, page, disbelief?.status ?? 200)
}

/** One of one's own passkeys. Throws notFound for anyone else's. */
async function passkeyIn(c: AppContext) {
  const id = pathId(c)
  const passkey = (await listPasskeys(c.var.services.db, personOf(c).id)).find(passkey => passkey.id === id)
  if (!passkey) throw notFound()
  return passkey
}

const deviceOf = (c: AppContext) => deviceName(c.req.header('user-agent') ?? null)

/** What a passkey is to be called; null for nothing that can be read. */
function nameIn(typed: string): string | null {
  const name = beginningOf(fieldText(typed).trim(), fieldLimits.name)
  return name === '' || isDeceptiveLine(name) ? null : name
}
