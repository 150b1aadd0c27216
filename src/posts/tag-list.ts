import { type Kysely, sql } from 'kysely'
import { withPart } from '../db/like.ts'
import type { Database } from '../db/tables.ts'
import type { CountedTag } from './tags.ts'
import { foldTag } from './tag-names.ts'

interface TagsRequest {
  /** A part of a name, however it is written. */
  search: string
  /** The id that the page before ended with. */
  after: number | null
  size: number
}

/** A page of the tags, by their names. */
export async function pageOfTags(
  db: Kysely<Database>,
  { search, after, size }: TagsRequest,
): Promise<{ tags: CountedTag[]; next: number | null }> {
  const rows = await counted(db)
    .$if(search !== '', query => query.where('t.folded', 'like', withPart(foldTag(search))))
    .$if(after !== null, query =>
      query.where(sql<boolean>`t.folded > (select folded from public.tags where id = ${after})`),
    )
    .orderBy('t.folded')
    .limit(size + 1)
    .execute()
  const tags = rows.slice(0, size)
  return { tags, next: rows.length > size ? (tags.at(-1)?.id ?? null) : null }
}

/** One tag; null when there is none. */
export async function readTag(db: Kysely<Database>, id: number): Promise<CountedTag | null> {
  return (await counted(db).where('t.id', '=', id).executeTakeFirst()) ?? null
}

const counted = (db: Kysely<Database>) =>
  db
    .selectFrom('tags as t')
    .select(['t.id', 't.slug', 't.name', 't.description'])
    .select(sql<number>`(select count(*) from public.post_tags pt where pt.tag_id = t.id)`.as('posts'))
