import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { fingerprintOf, type KeyRing, type Keys } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import type { KeySource } from '../secret-file.ts'
import type { Database } from './tables.ts'
import { Refusal } from '../refusal.ts'

/** The process came with another key than the one that the database is used with, or with none. */
export class KeyRefused extends Refusal {
  override name = 'KeyRefused'
}

/** Where the keys for a database come from, and what is done about one that is not its own. */
export interface KeysFor extends KeySource {
  /** Whether these keys open what was sealed in a database that does not know its key yet. */
  open(db: Kysely<Database>, ring: KeyRing): Promise<boolean>
  /** The one it knows is lost, and the host says to go on with this one. */
  isNew: boolean
}

/**
 * The keys that a database is used with; a new one for a database in which nothing is. Throws KeyRefused, before
 * anything was changed, when those that are here are others.
 */
export async function settleKey(db: Kysely<Database>, keys: KeysFor, inUse: boolean): Promise<KeyRing> {
  const ring = keys.find()
  if (!inUse || keys.isNew) return ring ?? keys.make()
  if (ring === null) throw new KeyRefused(says => says.key.missing(keys.place))
  if (!(await belongs(db, keys, ring))) throw new KeyRefused(says => says.key.another(keys.place))
  return ring
}

async function belongs(db: Kysely<Database>, keys: KeysFor, ring: KeyRing): Promise<boolean> {
  const known = await readSiteKey(db)
  if (!known) return keys.open(db, ring)
  return all(ring).some(each => fingerprintOf(each).equals(known.fingerprint))
}

async function readSiteKey(db: Kysely<Database>) {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'private' and c.relname = 'site_key') as there`.execute(db)
  if (!rows[0]?.there) return undefined // of before it was kept
  return db.selectFrom('private.site_key').select(['fingerprint', 'role_password']).executeTakeFirst()
}

/**
 * Writes down with which key the database is used from now on; returns the public role's password. A change of keys
 * seals that anew and leaves it as it is: nodes that still run with the key before go on.
 */
export async function rememberKey(db: Kysely<Database>, ring: KeyRing): Promise<string> {
  const known = await readSiteKey(db)
  const opened = known ? openPassword(ring, known.role_password) : null
  const fingerprint = fingerprintOf(ring.current)
  if (opened !== null && known?.fingerprint.equals(fingerprint)) return opened
  const password = opened ?? randomBytes(32).toString('base64url')
  const row = { fingerprint, role_password: sealPassword(ring.current, password), since: sql<Date>`now()` }
  await db
    .insertInto('private.site_key')
    .values(row)
    .onConflict(conflict => conflict.constraint('site_key_pkey').doUpdateSet(row))
    .execute()
  return password
}

/** Forgets with which key the database is used: one in which nothing is may be given to another. */
export async function forgetKey(db: Kysely<Database>): Promise<void> {
  await db.deleteFrom('private.site_key').execute()
}

/** The public role's password, as the last who prepared the database left it. Throws KeyRefused. */
export async function readRolePassword(db: Kysely<Database>, ring: KeyRing): Promise<string> {
  const known = await readSiteKey(db)
  const password = known ? openPassword(ring, known.role_password) : null
  if (password === null) throw new KeyRefused(says => says.key.unknown)
  return password
}

const all = (ring: KeyRing) => [ring.current, ...ring.previous]

const context = Buffer.from('the role that renders public pages')

const sealPassword = (keys: Keys, password: string) => seal(keys.derive('database-role'), password, context)

function openPassword(ring: KeyRing, sealed: Buffer): string | null {
  for (const keys of all(ring)) {
    const password = unseal(keys.derive('database-role'), sealed, context)
    if (password !== null) return password
  }
  return null
}
