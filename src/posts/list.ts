import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Openness, PostKind, PostStatus } from '../db/post-tables.ts'
import { withPart } from '../db/like.ts'
import type { Database } from '../db/tables.ts'
import { isOwn } from './authors.ts'
import { opennessOf } from './openness.ts'

/** The lists of articles by state; a scheduled one is published at a time to come. */
export const postTabs = ['all', 'draft', 'published', 'scheduled', 'private', 'trash'] as const
export type PostTab = (typeof postTabs)[number]

/** Which articles somebody wants to see. */
export interface PostFilter {
  /** Null: everyone's; else those of one account. */
  account: number | null
  tab: PostTab
  /** A part of the title or of the address. */
  search: string
  /** Slugs of a tag and of an author. */
  tag: string | null
  author: string | null
  language: string | null
  /** Such as 2026-01, in the site's zone. */
  month: string | null
  /** The id of the article that the page before ended with. */
  before: number | null
  size: number
  zone: string
}

/** An article in the list of those who write and moderate. */
export interface AdminPost {
  id: number
  slug: string
  title: string
  language: string
  kind: PostKind
  status: PostStatus
  pinned: boolean
  published_at: Date | null
  updated_at: Date
  isDue: boolean
  trashed_at: Date | null
  comment_count: number
  openness: Openness
  /** Whether something was written that readers do not see yet. */
  isAhead: boolean
  tags: { name: string; slug: string }[]
  authors: { name: string; slug: string }[]
}

/** A page of articles, the latest first, what has no date before all. */
export async function listForStaff(
  db: Kysely<Database>,
  filter: PostFilter,
): Promise<{ posts: AdminPost[]; next: number | null }> {
  const { account, search, tag, author, language, month, before, size, zone } = filter
  const latest = sql<Date>`coalesce(p.published_at, 'infinity')`
  const words = withPart(search)
  const rows = await db
    .selectFrom('posts as p')
    .select(['id', 'slug', 'title', 'language', 'kind', 'status', 'pinned'])
    .select(['published_at', 'updated_at', 'trashed_at'])
    .select(['comments_open', 'close_after_days', commentCount])
    .select(sql<boolean>`coalesce(p.published_at <= now(), true)`.as('isDue'))
    .select(
      sql<boolean>`exists (select from private.revisions r
        where r.post_id = p.id and r.number > p.revision and r.kind <> 'aside')`.as('isAhead'),
    )
    .select(eb => [
      jsonArrayFrom(
        eb
          .selectFrom('post_tags as pt')
          .innerJoin('tags as t', 't.id', 'pt.tag_id')
          .select(['t.name', 't.slug'])
          .whereRef('pt.post_id', '=', 'p.id')
          .orderBy('pt.place'),
      ).as('tags'),
      jsonArrayFrom(
        eb
          .selectFrom('post_authors as pa')
          .innerJoin('authors as a', 'a.id', 'pa.author_id')
          .select(['a.name', 'a.slug'])
          .whereRef('pa.post_id', '=', 'p.id')
          .orderBy('pa.place'),
      ).as('authors'),
    ])
    .where(inTab[filter.tab])
    .$if(account !== null, query => query.where(isOwn('p.id', account)))
    .$if(search !== '', query =>
      query.where(eb => eb.or([eb('title', 'ilike', words), eb('slug', 'ilike', words)])),
    )
    .$if(tag !== null, query =>
      query.where(
        sql<boolean>`p.id in (select pt.post_id from post_tags pt join tags t on t.id = pt.tag_id where t.slug = ${tag})`,
      ),
    )
    .$if(author !== null, query =>
      query.where(
        sql<boolean>`p.id in (select pa.post_id from post_authors pa join authors a on a.id = pa.author_id where a.slug = ${author})`,
      ),
    )
    .$if(language !== null, query => query.where('language', '=', language))
    .$if(month !== null, query =>
      query.where(sql<boolean>`to_char(p.published_at at time zone ${zone}, 'YYYY-MM') = ${month}`),
    )
    .$if(before !== null, query =>
      query.where(
        sql<boolean>`(${latest}, p.id) < (
          select coalesce(b.published_at, 'infinity'), b.id from posts b where b.id = ${before})`,
      ),
    )
    .orderBy(latest, 'desc')
    .orderBy('id', 'desc')
    .limit(size + 1)
    .execute()
  const posts = rows.slice(0, size).map(({ comments_open, close_after_days, ...post }) => ({
    ...post,
    openness: opennessOf(comments_open, close_after_days),
  }))
  return { posts, next: rows.length > size ? (posts.at(-1)?.id ?? null) : null }
}

/** How many approved comments the article `p` of a query has, whether readers see it or not. */
export const commentCount = sql<number>`(
  select coalesce(sum(k.comments), 0)::integer from private.comment_counts k
  where k.post_id = p.id and k.status = 'approved')`.as('comment_count')

const inTab: Record<PostTab, RawBuilder<boolean>> = {
  all: sql<boolean>`p.status <> 'trash'`,
  draft: sql<boolean>`p.status = 'draft'`,
  published: sql<boolean>`p.status = 'published' and p.published_at <= now()`,
  scheduled: sql<boolean>`p.status = 'published' and p.published_at > now()`,
  private: sql<boolean>`p.status = 'private'`,
  trash: sql<boolean>`p.status = 'trash'`,
}

/** How many articles each list has. */
export async function countPosts(
  db: Kysely<Database>,
  account: number | null,
): Promise<Record<PostTab, number>> {
  const count = (tab: PostTab) => sql<number>`count(*) filter (where ${inTab[tab]})`.as(tab)
  return db
    .selectFrom('posts as p')
    .select([
      count('all'),
      count('draft'),
      count('published'),
      count('scheduled'),
      count('private'),
      count('trash'),
    ])
    .$if(account !== null, query => query.where(isOwn('p.id', account)))
    .executeTakeFirstOrThrow()
}

/** What the list can be narrowed by: what there is. */
export interface FilterChoices {
  tags: { slug: string; name: string }[]
  authors: { slug: string; name: string }[]
  languages: string[]
  /** Such as 2026-01, the latest first. */
  months: string[]
}

/** Reads what the list can be narrowed by; months are the site's. */
export async function filterChoices(db: Kysely<Database>, zone: string): Promise<FilterChoices> {
  const tags = await db.selectFrom('tags').select(['slug', 'name']).orderBy('folded').execute()
  const authors = await db.selectFrom('authors').select(['slug', 'name']).orderBy('name').execute()
  const languages = await db.selectFrom('posts').select('language').distinct().orderBy('language').execute()
  const month = sql<string>`to_char(published_at at time zone ${zone}, 'YYYY-MM')`
  const months = await db
    .selectFrom('posts')
    .select(month.as('month'))
    .distinct()
    .where('published_at', 'is not', null)
    .orderBy('month', 'desc')
    .execute()
  return {
    tags,
    authors,
    languages: languages.map(row => row.language),
    months: months.map(row => row.month),
  }
}

/** Whether anybody has written here, or brought articles in; the demo's two don't count. */
export async function hasWriters(db: Kysely<Database>): Promise<boolean> {
  const written = await db
    .selectFrom('private.revisions')
    .select('post_id')
    .where('account_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  const posts = await db.selectFrom('posts').select('id').limit(3).execute()
  return written !== undefined || posts.length > 2
}
