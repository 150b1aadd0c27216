import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** Whether any reader's address is kept here. */
export async function holdsContacts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('private.contacts').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** How many addresses belong to nobody, hours after they were left over, and how many comments came from nowhere. */
export async function countStrays(db: Kysely<Database>): Promise<{ contacts: number; comments: number }> {
  const { rows } = await sql<{ contacts: number; comments: number }>`
    select
      (select count(*) from private.contacts c where created_at < now() - interval '2 hours'
        and not exists (select from private.origins o where o.contact_id = c.id)
        and not exists (select from private.accounts a where a.contact_id = c.id)
        and not exists (select from private.blocked_contacts b where b.contact_id = c.id)
        and not exists (select from private.blocks b where b.contact_id = c.id))::int as contacts,
      (select count(*) from public.comments c
        where not exists (select from private.origins o where o.comment_id = c.id))::int as comments`.execute(
    db,
  )
  return rows[0] ?? { contacts: 0, comments: 0 }
}
