import type { Actor } from '../accounts/audit-log.ts'
import type { Origin } from '../readers/origins.ts'
import type { Proof } from '../spam/proof.ts'
import type { Sender } from './claim.ts'
import type { CommentDraft } from './form.ts'

/** A draft with where it is to stand and who sent it. */
export interface Submission {
  slug: string
  parent: number | null
  draft: CommentDraft
  /** Whose the same words are one comment, as of a double click or a retry. */
  sender: Sender
  /** The interface's, which the comment is likely to be written in. */
  language: string
  /** What else the writer reads (BCP 47), the likeliest first. */
  alsoReads?: readonly string[]
  origin: Omit<Origin, 'email'>
  /** A field that no person sees was filled in. */
  isTrapped?: boolean
  /** What its browser proved; null where it proved nothing. */
  proof?: Proof | null
  /** Who is signed in, and so needs no judging; null for a reader. */
  staff: Actor | null
  /** Whose comments per minute are counted: an address, or a network of them. */
  client: string
}
