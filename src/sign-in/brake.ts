import { takePoint } from '../readers/rate-limit.ts'
import type { AppContext } from '../http/context.ts'
import { clientNetwork } from '../http/client/client-address.ts'
import { type Email, hashEmail } from '../readers/email.ts'
import { transact } from '../db/transact.ts'

const windowSeconds = 15 * 60
const perClient = 20
const perAddress = 10
const perAccount = 10
const daySeconds = 24 * 60 * 60
const codesPerDay = 30

/**
 * Takes a point for an attempt to sign in; returns 0 or the seconds to wait. Each client has its own, and so has each
 * address, whoever tries it: but a browser that was signed in before does not ask for the address's, or anyone could
 * keep a moderator out by trying their address again and again.
 */
export function takeSignInPoint(c: AppContext, email: Email | null, isKnown: boolean): Promise<number> {
  if (email === null || isKnown) return takePoints(c, [])
  const address = hashEmail(c.var.services.keys.current, email).toString('hex')
  return takePoints(c, [[`sign-in-as:${address}`, perAddress, windowSeconds]])
}

/** Takes a point for a password that somebody who is signed in gives again; returns 0 or the seconds to wait. */
export function takeConfirmationPoint(c: AppContext, account: number): Promise<number> {
  return takePoints(c, [[`confirm:${account}`, perAccount, windowSeconds]])
}

/**
 * Takes a point for a code of an app; returns 0 or the seconds to wait. Three of a million codes are right at any time:
 * thirty guesses a day make it one chance in ten thousand, for somebody who has the password already. Recovery codes and
 * passkeys ask for none of these points, so that nobody is kept out by who spends theirs.
 */
export function takeCodePoint(c: AppContext, account: number): Promise<number> {
  return takePoints(c, [
    [`code:${account}`, perAccount, windowSeconds],
    [`codes-a-day:${account}`, codesPerDay, daySeconds],
  ])
}

/** One point of the client's, then one of each other kind, until one of them has none left. */
function takePoints(
  c: AppContext,
  others: [name: string, points: number, seconds: number][],
): Promise<number> {
  const { db, keys } = c.var.services
  const client: (typeof others)[number] = [`sign-in:${clientNetwork(c.var.ip)}`, perClient, windowSeconds]
  return transact(db, async trx => {
    for (const [name, points, seconds] of [client, ...others]) {
      const wait = await takePoint(trx, keys.current, name, points, seconds)
      if (wait > 0) return wait
    }
    return 0
  })
}
