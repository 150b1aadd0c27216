import { isPasswordOf } from '../accounts/accounts.ts'
import type { AppContext } from '../http/context.ts'
import { takeConfirmationPoint } from '../sign-in/brake.ts'
import { personOf } from './guard.ts'

/** Why somebody is not believed to be who is signed in, in their language, with the status to answer with. */
export interface Disbelief {
  text: string
  status: 422 | 429
}

/** Asks for the password behind what would lock an owner out or let a thief stay; null when it is right. */
export async function disbelieve(c: AppContext, password: string): Promise<Disbelief | null> {
  const { account } = c.var.t
  const { id } = personOf(c)
  if (password === '') return { text: account.confirmMissing, status: 422 }
  const wait = await takeConfirmationPoint(c, id)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return { text: account.confirmTooFast(wait), status: 429 }
  }
  const isTheirs = await isPasswordOf(c.var.services.db, id, password)
  return isTheirs ? null : { text: account.confirmWrong, status: 422 }
}

/** The same for what somebody may do without it who has only just come in. */
export async function disbelieveUnlessFresh(c: AppContext, password: string): Promise<Disbelief | null> {
  return personOf(c).isFresh ? null : disbelieve(c, password)
}
