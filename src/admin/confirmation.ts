import { isPasswordOf } from '../accounts/accounts.ts'
import { listPasskeys } from '../accounts/passkeys.ts'
import { noteProof } from '../accounts/sessions.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import type { FormBody } from '../http/input/form-fields.ts'
import { fields } from '../http/input/params.ts'
import { takeConfirmationPoint } from '../sign-in/brake.ts'
import { findProof, proofOptions } from '../sign-in/ceremonies.ts'
import { personOf } from './guard.ts'

/** Why somebody is not believed to be who is signed in, in their language, with the status to answer with. */
export interface Disbelief {
  text: string
  status: 422 | 429
}

/**
 * Asks for a proof of who somebody is: the password or a passkey, sent with the form; null when it is right, or when their
 * session has had one just now. A passkey that is to be removed (`except`) proves nothing.
 */
export async function disbelieveUnlessFresh(
  c: AppContext,
  body: FormBody,
  except: number | null = null,
): Promise<Disbelief | null> {
  if (isProved(c, except)) return null
  const credential = body.field('credential')
  if (credential === '') return disbelieve(c, body.field('password'))
  const { account } = c.var.t
  const { id, session } = personOf(c)
  const passkey = await findProof(c, id, credential)
  if (passkey === null || passkey === except)
    return { text: `${account.passkeyRefused} ${account.passkeyRefusedHint}`, status: 422 }
  await noteProof(c.var.services.db, session, passkey)
  return null
}

/** Asks for the password behind what would lock an owner out or let a thief stay; null when it is right. */
export async function disbelieve(c: AppContext, password: string): Promise<Disbelief | null> {
  const { account } = c.var.t
  const { id, session } = personOf(c)
  if (password === '') return { text: account.confirmMissing, status: 422 }
  const wait = await takeConfirmationPoint(c, id)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return { text: account.confirmTooFast(wait), status: 429 }
  }
  const { db } = c.var.services
  if (!(await isPasswordOf(db, id, password))) return { text: account.confirmWrong, status: 422 }
  await noteProof(db, session, null)
  return null
}

function isProved(c: AppContext, except: number | null): boolean {
  const { isFresh, provedBy } = personOf(c)
  return isFresh && (except === null || provedBy !== except)
}

/** What a page that asks for a proof offers; null where none is needed. */
export async function proofAsked(
  c: AppContext,
  except: number | null = null,
): Promise<{ byPasskey: boolean } | null> {
  if (isProved(c, except)) return null
  const passkeys = await listPasskeys(c.var.services.db, personOf(c).id)
  return { byPasskey: passkeys.some(({ id }) => id !== except) }
}

/** POST /admin/account/proof/challenge: what the browser needs to ask for a passkey once more. */
export async function postProofChallenge(c: AppContext): Promise<Response> {
  c.header('Cache-Control', 'private, no-store')
  const { id } = personOf(c)
  const wait = await takeConfirmationPoint(c, id)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return c.json({ error: c.var.t.account.confirmTooFast(wait) }, 429)
  }
  return c.json(await proofOptions(c, id, fields(await readForm(c)).id('except')))
}
