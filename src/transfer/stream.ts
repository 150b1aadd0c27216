import type { Openness } from '../db/post-tables.ts'
import type { Loss, Note } from './losses.ts'

/** A text as the other system keeps it. */
export type ForeignText = { html: string } | { markdown: string }

/** An article as another system has it, its text already in our Markdown. */
export interface ForeignArticle {
  /** What the other system knows it by. */
  id: string
  kind: 'post' | 'page'
  /** Where it was, and all else that led to it: whole addresses or paths, the first its own. */
  addresses: string[]
  /** Empty where it has none yet, as a draft. */
  slug: string
  title: string
  status: 'published' | 'draft' | 'private'
  publishedAt: Date | null
  updatedAt: Date | null
  /** BCP 47; null where the other system does not say. */
  language: string | null
  tags: string[]
  /** As its author wrote it; null for none. */
  excerpt: string | null
  commentsOpen: boolean
  /** Until when exactly; left out where the other system does not say. */
  commentsUntil?: Openness
  /** For search engines; this and what follows is left out where there is none. */
  description?: string
  /** Where it stood first, if elsewhere. */
  canonical?: string
  isPinned?: boolean
  /** Names, the first author first. */
  authors: string[]
  markdown: string
  /**
   * Its text begins with the picture that stood at its head, of which this point stays in view, per cent from the left
   * and from the top. Left out where there was none.
   */
  cover?: { x: number; y: number }
  /** What it has in common with its translations; left out where it has none. */
  translationKey?: string
  /** What of it has no form here, in words. */
  lost: Loss[]
}

/** Where a comment was in the other system: `removed` is a place without words that others answer. */
export type ForeignState = 'approved' | 'pending' | 'spam' | 'trash' | 'removed'

/** A comment as another system has it. */
export interface ForeignComment {
  /** Null where the other system gave none. */
  id: string | null
  /** What two copies of one comment have in common besides their words and their time; null: their id. */
  twin: string | null
  /** The article by its id in the same file, or by its address. */
  on: { article: string } | { address: string }
  /** Whom it answers, by that one's id; null for nobody. */
  parent: string | null
  state: ForeignState
  /** A pingback or trackback: another page names the article. */
  isMention: boolean
  name: string
  email: string
  website: string
  ip: string | null
  text: ForeignText
  createdAt: Date
  editedAt: Date | null
  isStaff: boolean
  /** For less against. */
  votes: number
}

/** Why something in a file does not come in. */
export type Reason =
  | 'emptyText'
  | 'editorsNote'
  | 'notAnArticle'
  | 'onSomethingElse'
  | 'inTrash'
  | 'threadDeleted'
  | 'noThread'
  | 'localhost'
  | 'otherSite'
  | 'noTime'
  | 'needsComponents'
  | 'noFrontMatter'
  | 'unreadable'
  | 'adminsOnly'
  /** The store's own. */
  | 'noArticle'
  | 'onDraft'
  | 'articleDeleted'
  | 'erased'
  | 'tooLong'
  | 'refused'
  | 'mayAnswerWhatWasCutOff'
  | 'cancelled'

export type Kind = 'article' | 'comment'

/** What a file holds, one after the other, in whatever order it has them. */
export type Item =
  /** Before all others, if the file says of which site it is. */
  | { is: 'site'; name: string }
  | { is: 'article'; article: ForeignArticle }
  | { is: 'comment'; comment: ForeignComment }
  /** Left out, by its id or address in the file. */
  | { is: 'left'; what: Kind; id: string; why: Reason }
  /** A file of a folder that can't be read; the rest comes in. */
  | { is: 'problem'; what: Kind; where: string; why: string }
  /** Said in the report. */
  | { is: 'note'; note: Note }

/** What a reader is told beside its file. */
export interface Reading {
  /** Of several sites in one file the one that is meant. */
  site: string | null
  /** For times that name no zone: IANA. */
  timeZone: string
  /** The database's time. */
  now: Date
}

/** A file holds several sites, and nobody said which is meant. */
export class SeveralSites extends Error {
  override name = 'SeveralSites'
  readonly sites: readonly string[]
  constructor(sites: readonly string[]) {
    super(`The file holds several sites. Say which with --site: ${sites.join(', ')}.`)
    this.sites = sites
  }
}
