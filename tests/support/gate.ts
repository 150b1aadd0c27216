import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../src/db/tables.ts'

/** Refuses every write of a comment's status, source or html that is not the gate's, from now on. */
export async function guardGate(db: Kysely<Database>): Promise<void> {
  await sql`
    create or replace function private.refuse_around_gate() returns trigger language plpgsql as $$
    begin
      if current_setting('afterword.gate', true) is distinct from 'open' then
        raise exception 'a comment was written around the gate' using errcode = 'AW001';
      end if;
      return new;
    end $$`.execute(db)
  await sql`
    create or replace trigger comments_go_through_the_gate
    before insert or update of status, source, html on public.comments
    for each row execute function private.refuse_around_gate()`.execute(db)
}

/** Writes comments as they could have come to be, without their steps: what a test begins with. */
export const aroundGate = <T>(
  db: Kysely<Database>,
  write: (trx: Transaction<Database>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async trx => {
    await sql`select set_config('afterword.gate', 'open', true)`.execute(trx)
    return write(trx)
  })

/** What a test makes of comments. */
export interface ChangedComment {
  html?: string
  source?: string
  name?: string
  language?: string
  status?: 'pending'
}

/** Makes every comment another, without the steps that it would have come by. */
export const changeComments = (db: Kysely<Database>, values: ChangedComment) =>
  aroundGate(db, trx => trx.updateTable('comments').set(values).execute())
