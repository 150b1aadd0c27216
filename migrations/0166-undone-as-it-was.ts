import { type Kysely, sql } from 'kysely'

/**
 * Undo leaves a comment as it was, and whoever wrote it: a step keeps what a person had decided before it, and whom an
 * approval forgives is known for thirty days, so that taking it back forgives nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // null: not kept, as with steps from before, and those that no person took
  await sql`alter table private.moderation_log add column decided_before text
    check (decided_before in ('nobody', 'pending', 'approved', 'spam', 'trash'))`.execute(db)
  // by which decision
  await sql`alter table private.taken_back add column forgiven uuid`.execute(db)
  await sql`create index taken_back_by_decision on private.taken_back (forgiven) where forgiven is not null`.execute(
    db,
  )
  await sql`
    create or replace function private.reputation_of(
      person text, mark text, address bigint, besides bigint, enough integer,
      out approved_before integer, out is_taken_back boolean, out is_blocked boolean
    ) language plpgsql stable as $$
    begin
      approved_before := (select count(*) from (
        select from private.origins o join public.comments c on c.id = o.comment_id
        where o.who = person and o.browser = mark and c.status = 'approved' and c.id is distinct from besides
        limit enough) approved);
      is_taken_back := exists (
        select from private.taken_back t
        where t.mark in (person, reputation_of.mark) and t.expires > now() and t.forgiven is null);
      is_blocked := exists (select from private.blocked_contacts b where b.contact_id = address);
    end $$`.execute(db)
}
