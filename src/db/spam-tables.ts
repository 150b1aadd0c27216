import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

/** What a person's decision teaches that a comment is. */
export type Lesson = 'spam' | 'ham'

/** What a comment is like enough to be: held, or spam beyond doubt. */
export type Likeness = 'held' | 'spam'

/** At most one row; see src/spam/learn.ts. */
export interface SpamStateTable {
  one: Generated<boolean>
  salt: Generated<string>
  bias: Generated<number>
  spam: Generated<number>
  ham: Generated<number>
  /** The score above which a comment is held. */
  cut: Generated<number>
  /** What networks and writers are hashed with, the newest first; see src/spam/sender-keys.ts. */
  sender_keys: Generated<string[]>
  sender_keys_at: Generated<Date>
}

export interface SpamTokensTable {
  hash: number
  w: number
  spam: number
  ham: number
}

export interface SpamDecisionsTable {
  id: GeneratedAlways<number>
  comment_id: number
  is_spam: boolean
  step: number
  score: number
  tokens: number[]
  at: SetOnce
}

export interface SpamVerdictsTable {
  comment_id: number
  score: number
  likeness: Likeness | null
  /** JSON: words of the comment with how often they were met. */
  evidence: ColumnType<unknown, string, string>
  at: Generated<Date>
}

/** Whose comments are taken for spam from now on. */
interface BlockedContactsTable {
  contact_id: number
}

export interface TakenBackTable {
  /** The keyed hash of a person or of a browser. */
  mark: string
  expires: Date
  /** The decision that approved something of theirs since. */
  forgiven: string | null
}

/** A solved challenge, until it ends; see src/spam/proof.ts. */
interface UsedChallengesTable {
  nonce: string
  expires: Date
}

/** How many comments of people who are not trusted came in ten minutes; see src/spam/attack.ts. */
interface ArrivalsTable {
  slot: Date
  comments: number
  allowed: number
}

interface AttacksTable {
  id: GeneratedAlways<number>
  began_at: Generated<Date>
  ended_at: Date | null
  allowed: number
  dismissed_at: Date | null
}

/** What can be done while a blog is attacked. */
export type AttackStep = 'hold' | 'proof' | 'close'

interface AttackStepsTable {
  step: AttackStep
  save_id: number
  at: Generated<Date>
  until: Date | null
}

/** What Akismet takes a comment for; see src/moderation/ask-akismet.ts. */
interface AkismetAnswersTable {
  comment_id: number
  is_spam: boolean
  at: Generated<Date>
}

/** What comments are known to be after steps, learned after those were taken; see src/moderation/step-lesson.ts. */
interface StepLessonsTable {
  step: number
  lesson: Lesson
}

/** Comments that something is to be learned of; see src/spam/due.ts. */
interface DueLessonsTable {
  id: GeneratedAlways<number>
  comment_id: number
}

export interface SpamTables {
  'private.due_lessons': DueLessonsTable
  'private.step_lessons': StepLessonsTable
  'private.akismet_answers': AkismetAnswersTable
  'private.arrivals': ArrivalsTable
  'private.attacks': AttacksTable
  'private.attack_steps': AttackStepsTable
  'private.used_challenges': UsedChallengesTable
  'private.taken_back': TakenBackTable
  'private.blocked_contacts': BlockedContactsTable
  'private.spam_state': SpamStateTable
  'private.spam_tokens': SpamTokensTable
  'private.spam_decisions': SpamDecisionsTable
  'private.spam_verdicts': SpamVerdictsTable
}
