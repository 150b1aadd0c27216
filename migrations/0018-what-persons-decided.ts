import { type Kysely, sql } from 'kysely'

/**
 * What people decided is kept with the comment: whatever its author or a rule does next, it stands until a person lifts
 * it. And what a browser proves by its cookie is a value that no other comment will ever have, ids used again included.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.comments
    add column decided text check (decided in ('pending', 'approved', 'spam', 'trash')),
    -- a moderator has changed its words: others wait for a person
    add column mended boolean not null default false`.execute(db)
  await sql`
    update public.comments c set decided = l.to_status
    from (
      select distinct on (comment_id) comment_id, to_status from private.moderation_log
      where actor not in ('rule', 'reader') and from_status <> to_status and to_status <> 'withdrawn'
      order by comment_id, id desc
    ) l where l.comment_id = c.id and c.status <> 'withdrawn'`.execute(db)
  await sql`
    update public.comments set mended = true where status <> 'withdrawn' and id in (
      select comment_id from private.moderation_log where source_before is not null)`.execute(db)

  // null for those that have been written: their cookies were given without it
  await sql`alter table private.origins add column nonce uuid`.execute(db)
  await sql`alter table private.origins alter column nonce set default gen_random_uuid()`.execute(db)
}
