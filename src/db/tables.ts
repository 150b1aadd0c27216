import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type {
  AccountsTable,
  AuditLogTable,
  ChallengesTable,
  InvitationsTable,
  OneTimeCodesTable,
  PasskeysTable,
  RecoveryCodesTable,
  SessionsTable,
} from './account-tables.ts'
import type { SetOnce } from './column-types.ts'

export type PostStatus = 'draft' | 'published' | 'private'
/** Which of two comes first. */
export type End = 'oldest' | 'newest'
export type WhoMayComment = 'everyone' | 'staff' | 'nobody'
export type CommentStatus = 'pending' | 'approved' | 'spam' | 'trash' | 'withdrawn'

export interface PostsTable {
  id: GeneratedAlways<number>
  slug: string
  title: string
  /** BCP 47, as given by the author; the article's, not the interface's. */
  language: string
  /** Markdown as it was given, line ends as one character. */
  source: string
  /** Made from `source` on save, sanitised. */
  html: string
  excerpt: string
  tags: string[]
  status: PostStatus
  comments_open: Generated<boolean>
  published_at: Date | null
  updated_at: Generated<Date>
  /** Approved comments; kept by a trigger. */
  comment_count: GeneratedAlways<number>
  /** Who wrote it, if they have an account. */
  author_id: number | null
  /** Days until its comments close; 0 for never, null for what the site says. */
  close_after_days: number | null
}

/** One root comment with its replies; exists for readers while it has an approved comment. */
export interface ThreadsTable {
  /** The root comment's id. */
  id: number
  post_id: number
  /** Approved comments in it; kept by a trigger. */
  comment_count: GeneratedAlways<number>
}

/** What anyone may read of a comment once it is approved. */
export interface PublicCommentsTable {
  id: Generated<number>
  post_id: number
  thread_id: number
  parent_id: number | null
  /** The ids from the thread's root to this comment, which sort a thread; no deeper than `maxPathLength`. */
  path: number[]
  /** The path as bytes, made by the database; see `orderKey`. */
  place: GeneratedAlways<Buffer>
  status: CommentStatus
  name: string
  website: string | null
  html: string
  language: string
  /** Seed of the drawn avatar: hex, from a keyed hash. */
  avatar: string
  created_at: SetOnce
  edited_at: Date | null
  /** Written by somebody who was signed in. */
  is_staff: Generated<boolean>
}

export interface CommentsTable extends PublicCommentsTable {
  /** Markdown as typed, addresses masked. */
  source: string
}

export interface SettingsTable {
  title: string
  tagline: string
  language: string
  hold_comments: boolean
  trust_after: number
  hold_links: number
  close_after_days: number
  who_may_comment: WhoMayComment
  forget_origins_after_days: number
  name_email_required: boolean
  thread_depth: number
  threads_per_page: number
  /** Which conversation stands first on a page, and which page an article shows first. */
  thread_order: End
  first_page: End
  comments_per_minute: number
  edit_minutes: number
  welcomed_at: Date | null
}

export interface ContactsTable {
  id: GeneratedAlways<number>
  /** Keyed hash of the folded address: equality without the address. */
  email_hash: Buffer
  /** AES-256-GCM: nonce, tag, ciphertext. */
  email_sealed: Buffer
  key_id: string
  created_at: SetOnce
}

export interface OriginsTable {
  comment_id: number
  contact_id: number | null
  ip: string | null
  user_agent: string | null
  /** Keyed hash of who wrote it, by address or else by name. */
  who: string | null
  /** One form, submitted with these very contents: a second such request finds the first. */
  submission_key: Buffer
  /** This person has said this here; null once that no longer counts. */
  said_key: Buffer | null
  /** Keyed hash of the mark that the browser keeps. */
  browser: string | null
}

export interface DiscussionTable {
  held_words: string[]
  spam_words: string[]
  blocked_networks: string[]
}

export interface BlockedContactsTable {
  contact_id: number
}

export interface ModerationLogTable {
  id: GeneratedAlways<number>
  comment_id: number
  from_status: CommentStatus | null
  to_status: CommentStatus
  /** `reader`, `rule`, `command line`, or the name of who decided. */
  actor: string
  /** Whose account that was; null for the others, and once it is removed. */
  account_id: number | null
  /** Steps taken at once share one, and are taken back together. */
  decision: Generated<string>
  reasons: string[]
  /** What it said before a moderator edited it; null for every other step, and once its words are erased. */
  source_before: string | null
  at: SetOnce
}

export interface CommentCountsTable {
  post_id: number
  status: CommentStatus
  comments: number
}

export interface CommentTermsTable {
  comment_id: number
  /** The comment's, with which the database moves it. */
  status: CommentStatus
  /** The terms of its name and its text, as a search looks for them. */
  terms: string
}

/** Who a search is about: whoever has an address, writes from a network, or wrote one comment. */
export type PersonFilter =
  | { contacts: number[] }
  | { network: string }
  | { comment: number }
  | { nobody: true }

/** Which comments a moderator wants to see, or to decide on at once. */
export interface QueueFilter {
  /** Null: whatever their state. */
  status: CommentStatus | null
  /** The slug of one article. */
  post: string | null
  person: PersonFilter | null
  /** Words in the text or the name. */
  text: string | null
  /** Days (UTC, as `2026-01-31`), the last one included. */
  from: string | null
  to: string | null
  /** Of the articles of one author alone; null: of all. */
  scope: { author: number } | null
}

/** What is to be done to many comments: move all that match and are no newer than one, or take a decision back. */
export type BulkTask =
  | { kind: 'move'; filter: QueueFilter; newest: number; to: Exclude<CommentStatus, 'withdrawn'> }
  | { kind: 'reverse'; decision: string; scope: QueueFilter['scope'] }

export interface BulkDecisionsTable {
  decision: string
  account_id: number | null
  actor: string
  task: ColumnType<BulkTask, string, never>
  /** How many comments it was about when it began. */
  expected: number
  moved: Generated<number>
  position: number | null
  worked_at: Generated<Date>
  ended_at: Date | null
}

/** The tables a public page may be made of: the schema `public`, as its role sees it. */
export interface PublicDatabase {
  posts: Omit<PostsTable, 'source' | 'author_id'>
  threads: ThreadsTable
  comments: PublicCommentsTable
  settings: SettingsTable
}

/** Everything, for who decides and for who keeps what was entrusted. */
export interface Database {
  posts: PostsTable
  threads: ThreadsTable
  comments: CommentsTable
  settings: SettingsTable
  'private.contacts': ContactsTable
  'private.origins': OriginsTable
  'private.moderation_log': ModerationLogTable
  'private.discussion': DiscussionTable
  'private.blocked_contacts': BlockedContactsTable
  'private.comment_counts': CommentCountsTable
  'private.comment_terms': CommentTermsTable
  'private.bulk_decisions': BulkDecisionsTable
  'private.accounts': AccountsTable
  'private.sessions': SessionsTable
  'private.invitations': InvitationsTable
  'private.passkeys': PasskeysTable
  'private.one_time_codes': OneTimeCodesTable
  'private.recovery_codes': RecoveryCodesTable
  'private.challenges': ChallengesTable
  'private.audit_log': AuditLogTable
}
