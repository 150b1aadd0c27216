import { type Kysely, sql } from 'kysely'

/** Which conversation comes first, and on which page; and pages that stay of a size that can be read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public.settings
    add column thread_order text not null default 'oldest' check (thread_order in ('oldest', 'newest')),
    add column first_page text not null default 'oldest' check (first_page in ('oldest', 'newest'))`.execute(
    db,
  )
  await sql`update public.settings set threads_per_page = 100 where threads_per_page > 100`.execute(db)
  await sql`alter table public.settings drop constraint settings_threads_per_page_check,
    add constraint settings_threads_per_page_check check (threads_per_page between 1 and 100)`.execute(db)

  // An article's own days until its comments close are seen on its page as well.
  await sql`drop trigger posts_updated on public.posts`.execute(db)
  await sql`create trigger posts_updated
    after update of slug, title, language, source, html, excerpt, tags, status, comments_open, close_after_days,
      published_at, updated_at
    on public.posts for each row execute function private.posts_changed()`.execute(db)
}
