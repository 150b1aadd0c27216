import { type Kysely, sql } from 'kysely'

/** Articles that say the same in several languages have a key in common; readers see those that are published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.post_translations (
      post_id bigint primary key references public.posts (id) on delete cascade,
      key text not null check (char_length(key) between 1 and 200)
    )`.execute(db)
  await sql`create index post_translations_by_key on public.post_translations (key)`.execute(db)
  await sql`alter table public.post_translations enable row level security`.execute(db)
  await sql`create policy published on public.post_translations for select
    using ((select true from public.posts where posts.id = post_translations.post_id))`.execute(db)
  await sql`create trigger parts_changed after insert or update or delete on public.post_translations
    for each row execute function private.parts_changed()`.execute(db)
}
