import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Account } from '../accounts/accounts.ts'
import { makeChallenge, useChallenge } from '../accounts/challenges.ts'
import { findPasskey, listPasskeys, notePasskeyUse, type Passkey } from '../accounts/passkeys.ts'
import type { AppContext } from '../http/context.ts'

/** What the browser needs to make a passkey for somebody (WebAuthn 3, 5.4), as JSON. */
export async function creationOptions(c: AppContext, { id, name }: Account) {
  const { db } = c.var.services
  const known = await listPasskeys(db, id)
  return generateRegistrationOptions({
    rpName: c.var.settings.title,
    rpID: siteOf(c).id,
    // A device shows the name in its list: an address would stand there for everyone who looks over a shoulder.
    userName: name,
    userDisplayName: name,
    userID: new TextEncoder().encode(handleOf(id)),
    challenge: Buffer.from(await makeChallenge(db, 'add passkey', id), 'base64url'),
    excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** The passkey that a browser made for an account; null when it is not an answer to a challenge of ours. */
export async function readNewPasskey(c: AppContext, account: number, json: string): Promise<Passkey | null> {
  const answer = parse<RegistrationResponseJSON>(json)
  if (!answer || !(await useChallenge(c.var.services.db, 'add passkey', account, answer.challenge)))
    return null
  const { id, origin } = siteOf(c)
  const result = await verifyRegistrationResponse({
    response: answer.response,
    expectedChallenge: answer.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(refused)
  if (!result?.verified) return null
  const { id: credentialId, publicKey, counter } = result.registrationInfo.credential
  return { credentialId, publicKey, counter, transports: transportsOf(answer.response) }
}

/** What the browser needs to ask for a passkey, whoever's: the answer says who. */
export async function requestOptions(c: AppContext) {
  return generateAuthenticationOptions({
    rpID: siteOf(c).id,
    challenge: Buffer.from(await makeChallenge(c.var.services.db, 'use passkey', null), 'base64url'),
    userVerification: 'required',
  })
}

/** Whoever has shown a passkey; null when it is not known, or not an answer to a challenge of ours. */
export async function findByPasskey(c: AppContext, json: string): Promise<Account | null> {
  const { db } = c.var.services
  const answer = parse<AuthenticationResponseJSON>(json)
  if (!answer || !(await useChallenge(db, 'use passkey', null, answer.challenge))) return null
  const found = await findPasskey(db, answer.id)
  if (!found || answer.response.response.userHandle !== base64url(handleOf(found.account.id))) return null
  const { account, passkey } = found
  const { id, origin } = siteOf(c)
  const result = await verifyAuthenticationResponse({
    response: answer.response,
    expectedChallenge: answer.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
      transports: [...passkey.transports],
    },
    requireUserVerification: true,
  }).catch(refused)
  if (!result?.verified) return null
  return (await notePasskeyUse(db, passkey, result.authenticationInfo.newCounter)) ? account : null
}

/** The library throws whatever it objects to: another origin, no user verification, a counter that went back. */
const refused = () => null

/** By what an account is known to a device. It is shown to nobody, and says nothing. */
const handleOf = (account: number) => `account-${account}`
const base64url = (text: string) => Buffer.from(text).toString('base64url')

/**
 * Whom a passkey is for. Without BASE_URL it is localhost alone, on the port that the request names: a device binds
 * what it signs to the name of the site, so nothing that it signs for another can be used here.
 */
function siteOf(c: AppContext): { id: string; origin: string } {
  const { baseUrl, baseUrlIsPinned } = c.var.services.config
  const origin = baseUrlIsPinned ? baseUrl : `http://${c.req.header('host') ?? ''}`
  return { id: new URL(baseUrl).hostname, origin }
}

/** A browser's answer, and the challenge that it says it answers; null for anything else. */
function parse<T extends { id: string; response: { clientDataJSON: string } }>(json: string) {
  try {
    const response: T = JSON.parse(json)
    const client: { challenge: unknown } = JSON.parse(
      Buffer.from(response.response.clientDataJSON, 'base64url').toString(),
    )
    const { id } = response
    if (typeof id !== 'string' || typeof client.challenge !== 'string' || !/^[\w-]+$/.test(id)) return null
    return { response, id, challenge: client.challenge }
  } catch {
    return null // a stranger may send anything
  }
}

/** The ways to reach the device, as its browser names them. */
function transportsOf({ response: { transports } }: RegistrationResponseJSON): string[] {
  const named: unknown[] = Array.isArray(transports) ? transports : []
  return named
    .filter(transport => typeof transport === 'string')
    .filter(transport => /^[a-z-]{1,20}$/.test(transport))
    .slice(0, 8)
}
