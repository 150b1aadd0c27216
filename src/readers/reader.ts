import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { renewAside } from './aside.ts'
import { findContactsByAddress, hashesOf } from './contacts.ts'
import { type Email, whoWrites } from './email.ts'
import { erasedMark } from './erased.ts'

/** The person with an address, by all that is held of them under. */
export interface Reader {
  contacts: number[]
  /** Of the address, under each key of the ring. */
  hashes: Buffer[]
  /** The same as it stands for who writes. */
  whos: string[]
  /** What is kept of them once they are erased. */
  mark: Buffer
}

/** What the person with an address is held under, whether anything is or not. */
export async function findReader(db: Kysely<Database>, ring: KeyRing, email: Email): Promise<Reader> {
  await renewAside(db, ring)
  return {
    contacts: await findContactsByAddress(db, ring, email),
    hashes: hashesOf(ring, email),
    whos: [ring.current, ...ring.previous].map(keys => whoWrites(keys, email, '')),
    mark: erasedMark(ring.current, email),
  }
}
