import { takePoint } from '../readers/rate-limit.ts'
import type { AppContext } from '../http/context.ts'
import { clientNetwork } from '../http/client-address.ts'
import type { Email } from '../readers/email.ts'
import { hashEmail } from '../readers/contacts.ts'

const windowSeconds = 15 * 60
const perClient = 20
const perAddress = 10

/**
 * Takes a point for an attempt to sign in; gives 0 or the seconds to wait. Each client has its own, and so has each
 * address, whoever tries it: but a browser that was signed in before does not ask for the address's, or anyone could
 * keep a moderator out by trying their address again and again.
 */
export function takeSignInPoint(c: AppContext, email: Email | null, isKnown: boolean): Promise<number> {
  const { db, keys } = c.var.services
  return db.transaction().execute(async trx => {
    const client = clientNetwork(c.var.ip)
    const wait = await takePoint(trx, keys.current, `sign-in:${client}`, perClient, windowSeconds)
    if (wait > 0 || email === null || isKnown) return wait
    const address = hashEmail(keys.current, email).toString('hex')
    return takePoint(trx, keys.current, `sign-in-as:${address}`, perAddress, windowSeconds)
  })
}
