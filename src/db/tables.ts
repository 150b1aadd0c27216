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
import type { ThreadTables } from './thread-tables.ts'
import type { MediaTables, PublicMediaTables } from './media-tables.ts'
import type {
  AddressHitsTable,
  PostPartTables,
  PostsTable,
  PreviewLinksTable,
  RevisionsTable,
  WritersTable,
} from './post-tables.ts'
import type { SettingsTable, SiteTables } from './site-tables.ts'
import type { DeskTables } from './desk-tables.ts'
import type { Lesson, SpamTables } from './spam-tables.ts'
import type { PostTermsTable, SearchesTable, WordsTable } from './search-tables.ts'
import type { TransferTables } from './transfer-tables.ts'

/** Which of two comes first. */
export type CommentStatus = 'pending' | 'approved' | 'spam' | 'trash' | 'withdrawn'

/** Where a person had moved a comment, if any had. */
export type DecidedBefore = CommentStatus | 'nobody'

/** What anyone may read of a comment once it is approved. */
export interface PublicCommentsTable {
  id: Generated<number>
  post_id: number
  thread_id: number
  parent_id: number | null
  /** The ids from the thread's root to this comment; no deeper than `maxPathLength`. */
  path: number[]
  /** Times and ids along the path as bytes, which sort conversations, made by the database; see src/comments/order.ts. */
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
  /** The last step of its log, which says what is current; 0 while it has none. */
  step: Generated<number>
}

export interface CommentsTable extends PublicCommentsTable {
  /** Markdown as typed, addresses masked. */
  source: string
  /** Where a person last moved it; null while none has. */
  decided: CommentStatus | null
  /** A moderator has changed its words: others wait for a person. */
  mended: Generated<boolean>
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
  /** One sender saying these very words here: a second such request finds the first. Null once that no longer counts. */
  submission_key: Buffer | null
  /** Keyed hash of the mark that the browser keeps. */
  browser: string | null
  /** What the author's cookie is signed with; null for a comment from before there was one. */
  nonce: string | null
}

/** Who takes a step: a comment's author, one of the blog's people, a rule, the command line, an import. */
export type StepKind = 'reader' | 'staff' | 'rule' | 'command' | 'import'

export interface ModerationLogTable {
  id: GeneratedAlways<number>
  comment_id: number
  from_status: CommentStatus | null
  to_status: CommentStatus
  kind: StepKind
  /** The name of who decided, as it was then; null for all but the blog's people. */
  actor: string | null
  /** Whose account that was; null for the others, and once it is removed. */
  account_id: number | null
  /** Steps taken at once share one, and are taken back together. */
  decision: Generated<string>
  reasons: string[]
  /** What it said before a moderator edited it; null for every other step, and once its words are erased. */
  source_before: string | null
  /** Where a person had moved the comment before a person's step; null: not kept. */
  decided_before: DecidedBefore | null
  /** What the comment is known to be after it, for who learns; null: nothing. */
  lesson: Lesson | null
  at: SetOnce
}

/** How many comments an article has in a state: the sum of its rows, of which each connection writes but one. */
export interface CommentCountsTable {
  post_id: number
  status: CommentStatus
  slot: Generated<number>
  comments: number
}

export interface CommentTermsTable {
  comment_id: number
  /** The comment's, with which the database moves it. */
  status: CommentStatus
  /** The terms of its name and its text, as a search looks for them. */
  terms: string
  /** Written by a version that made other terms of a text; to be written anew. */
  is_old: Generated<boolean>
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
  /** What those may mean besides: articles, by their titles, and people, by a part of their addresses. */
  also?: { posts: number[]; contacts: number[] }
  /** Days, as `2026-01-31`, the last one included. */
  from: string | null
  to: string | null
  /** The time zone (an IANA name) in which they are days. A decision from before it was kept has UTC's. */
  zone?: string
  /** Of the articles of one author alone; null: of all. */
  scope: { author: number } | null
  /** Those that are like spam, or those that are not; both where it is left out. */
  likely?: boolean | null
  /** Those that readers have reported, and nobody has settled; all where it is left out. */
  reported?: true
}

/**
 * What is to be done to many comments: move all that match, are no newer than one and have been left alone since a step
 * of the log and a snapshot, or take a decision back. What they were found by may be an address, and is forgotten with the last of
 * them: then the filter is null.
 */
export type BulkTask =
  | {
      kind: 'move'
      filter: QueueFilter | null
      newest: number
      step: number
      /** The transactions that had ended then (`pg_snapshot`); none was kept at first. */
      snapshot?: string
      to: Exclude<CommentStatus, 'withdrawn'>
    }
  | { kind: 'reverse'; decision: string; scope: QueueFilter['scope'] }

export interface BulkDecisionsTable {
  decision: string
  account_id: number | null
  actor: string
  task: ColumnType<BulkTask, string, string>
  /** How many comments it was about when it began. */
  expected: number
  moved: Generated<number>
  /** Those that somebody changed meanwhile, and that stay as they are. */
  overtaken: Generated<number>
  position: number | null
  ended_at: Date | null
}

/** The tables a public page may be made of: the schema `public`, as its role sees it. */
export interface PublicDatabase extends PublicMediaTables, PostPartTables, ThreadTables {
  posts: Omit<PostsTable, 'source' | 'own_excerpt' | 'trashed_at' | 'revision'>
  comments: PublicCommentsTable
  settings: SettingsTable
}

/** Everything, for who decides and for who keeps what was entrusted. */
export interface Database
  extends ThreadTables,
    MediaTables,
    PostPartTables,
    DeskTables,
    SpamTables,
    TransferTables,
    SiteTables {
  posts: PostsTable
  comments: CommentsTable
  'private.revisions': RevisionsTable
  'private.address_hits': AddressHitsTable
  'private.preview_links': PreviewLinksTable
  'private.writers': WritersTable
  'private.contacts': ContactsTable
  'private.origins': OriginsTable
  'private.moderation_log': ModerationLogTable
  'private.comment_counts': CommentCountsTable
  'private.comment_terms': CommentTermsTable
  'private.post_terms': PostTermsTable
  'private.words': WordsTable
  'private.bulk_decisions': BulkDecisionsTable
  'private.searches': SearchesTable
  'private.accounts': AccountsTable
  'private.sessions': SessionsTable
  'private.invitations': InvitationsTable
  'private.passkeys': PasskeysTable
  'private.one_time_codes': OneTimeCodesTable
  'private.recovery_codes': RecoveryCodesTable
  'private.challenges': ChallengesTable
  'private.audit_log': AuditLogTable
}
