import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** What is written down of people's accounts. */
export type AuditEvent =
  | 'account created'
  | 'account removed'
  | 'account restored'
  | 'role changed'
  | 'password changed'
  | 'profile changed'
  | 'address changed'
  | 'invitation made'
  | 'invitation taken back'
  | 'signed in'
  | 'signed in by passkey'
  | 'sign-in refused'
  | 'sign-in as nobody refused'
  | 'code refused'
  | 'passkey refused'
  | 'session ended'
  | 'sessions ended'
  | 'sessions of another ended'
  | 'passkey added'
  | 'passkey removed'
  | 'codes turned on'
  | 'codes turned off'
  | 'recovery codes made'
  | 'recovery code used'
  | 'setting changed'
  | 'blocked addresses changed'
  | 'comments of an article opened or closed'
  | 'file deleted'
  | 'preview link made'
  | 'preview link ended'
  | 'old address changed'
  | 'old address forgotten'
  | 'block added'
  | 'block lifted'
  | 'reader blocked'
  | 'reader unblocked'
  | 'reader exported'
  | 'reader erased'
  | 'spam emptied'
  | 'waiting judged again'
  | 'service key changed'
  | 'attack called readers'
  | 'attack called an attack'
  | 'lessons forgotten'
  | 'lessons asked for'
  | 'job tried again'
  | 'job given up'
  | 'site exported'
  | 'import taken back'

/** Who does something: a person with an account, or the command line, a rule, a reader. */
export interface Actor {
  account: number | null
  name: string
}

/** A person with an account who does something to it. */
export interface AccountActor extends Actor {
  account: number
}

/** Somebody who has not shown who they are, at the door of this account. */
export const strangerAt = (account: { id: number } | null): Actor => ({
  account: account?.id ?? null,
  name: 'stranger',
})

/**
 * Writes down what somebody did, in the transaction that does it. Of a client's address only the network is kept, /24 of
 * IPv4 and /48 of IPv6: enough to see that a sign-in came from elsewhere, too little to say from whose home.
 */
export async function audit(
  db: Kysely<Database>,
  actor: Actor,
  event: AuditEvent,
  subject = '',
  ip: string | null = null,
): Promise<void> {
  const network = sql<string | null>`network(set_masklen(${ip}::inet,
    case family(${ip}::inet) when 4 then 24 else 48 end))`
  await db
    .insertInto('private.audit_log')
    .values({ account_id: actor.account, actor: actor.name, event, subject, network })
    .execute()
}

/** Drops the networks of what is older than some days, as the origins of comments are dropped; 0 keeps them. */
export async function forgetOldNetworks(db: Kysely<Database>, days: number): Promise<void> {
  if (days === 0) return
  await db
    .updateTable('private.audit_log')
    .set({ network: null })
    .where('network', 'is not', null)
    .where('at', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .execute()
}

/** What strangers leave in the log, who come as often as they like. */
const refusals: AuditEvent[] = [
  'sign-in refused',
  'sign-in as nobody refused',
  'code refused',
  'passkey refused',
]
/** So long a refusal tells whether somebody was at the door. */
const refusalDays = 90

/** Drops the refusals that are old. */
export async function forgetOldRefusals(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('private.audit_log')
    .where('event', 'in', refusals)
    .where('at', '<', sql<Date>`now() - make_interval(days => ${refusalDays})`)
    .execute()
}

/** A line of the log. */
export interface AuditEntry {
  id: number
  actor: string
  event: string
  subject: string
  network: string | null
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
    .select(['id', 'actor', 'event', 'subject', 'network', 'at'])
    .$if(before !== null, query => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const entries = rows.slice(0, size)
  return { entries, next: rows.length > size ? (entries.at(-1)?.id ?? null) : null }
}
