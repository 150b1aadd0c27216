import type { Kysely } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import { type AccountActor, audit } from './audit-log.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'

/** What every authenticator app can do: six digits of HMAC-SHA-1, new every 30 seconds (RFC 6238). */
const kind = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** A clock may be a step off, and a person slow. */
const window = 1
/** As RFC 4226 recommends it. */
const secretBytes = 20

/** A secret for an authenticator app, in Base32. */
export const makeCodeSecret = (): string => new Secret({ size: secretBytes }).base32

/** What an app reads from a QR code: the secret, and what to list it under. */
export const codeAddress = (secret: string, site: string, name: string): string =>
  new TOTP({ ...kind, issuer: site, label: name, secret }).toString()

/** A secret as it may be stored, and only for this account. */
export const sealCodeSecret = (keys: Keys, account: number, secret: string): Buffer =>
  seal(keys.derive('one-time-code'), secret, contextOf(account))

/** The secret of an account; null when no key of the ring opens it, or when it is another's. */
export function openCodeSecret(ring: KeyRing, account: number, sealed: Buffer): string | null {
  for (const keys of [ring.current, ...ring.previous]) {
    const secret = unseal(keys.derive('one-time-code'), sealed, contextOf(account))
    if (secret !== null) return secret
  }
  return null
}

const contextOf = (account: number) => Buffer.from(`account ${account}`)

/** Since when an account asks for codes; null when it does not. */
export async function codesSince(db: Kysely<Database>, account: number): Promise<Date | null> {
  const found = await db
    .selectFrom('private.one_time_codes')
    .select('created_at')
    .where('account_id', '=', account)
    .executeTakeFirst()
  return found?.created_at ?? null
}

/** Asks for codes from now on, once one has shown that the app has the secret; returns the recovery codes. */
export async function turnCodesOn(
  db: Kysely<Database>,
  keys: Keys,
  actor: AccountActor,
  secret: string,
  code: string,
): Promise<string[] | 'wrong' | 'on already'> {
  const { time } = await db.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
  const step = stepOf(secret, code, time)
  if (step === null) return 'wrong'
  return transact(db, async trx => {
    const added = await trx
      .insertInto('private.one_time_codes')
      .values({
        account_id: actor.account,
        secret_sealed: sealCodeSecret(keys, actor.account, secret),
        last_step: step,
      })
      .onConflict(conflict => conflict.column('account_id').doNothing())
      .returning('account_id')
      .executeTakeFirst()
    if (!added) return 'on already'
    await audit(trx, actor, 'codes turned on')
    return makeRecoveryCodes(trx, actor.account)
  })
}

/** Asks for no codes any more, and forgets the secret and the recovery codes. */
export async function turnCodesOff(db: Kysely<Database>, actor: AccountActor): Promise<void> {
  await transact(db, async trx => {
    const removed = await trx
      .deleteFrom('private.one_time_codes')
      .where('account_id', '=', actor.account)
      .returning('account_id')
      .executeTakeFirst()
    if (removed) await audit(trx, actor, 'codes turned off')
  })
}

/** Takes a code of an account; false for a wrong one, and for one that was taken before, or an older one than that. */
export async function takeCode(
  db: Kysely<Database>,
  ring: KeyRing,
  account: number,
  code: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('private.one_time_codes')
    .select(['secret_sealed', now.as('time')])
    .where('account_id', '=', account)
    .executeTakeFirst()
  const secret = found && openCodeSecret(ring, account, found.secret_sealed)
  const step = secret ? stepOf(secret, code, found.time) : null
  if (step === null) return false
  const taken = await db
    .updateTable('private.one_time_codes')
    .set({ last_step: step })
    .where('account_id', '=', account)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst()
  return taken !== undefined
}

/** The step of 30 seconds that a code belongs to; null when it belongs to none about a time. */
export function stepOf(secret: string, code: string, time: Date): number | null {
  const timestamp = time.getTime()
  const delta = TOTP.validate({ ...kind, token: code, secret: Secret.fromBase32(secret), window, timestamp })
  return delta === null ? null : TOTP.counter({ period: kind.period, timestamp }) + delta
}
