import { type Kysely, sql } from 'kysely'

/** Accounts name authors, authors pictures, and pictures accounts: put back in any order, one of them is there later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.authors
    alter constraint authors_media_id_fkey deferrable initially deferred`.execute(db)
}
