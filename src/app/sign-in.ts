import type { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { postCode, showCode } from '../sign-in/code.tsx'
import { acceptInvitation, showInvitation } from '../sign-in/invitations.tsx'
import { postPasskey, postSignInChallenge } from '../sign-in/passkey.ts'
import { postSignIn, postSignOut, showSignIn } from '../sign-in/sign-in.tsx'

/** The ways in. */
export function routeSignIn(app: Hono<AppEnv>): void {
  app.get('/sign-in', showSignIn)
  app.post('/sign-in', postSignIn)
  app.get('/sign-in/code', showCode)
  app.post('/sign-in/code', postCode)
  app.post('/sign-in/passkey', postPasskey)
  app.post('/sign-in/passkey/challenge', postSignInChallenge)
  app.post('/sign-out', postSignOut)
  app.get('/invitations/:token', showInvitation)
  app.post('/invitations/:token', acceptInvitation)
}
