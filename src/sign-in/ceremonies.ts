import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Account } from '../accounts/account.ts'
import { makeChallenge, useChallenge } from '../accounts/challenges.ts'
import { findPasskey, listPasskeys, notePasskeyUse, type Passkey } from '../accounts/passkeys.ts'
import type { AppContext } from '../http/context.ts'

// Three hundred modules for what few do, and seldom: loaded when somebody does.
const ceremonies = () => import('@simplewebauthn/server')

/** What the browser needs to make a passkey for somebody (WebAuthn 3, 5.4), as JSON. */
export async function creationOptions(c: AppContext, { id, name }: Account) {
  const { db } = c.var.services
  const known = await listPasskeys(db, id)
  const { generateRegistrationOptions } = await ceremonies()
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
  const claims = readClaims(json)
  if (!claims || !(await useChallenge(c.var.services.db, 'add passkey', account, claims.challenge)))
    return null
  const response: RegistrationResponseJSON = JSON.parse(json)
  if (!(await isWithoutCertificates(response))) return null
  const { id, origin } = siteOf(c)
  const { verifyRegistrationResponse } = await ceremonies()
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: claims.challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(refused)
  if (!result?.verified) return null
  const { id: credentialId, publicKey, counter } = result.registrationInfo.credential
  return { credentialId, publicKey, counter, transports: transportsOf(response) }
}

/** What the browser needs to ask for a passkey, whoever's: the answer says who. */
export async function requestOptions(c: AppContext) {
  const { generateAuthenticationOptions } = await ceremonies()
  return generateAuthenticationOptions({
    rpID: siteOf(c).id,
    challenge: Buffer.from(await makeChallenge(c.var.services.db, 'use passkey', null), 'base64url'),
    userVerification: 'required',
  })
}

/** The same to ask somebody who is signed in once more, for any of their passkeys but one. */
export async function proofOptions(c: AppContext, account: number, except: number | null) {
  const { db } = c.var.services
  const passkeys = (await listPasskeys(db, account)).filter(({ id }) => id !== except)
  const { generateAuthenticationOptions } = await ceremonies()
  return generateAuthenticationOptions({
    rpID: siteOf(c).id,
    challenge: Buffer.from(await makeChallenge(db, 'prove by passkey', account), 'base64url'),
    allowCredentials: passkeys.map(({ credential_id, transports }) => ({
      id: credential_id,
      transports,
    })),
    userVerification: 'required',
  })
}

/** Whose passkey was shown, and which. */
export interface ShownPasskey {
  account: Account
  passkey: { id: number }
}

/** Whoever has shown a passkey at the door; null when it is not known, or not an answer to a challenge of ours. */
export async function findByPasskey(c: AppContext, json: string): Promise<ShownPasskey | null> {
  return readShownPasskey(c, json, 'use passkey', null)
}

/** The passkey by which somebody who is signed in has shown once more who they are; null when they have not. */
export async function findProof(c: AppContext, account: number, json: string): Promise<number | null> {
  const shown = await readShownPasskey(c, json, 'prove by passkey', account)
  return shown?.account.id === account ? shown.passkey.id : null
}

async function readShownPasskey(
  c: AppContext,
  json: string,
  purpose: 'use passkey' | 'prove by passkey',
  asked: number | null,
): Promise<ShownPasskey | null> {
  const { db } = c.var.services
  const claims = readClaims(json)
  if (!claims || !(await useChallenge(db, purpose, asked, claims.challenge))) return null
  const response: AuthenticationResponseJSON = JSON.parse(json)
  const found = await findPasskey(db, claims.id)
  if (!found || response.response.userHandle !== base64url(handleOf(found.account.id))) return null
  const { account, passkey } = found
  const { id, origin } = siteOf(c)
  const { verifyAuthenticationResponse } = await ceremonies()
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: claims.challenge,
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
  const isTheirs = await notePasskeyUse(db, passkey, result.authenticationInfo.newCounter)
  return isTheirs ? { account, passkey: { id: found.id } } : null
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

/** Which passkey a browser's answer is of, and the challenge that it says it answers; null for anything else. */
function readClaims(json: string): { id: string; challenge: string } | null {
  try {
    const answer: { id: unknown; response: { clientDataJSON: string } } = JSON.parse(json)
    const client: { challenge: unknown } = JSON.parse(
      Buffer.from(answer.response.clientDataJSON, 'base64url').toString(),
    )
    const [id, challenge] = [answer.id, client.challenge]
    return typeof id === 'string' && /^[\w-]+$/.test(id) && typeof challenge === 'string'
      ? { id, challenge }
      : null
  } catch {
    return null // a stranger may send anything
  }
}

/** Nobody asked who made the device; of a statement with certificates the library would ask their makers' servers. */
async function isWithoutCertificates({ response }: RegistrationResponseJSON): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers')
  try {
    const attestation = decodeAttestationObject(
      new Uint8Array(Buffer.from(response.attestationObject, 'base64url')),
    )
    const format = attestation.get('fmt')
    return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined)
  } catch {
    return false // not CBOR
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
