import { type Kysely, sql } from 'kysely'

/**
 * A connection keeps the plans that it made, those of checks of foreign keys too. Made while a table is known to be a page
 * long, they read it through, and go on to as it grows until its statistics are gathered anew, which PGlite never does:
 * each comment read all others three times. What writes comments forbids that, and compiling, which would be the answer
 * to what is forbidden. One check waited for the end of the transaction, where Postgres plans as it likes: it is made
 * within.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$ declare
      was text := pg_get_functiondef('private.write_comments(jsonb)'::regprocedure);
      becomes text := replace(was,
        'perform private.add_comments(added);',
        'perform private.add_comments(added);
      set constraints private.origins_comment_id_fkey immediate;
      set constraints private.origins_comment_id_fkey deferred;');
    begin
      if becomes = was then raise exception 'write_comments does not add comments as it did'; end if;
      execute becomes;
    end $$`.execute(db)
  for (const name of ['write_comments', 'add_comments']) {
    await sql`alter function private.${sql.id(name)}(jsonb) set enable_seqscan = off`.execute(db)
    await sql`alter function private.${sql.id(name)}(jsonb) set jit = off`.execute(db)
  }
}
