import { createMiddleware } from 'hono/factory'
import type { Account } from '../accounts/account.ts'
import { audit } from '../accounts/audit-log.ts'
import { closeSession, devicesOf, findSession, openSession, type SignedIn } from '../accounts/sessions.ts'
import { isUnavailable } from '../db/unavailable.ts'
import type { AppContext, AppEnv } from '../http/context.ts'
import { dropCookie, keepCookie, readCookie } from '../http/client/own-cookies.ts'
import type { Keys } from '../keys.ts'

const DAY = 86_400
const sessionDays = 30
const deviceDays = 400 // the longest that browsers keep a cookie (RFC 6265bis)

/** Signs in who has shown who they are by a passkey, or else the password, and writes that down. */
export async function signIn(
  c: AppContext,
  account: Account,
  passkey: { id: number } | null = null,
): Promise<void> {
  await renewSession(c, account, passkey?.id ?? null)
  const { id, name } = account
  const event = passkey ? 'signed in by passkey' : 'signed in'
  await audit(c.get('services').db, { account: id, name }, event, '', c.get('ip'))
}

/** Opens a new session for who has shown to be somebody; the one this browser may have had ends. */
export async function renewSession(c: AppContext, account: Account, passkey: number | null): Promise<void> {
  const { db } = c.get('services')
  const before = await whoIsSignedIn(c)
  if (before) await closeSession(db, before.id, before.session)
  const token = await openSession(db, account.id, c.req.header('user-agent') ?? null, passkey)
  keepCookie(c, 'session', token, sessionDays * DAY)
  await keepDevice(c, account.id)
}

/** Lets a browser in that is signed in now, past whoever tries its owner's address again and again. */
export async function keepDevice(c: AppContext, account: number): Promise<void> {
  const { db, keys } = c.get('services')
  const devices = await devicesOf(db, account)
  if (devices !== null) keepCookie(c, 'device', deviceMark(keys.current, account, devices), deviceDays * DAY)
}

/** Who this browser is signed in as; null for a stranger. */
export async function whoIsSignedIn(c: AppContext): Promise<SignedIn | null> {
  const token = readCookie(c, 'session')
  return token ? findSession(c.get('services').db, token) : null
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

/** Whether somebody signed in to this very account from this browser since they last ended that everywhere. */
export async function isKnownDevice(c: AppContext, account: Account | null): Promise<boolean> {
  const { db, keys } = c.get('services')
  const devices = account && (await devicesOf(db, account.id))
  if (account === null || devices === null) return false
  const mark = readCookie(c, 'device')
  return [keys.current, ...keys.previous].some(each => deviceMark(each, account.id, devices) === mark)
}

const deviceMark = (keys: Keys, account: number, devices: number) =>
  keys.sign('device', `${account} ${devices}`).toString('base64url')
