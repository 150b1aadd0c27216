import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What is written down of people's accounts. */
export type AuditEvent =
  | 'account created'
  | 'account removed'
  | 'role changed'
  | 'password changed'
  | 'invitation made'
  | 'session ended'
  | 'sessions ended'
  | 'passkey added'
  | 'passkey removed'
  | 'codes turned on'
  | 'codes turned off'
  | 'recovery codes made'
  | 'recovery code used'
  | 'discussion settings changed'
  | 'comments of an article opened or closed'
  | 'reader blocked'
  | 'reader unblocked'
  | 'reader exported'
  | 'reader erased'

/** Who does something: a person with an account, or the command line, a rule, a reader. */
export interface Actor {
  account: number | null
  name: string
}

/** A person with an account who does something to it. */
export interface AccountActor extends Actor {
  account: number
}

/** Writes down what somebody did, in the transaction that does it. */
export async function audit(
  db: Kysely<Database>,
  actor: Actor,
  event: AuditEvent,
  subject = '',
): Promise<void> {
  await db
    .insertInto('private.audit_log')
    .values({ account_id: actor.account, actor: actor.name, event, subject })
    .execute()
}

/** A line of the log. */
export interface AuditEntry {
  id: number
  actor: string
  event: string
  subject: string
  at: Date
}

/** A page of the log, the last first, those before an id. */
export async function readAudit(
  db: Kysely<Database>,
  before: number | null,
  size: number,
): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const rows = await db
    .selectFrom('private.audit_log')
    .select(['id', 'actor', 'event', 'subject', 'at'])
    .$if(before !== null, query => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const entries = rows.slice(0, size)
  return { entries, next: rows.length > size ? (entries.at(-1)?.id ?? null) : null }
}
