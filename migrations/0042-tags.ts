import { type Kysely, sql } from 'kysely'

/** Tags become rows: one for all ways to write a name in small and large letters, shown as it was first typed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table public.tags (
      id bigint generated always as identity primary key,
      slug text not null unique check (char_length(slug) between 1 and 200),
      name text not null check (char_length(name) between 1 and 100),
      folded text not null unique,
      description text not null default '' check (char_length(description) <= 1000)
    )`.execute(db)
  await sql`
    create table public.post_tags (
      post_id bigint not null references public.posts on delete cascade,
      tag_id bigint not null references public.tags on delete cascade,
      place smallint not null default 0,
      primary key (post_id, tag_id)
    )`.execute(db)
  await sql`create index post_tags_by_tag on public.post_tags (tag_id, post_id)`.execute(db)

  const { rows } = await sql<{ name: string }>`
    select t.name from public.posts p, unnest(p.tags) with ordinality as t (name, place)
    group by t.name order by min(p.id), min(t.place)`.execute(db)
  // Here and not in SQL: what a database takes for a letter depends on its locale.
  const slugs = new Set<string>()
  const ids = new Map<string, string>()
  for (const { name } of rows) {
    const folded = foldTag(name)
    if (!ids.has(folded)) {
      const slug = freeSlug(slugOf(name), slugs)
      const added = await sql<{ id: string }>`
        insert into public.tags (slug, name, folded) values (${slug}, ${name}, ${folded}) returning id`.execute(
        db,
      )
      ids.set(folded, added.rows[0]?.id ?? '')
    }
    await sql`
      insert into public.post_tags (post_id, tag_id, place)
      select p.id, ${ids.get(folded)}::bigint, t.place
      from public.posts p, unnest(p.tags) with ordinality as t (name, place) where t.name = ${name}
      on conflict do nothing`.execute(db)
  }
  // it names the column; another takes its place
  await sql`drop trigger posts_updated on public.posts`.execute(db)
  await sql`alter table public.posts drop column tags`.execute(db)

  // a tag that only a draft has may be what nobody is to know yet
  await sql`alter table public.post_tags enable row level security`.execute(db)
  await sql`create policy published on public.post_tags for select
    using ((select true from public.posts where posts.id = post_tags.post_id))`.execute(db)
  await sql`alter table public.tags enable row level security`.execute(db)
  await sql`create policy published on public.tags for select
    using ((select true from public.post_tags where post_tags.tag_id = tags.id limit 1))`.execute(db)
}

const foldTag = (name: string) =>
  name.normalize('NFC').toLowerCase().normalize('NFC').replace(/\s+/g, ' ').trim()

function slugOf(name: string): string {
  const slug = foldTag(name)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return slug || 'tag'
}

function freeSlug(slug: string, taken: Set<string>): string {
  let free = slug
  for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`
  taken.add(free)
  return free
}
