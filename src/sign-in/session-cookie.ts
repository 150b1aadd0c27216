import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Account } from '../accounts/accounts.ts'
import { closeSession, findSession, openSession, type SignedIn } from '../accounts/sessions.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { AppContext, AppEnv } from '../http/context.ts'
import type { Keys } from '../keys.ts'
import { hashEmail } from '../readers/contacts.ts'
import type { Email } from '../readers/email.ts'

const DAY = 86_400
const sessionDays = 30
const deviceDays = 400 // the longest that browsers keep a cookie (RFC 6265bis)

/** Opens a new session for who has shown to be somebody; the one this browser may have had ends. */
export async function signIn(c: AppContext, account: Account, email: Email): Promise<void> {
  const { db, keys } = c.var.services
  const before = await whoIsSignedIn(c)
  if (before) await closeSession(db, before.id, before.session)
  const token = await openSession(db, account.id, c.req.header('user-agent') ?? null)
  set(c, 'session', token, sessionDays * DAY)
  set(c, 'device', deviceMark(keys.current, email), deviceDays * DAY)
}

/** Who this browser is signed in as; null for a stranger. */
export async function whoIsSignedIn(c: AppContext): Promise<SignedIn | null> {
  const token = get(c, 'session')
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
export function dropSession(c: AppContext): void {
  const secure = isSecure(c)
  deleteCookie(c, secure ? '__Host-session' : 'session', { path: '/', secure })
}

/** Whether somebody signed in with this very address from this browser before. */
export function isKnownDevice(c: AppContext, email: Email | null): boolean {
  if (email === null) return false
  const { current, previous } = c.var.services.keys
  const mark = get(c, 'device')
  return [current, ...previous].some(keys => deviceMark(keys, email) === mark)
}

const deviceMark = (keys: Keys, email: Email) =>
  keys.sign('device', hashEmail(keys, email).toString('hex')).toString('base64url')

const isSecure = (c: AppContext) => c.var.services.config.baseUrl.startsWith('https:')

function get(c: AppContext, name: string): string | undefined {
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}

function set(c: AppContext, name: string, value: string, maxAge: number): void {
  const secure = isSecure(c)
  setCookie(c, name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge,
    secure,
    ...(secure ? { prefix: 'host' as const } : {}),
  })
}
