import { type Kysely, sql } from 'kysely'

/** What moderators pin, and the conversations that they close: of a comment by its id, of a conversation by its first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.comment_marks (
      comment_id bigint not null references public.comments on delete cascade,
      mark text not null check (mark in ('pinned', 'closed')),
      post_id bigint not null references public.posts on delete cascade,
      at timestamptz not null default now(),
      primary key (comment_id, mark)
    )`.execute(db)
  await sql`create index comment_marks_pinned on public.comment_marks (post_id) where mark = 'pinned'`.execute(
    db,
  )
  // Of an article that is read: that a conversation is closed is told where its first comment is gone, too.
  await sql`alter table public.comment_marks enable row level security`.execute(db)
  await sql`create policy published on public.comment_marks for select
    using ((select true from public.posts where posts.id = comment_marks.post_id))`.execute(db)
  await sql`
    create function private.marks_changed() returns trigger language plpgsql as $$
    begin
      perform private.tell_comments(array[coalesce(new.post_id, old.post_id)]);
      return null;
    end $$`.execute(db)
  await sql`create trigger comment_marks_changed after insert or update or delete on public.comment_marks
    for each row execute function private.marks_changed()`.execute(db)
}
