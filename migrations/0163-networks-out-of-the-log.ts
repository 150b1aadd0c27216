import { type Kysely, sql } from 'kysely'

/** The log of what people do is kept for good, and so holds no networks of readers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update private.audit_log set subject = 'blocked_networks'
    where event = 'setting changed' and starts_with(subject, 'blocked_networks: ')`.execute(db)
}
