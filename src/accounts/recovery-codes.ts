import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { normalized } from '../text/marks.ts'
import { type AccountActor, audit } from './audit-log.ts'
import { hashToken } from './tokens.ts'

const howMany = 10
const letters = 16
/** Without i, l, o and u, which are taken for 1, 0 and v: 16 of these are 80 bits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Makes ten codes that stand for an app that is lost, in place of those before. Only hashes of them are kept. */
export async function makeRecoveryCodes(trx: Transaction<Database>, account: number): Promise<string[]> {
  const codes = Array.from({ length: howMany }, makeCode)
  await trx.deleteFrom('private.recovery_codes').where('account_id', '=', account).execute()
  await trx
    .insertInto('private.recovery_codes')
    .values(codes.map(code => ({ account_id: account, code_hash: hashToken(plain(code)) })))
    .execute()
  return codes
}

const makeCode = () =>
  Array.from(randomBytes(letters), byte => alphabet.charAt(byte % alphabet.length))
    .join('')
    .replace(/.{4}(?=.)/g, '$&-')

/** A code without its hyphens, as a person may have copied it by hand. */
const plain = (typed: string) =>
  normalized(typed, 'NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')

/** The same for somebody who has run out of them; null when they are not asked for codes. */
export function renewRecoveryCodes(db: Kysely<Database>, actor: AccountActor): Promise<string[] | null> {
  return transact(db, async trx => {
    const codes = await trx
      .selectFrom('private.one_time_codes')
      .select('account_id')
      .where('account_id', '=', actor.account)
      .forUpdate()
      .executeTakeFirst()
    if (!codes) return null
    await audit(trx, actor, 'recovery codes made')
    return makeRecoveryCodes(trx, actor.account)
  })
}

/** Uses a recovery code of an account up; false when it has no such code, or not any more. */
export function useRecoveryCode(db: Kysely<Database>, actor: AccountActor, typed: string): Promise<boolean> {
  return transact(db, async trx => {
    const used = await trx
      .deleteFrom('private.recovery_codes')
      .where('account_id', '=', actor.account)
      .where('code_hash', '=', hashToken(plain(typed)))
      .returning('account_id')
      .executeTakeFirst()
    if (!used) return false
    await audit(trx, actor, 'recovery code used', String(await countRecoveryCodes(trx, actor.account)))
    return true
  })
}

/** How many codes an account has left. */
export async function countRecoveryCodes(db: Kysely<Database>, account: number): Promise<number> {
  const { count } = await db
    .selectFrom('private.recovery_codes')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  return count
}
