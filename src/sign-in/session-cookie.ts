import { createMiddleware } from 'hono/factory'
import { type Account, emailOf } from '../accounts/accounts.ts'
import { closeSession, findSession, openSession, type SignedIn } from '../accounts/sessions.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { AppContext, AppEnv } from '../http/context.ts'
import { dropCookie, keepCookie, readCookie } from '../http/own-cookies.ts'
import type { Keys } from '../keys.ts'
import { hashEmail } from '../readers/contacts.ts'
import type { Email } from '../readers/email.ts'

const DAY = 86_400
const sessionDays = 30
const deviceDays = 400 // the longest that browsers keep a cookie (RFC 6265bis)

/** Opens a new session for who has shown to be somebody; the one this browser may have had ends. */
export async function signIn(c: AppContext, account: Account): Promise<void> {
  const { db, keys } = c.var.services
  const before = await whoIsSignedIn(c)
  if (before) await closeSession(db, before.id, before.session)
  const token = await openSession(db, account.id, c.req.header('user-agent') ?? null)
  keepCookie(c, 'session', token, sessionDays * DAY)
  const email = await emailOf(db, keys, account.id)
  if (email) keepCookie(c, 'device', deviceMark(keys.current, email), deviceDays * DAY)
}

/** Who this browser is signed in as; null for a stranger. */
export async function whoIsSignedIn(c: AppContext): Promise<SignedIn | null> {
  const token = readCookie(c, 'session')
  return token ? findSession(c.var.services.db, token) : null
}

/** Finds out who is signed in. While the database is away nobody is: a reader's page needs nobody. */
export const knowPerson = createMiddleware<AppEnv>(async (c, next) => {
  const person = await whoIsSignedIn(c).catch((error: unknown) => {
    if (!isUnavailable(error)) throw error
    return null
  })
  if (person) c.set('person', person)
  await next()
})

/** Takes the cookie of a session back. */
export const dropSession = (c: AppContext): void => dropCookie(c, 'session')

/** Whether somebody signed in with this very address from this browser before. */
export function isKnownDevice(c: AppContext, email: Email | null): boolean {
  if (email === null) return false
  const { current, previous } = c.var.services.keys
  const mark = readCookie(c, 'device')
  return [current, ...previous].some(keys => deviceMark(keys, email) === mark)
}

const deviceMark = (keys: Keys, email: Email) =>
  keys.sign('device', hashEmail(keys, email).toString('hex')).toString('base64url')
