import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { Standing } from '../readers/blocks.ts'
import { senderAt } from '../readers/sender.ts'
import type { Reputation } from '../readers/reputation.ts'
import type { Settings } from '../settings/declared.ts'
import { consult, type LearnedState, type Opinion } from '../spam/consult.ts'
import type { Signals } from '../spam/judge.ts'
import { asksForProof } from '../spam/proof.ts'
import { wordsIn } from '../spam/words.ts'
import { textOfHtml } from '../text/html.ts'
import type { Watchlists } from './watchlists.ts'

/** A comment as it is to be judged. */
export interface Judged {
  /** As it was typed. */
  text: string
  html: string
  name: string
  website: string | null
  ip: string | null
  isStaff: boolean
  /** A field that no person sees was filled in. */
  isTrapped: boolean
}

/** What was known when it came: of its author, of what readers write, and what it is compared with. */
export interface KnownThen {
  author: Reputation & { contact: number | null }
  learned: LearnedState | null
  watchlists: Watchlists
  standing: Standing
  /** How one came that is new; of one that is judged again it is in its log. */
  arrival: Arrival | null
}

/** How a comment came. */
export interface Arrival {
  /** More of people who are not trusted come than this site has known. */
  isAttacked: boolean
  /** Its browser did the work that it may have been asked for. */
  hasProof: boolean
}

/** Signals, with what one of them was told from. */
export interface Gathered extends Signals {
  opinion: Opinion | null
  /** Of somebody who is trusted, or who runs the blog: nobody else is asked about it. */
  isKnown: boolean
  /** Whether it counts for an attack: it is new, and of somebody who is not trusted. */
  isArrival: boolean
}

/** How many approved comments make somebody trusted; the blog's people need none. */
export const enoughToTrust = ({ trust_after }: Pick<Settings, 'trust_after'>): number =>
  Math.max(1, trust_after)

/** The signals of a comment by one of the blog's people, which is not judged. */
export const signalsOfStaff = ({ html }: Pick<Judged, 'html'>): Gathered => ({
  isStaff: true,
  isImpostor: false,
  isBlocked: false,
  approvedBefore: 0,
  isTakenBack: false,
  isMuted: false,
  links: countLinks(html),
  spamWords: [],
  heldWords: [],
  likeness: null,
  isTrapped: false,
  isAttacked: false,
  proof: null,
  opinion: null,
  isKnown: true,
  isArrival: false,
})

/** Tells what a comment is judged by. Asks the database for nothing but the weights of the words of who is not trusted. */
export async function gatherSignals(
  db: Kysely<Database>,
  settings: Settings,
  judged: Judged,
  { author, learned, watchlists, standing, arrival }: KnownThen,
): Promise<Gathered> {
  if (judged.isStaff) return signalsOfStaff(judged)
  const { html, name, ip } = judged
  // Most blogs list no words, and then nothing is looked through.
  const lists = [standing.words, watchlists.spam_words, watchlists.held_words]
  const text = lists.some(list => list.length > 0) ? judgedText(judged) : ''
  const { approvedBefore, isTakenBack } = author
  // Who is trusted is not judged by what others said, nor by how many of them come.
  const isTrusted = approvedBefore >= enoughToTrust(settings)
  const opinion =
    isTrusted || !watchlists.learn_spam
      ? null
      : await consult(db, learned, { ...judged, from: senderAt(ip, author.contact) })
  const came = isTrusted ? null : arrival
  const isAttacked = came !== null && watchlists.notice_attacks && came.isAttacked
  const isAsked = came !== null && asksForProof(settings, isAttacked)
  return {
    isStaff: false,
    isImpostor: watchlists.isStaffName(name, author.contact),
    isBlocked:
      standing.isBlocked ||
      wordsIn(text, standing.words).length > 0 ||
      author.isBlocked ||
      watchlists.isBlockedNetwork(ip),
    approvedBefore,
    isTakenBack,
    isMuted: standing.isMuted,
    links: countLinks(html),
    spamWords: wordsIn(text, watchlists.spam_words),
    heldWords: wordsIn(text, watchlists.held_words),
    likeness: opinion?.likeness ?? null,
    isTrapped: judged.isTrapped && !isTrusted,
    isAttacked,
    proof: isAsked ? (came.hasProof ? 'given' : 'missing') : null,
    opinion,
    isKnown: isTrusted,
    isArrival: came !== null && watchlists.notice_attacks,
  }
}

/** Links in a comment as it will appear. */
export const countLinks = (html: string): number => html.match(/<a /g)?.length ?? 0

/** All of a comment that words may be in: the name, the website, the text, and where its links lead. */
export const judgedText = ({ name, website, html }: Pick<Judged, 'name' | 'website' | 'html'>): string =>
  [name, website ?? '', textOfHtml(html), ...(html.match(/(?<=href=")[^"]*/g) ?? [])].join('\n')
