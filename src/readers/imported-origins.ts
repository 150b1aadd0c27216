import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { type Email, hashEmail, whoWrites } from './email.ts'
import { saveContacts } from './many-contacts.ts'

/** Where a comment of another system came from. */
export interface ImportedOrigin {
  comment: number
  /** Null for one whose author is not to be known any more. */
  email: Email | null
  name: string
  ip: string | null
  /** What no other comment has: where it came from, and what it was called there. */
  foreign: readonly string[]
}

/** Which of some times are too old for an address of a network to be kept; `days` of 0 keeps all. */
export async function keepsAddressesSince(db: Kysely<Database>, days: number): Promise<Date> {
  if (days === 0) return new Date(0)
  const { since } = await db
    .selectNoFrom(sql<Date>`now() - make_interval(days => ${days})`.as('since'))
    .executeTakeFirstOrThrow()
  return since
}

/**
 * Keeps where comments came from that are brought in, before they are written in the same transaction. Addresses are
 * sealed here. Nobody is trusted for it: trust comes from a browser's mark, and none is known of these.
 */
export async function keepImportedOrigins(
  trx: Transaction<Database>,
  ring: KeyRing,
  origins: readonly ImportedOrigin[],
): Promise<void> {
  if (origins.length === 0) return
  const keys = ring.current
  const contacts = await saveContacts(
    trx,
    ring,
    origins.flatMap(({ email }) => email ?? []),
  )
  const rows = origins.map(({ comment, email, name, ip, foreign }) => ({
    comment_id: comment,
    contact_id: email === null ? null : (contacts.get(hashEmail(keys, email).toString('hex')) ?? null),
    ip,
    who: whoWrites(keys, email, name),
    submission_key: `\\x${keys.sign('submission', 'import', ...foreign).toString('hex')}`,
  }))
  // As one text: to name each value of some hundred rows takes longer than to write them.
  await trx
    .insertInto('private.origins')
    .columns(['comment_id', 'contact_id', 'ip', 'who', 'submission_key'])
    .expression(eb =>
      eb
        .selectFrom(
          sql<Given>`json_to_recordset(${JSON.stringify(rows)}::json)`.as<'r'>(
            sql`r(comment_id bigint, contact_id bigint, ip inet, who text, submission_key bytea)`,
          ),
        )
        .select(['comment_id', 'contact_id', 'ip', 'who', 'submission_key']),
    )
    .execute()
}

interface Given {
  comment_id: number
  contact_id: number | null
  ip: string | null
  who: string
  submission_key: Buffer
}
