import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { maskAddresses } from '../text/addresses.ts'
import { maskOwnAddress } from '../text/own-address.ts'
import { revealAddress } from './contacts.ts'
import { Email, openEmail } from './email.ts'

/** Masks in what somebody wrote their own address, wherever it stands and whatever it is, and all that look like one. */
export const maskedFor = (writer: Email | null, text: string): string =>
  maskAddresses(writer === null ? text : maskOwnAddress(text, openEmail(writer)))

/** Whether there is anything to mask. */
export const showsAddress = (writer: Email | null, text: string): boolean => maskedFor(writer, text) !== text

/** The address that a comment was sent with; null where there is none, or none that a key of the ring opens. */
export async function addressOfWriter(
  db: Kysely<Database>,
  ring: KeyRing,
  comment: number,
): Promise<Email | null> {
  const revealed = await revealAddress(db, ring, comment)
  return typeof revealed === 'string' ? null : Email.parse(revealed.address)
}
