import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

/** A post stands in the lists of articles, a page by itself. */
export type PostKind = 'post' | 'page'
/** Scheduled is no state of its own: published, at a time to come. */
export type PostStatus = 'draft' | 'published' | 'private' | 'trash'

/** The picture at an article's head. */
export interface Cover {
  /** The path of a picture of this site, as its page shows it. */
  address: string
  /** What somebody who can't see it is told. */
  alt: string
  /** What stays in view where it is cut: per cent from the left and from the top. */
  x: number
  y: number
}

/** An article as it is now; of a published one, as readers see it. */
export interface PostsTable {
  id: GeneratedAlways<number>
  slug: string
  kind: Generated<PostKind>
  title: string
  /** BCP 47, as given by the author; the article's, not the interface's. */
  language: string
  /** Markdown as it was given, line ends as one character. */
  source: string
  /** Made from `source` on save, sanitised. */
  html: string
  /** What lists show: the author's own, or the beginning of the text. */
  excerpt: string
  /** Null: none was written. */
  own_excerpt: string | null
  /** For search engines; null: the excerpt. */
  description: string | null
  /** Where it stood first, if that is elsewhere: a whole address. */
  canonical: string | null
  cover: ColumnType<Cover | null, string | null, string | null>
  status: PostStatus
  /** Stands before all others on the first page. */
  pinned: Generated<boolean>
  comments_open: Generated<boolean>
  published_at: Date | null
  updated_at: Generated<Date>
  /** Since when it is in the trash. */
  trashed_at: Date | null
  /** Days until its comments close; 0 for never, null for what the site says. */
  close_after_days: number | null
  /** The revision that this row is made of; 0: it was never saved by a person. */
  revision: Generated<number>
}

/** Who wrote something, as readers may know them. */
export interface AuthorsTable {
  id: GeneratedAlways<number>
  slug: string
  name: string
  line: Generated<string>
  links: Generated<string[]>
  /** Their picture. */
  media_id: number | null
}

export interface PostAuthorsTable {
  post_id: number
  author_id: number
  /** Counts from 1. */
  place: Generated<number>
}

export interface TagsTable {
  id: GeneratedAlways<number>
  slug: string
  /** As it was first typed. */
  name: string
  /** What is the same for all ways to write it; see `foldTag`. */
  folded: string
  description: Generated<string>
}

export interface PostTagsTable {
  post_id: number
  tag_id: number
  /** Counts from 1. */
  place: Generated<number>
}

/** What an article has in common with those that say the same in other languages. */
export interface PostTranslationsTable {
  post_id: number
  key: string
}

/** Until when an article takes comments: as the site says, for ever, for some days, or no more. */
export type Openness =
  | { until: 'site' }
  | { until: 'always' }
  | { until: 'days'; days: number }
  | { until: 'closed' }

/** What a revision holds besides the title and the text. */
export interface RevisionDetails {
  kind: PostKind
  slug: string
  language: string
  /** Names. */
  tags: string[]
  /** Ids of authors. */
  authors: number[]
  excerpt: string | null
  description: string | null
  canonical: string | null
  pinned: boolean
  /** Not in a revision of before there were any. */
  cover?: Cover | null
  comments: Openness
  /** ISO 8601 in UTC; null: when it is published. */
  publishedAt: string | null
}

export type RevisionKind = 'save' | 'auto' | 'aside'

export interface RevisionsTable {
  post_id: number
  number: number
  at: SetOnce
  /** Whose account saved it; null for the command line, and once it is removed. */
  account_id: number | null
  actor: string
  kind: RevisionKind
  /** The window it was written in, so that nobody is told that they were in their own way. */
  mark: string | null
  /** Which of that window's saves it was; null from a page without scripts, and where no window saved. */
  turn: number | null
  title: string
  source: string
  details: ColumnType<RevisionDetails, string, string>
}

/** What was at an address once. */
export interface AddressesTable {
  id: GeneratedAlways<number>
  /** With its query, as `addressOf` writes it. */
  path: string
  post_id: number | null
  /** A path of this site or a whole address. */
  url: string | null
  is_gone: Generated<boolean>
  created_at: SetOnce
}

export interface AddressHitsTable {
  address_id: number
  /** Such as 2026-01, in UTC. */
  month: string
  hits: number
}

/** A secret that shows an article to whoever has it; at most one for each. */
export interface PreviewLinksTable {
  post_id: number
  /** SHA-256. */
  token_hash: Buffer
  account_id: number | null
  made_at: Generated<Date>
}

/** A window in which an article is open. */
export interface WritersTable {
  post_id: number
  mark: string
  account_id: number
  seen_at: Generated<Date>
}

/** What stands beside an article, and what led to it. */
export interface PostPartTables {
  authors: AuthorsTable
  post_authors: PostAuthorsTable
  tags: TagsTable
  post_tags: PostTagsTable
  post_translations: PostTranslationsTable
  addresses: AddressesTable
}
