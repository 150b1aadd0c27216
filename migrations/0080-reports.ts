import { type Kysely, sql } from 'kysely'

/** What readers report: a reason, one for each browser, until somebody who moderates has looked at it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table private.reports (
      id bigint generated always as identity primary key,
      comment_id bigint not null references public.comments on delete cascade,
      -- a keyed hash of the mark that a browser has, or else of its network
      browser text not null,
      reason text not null check (reason in ('spam', 'insult', 'personal', 'unlawful', 'other')),
      at timestamptz not null default now(),
      settled_at timestamptz,
      -- the name of who settled it, as it was then
      settled_by text,
      unique (comment_id, browser)
    )`.execute(db)
  await sql`create index reports_open on private.reports (comment_id) where settled_at is null`.execute(db)
}
