import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What is written down of people's accounts. */
export type AuditEvent =
  | 'account created'
  | 'account removed'
  | 'role changed'
  | 'password changed'
  | 'invitation made'
  | 'sessions ended'
  | 'discussion settings changed'

/** Who does something: a person with an account, or the command line, a rule, a reader. */
export interface Actor {
  account: number | null
  name: string
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
