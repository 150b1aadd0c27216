import type { Transaction } from 'kysely'
import { impostorTest } from '../accounts/impostors.ts'
import type { Database } from '../db/tables.ts'
import { approvedFrom, isBlocked } from '../readers/reputation.ts'
import { wasTakenBack } from '../readers/taken-back.ts'
import type { Settings } from '../settings/declared.ts'
import { readHidden } from '../settings/settings.ts'
import { isAttacked } from '../spam/attack.ts'
import { consult, type Opinion } from '../spam/consult.ts'
import type { Signals } from '../spam/judge.ts'
import { asksForProof, type Proof, useProof } from '../spam/proof.ts'
import { wordsIn } from '../spam/words.ts'
import { textOfHtml } from '../text/html.ts'

/** A comment as it is to be judged. */
export interface Judged {
  /** As it was typed. */
  text: string
  html: string
  name: string
  website: string | null
  /** Where its address is kept; null when none was given. */
  contact: number | null
  /** Keyed hash of the person; see `whoWrites`. */
  who: string
  /** Keyed hash of the browser's mark; null when it brought none. */
  browser: string | null
  ip: string | null
  isStaff: boolean
  /** A field that no person sees was filled in. */
  isTrapped: boolean
  /** The article that it is for. */
  post: number
  /** What its browser proved, if it was given; see spam/proof.ts. */
  proof: Proof | null
  /** Its id, when it is judged again: that it was approved itself proves nothing. */
  id: number | null
}

/** Signals, with what one of them was told from. */
export interface Gathered extends Signals {
  opinion: Opinion | null
  /** Of somebody who is trusted, or who runs the blog: nobody else is asked about it. */
  isKnown: boolean
  /** Whether it counts for an attack: it is new, and of somebody who is not trusted. */
  isArrival: boolean
}

/** Finds out what is to be known of a comment before it is judged. */
export async function gatherSignals(
  trx: Transaction<Database>,
  settings: Settings,
  judged: Judged,
): Promise<Gathered> {
  const { html, name, contact, isStaff } = judged
  const links = countLinks(html)
  if (isStaff)
    return {
      isStaff,
      isImpostor: false,
      isBlocked: false,
      approvedBefore: 0,
      isTakenBack: false,
      links,
      spamWords: [],
      heldWords: [],
      likeness: null,
      isTrapped: false,
      isAttacked: false,
      proof: null,
      opinion: null,
      isKnown: true,
      isArrival: false,
    }

  const rules = await readHidden(trx)
  const text = judgedText(judged)
  const approvedBefore = await approvedFrom(trx, judged, Math.max(1, settings.trust_after))
  // Who is trusted is not judged by what others said, nor by how many of them come.
  const isTrusted = approvedBefore >= Math.max(1, settings.trust_after)
  const opinion = isTrusted || !rules.learn_spam ? null : await consult(trx, judged)
  // How a comment came is known of a new one alone; of an edited one it is in its log.
  const isNew = !isTrusted && judged.id === null
  const isUnderAttack = isNew && rules.notice_attacks && (await isAttacked(trx))
  return {
    isStaff,
    isImpostor: (await impostorTest(trx))(name, contact),
    isBlocked: await isBlocked(trx, judged.ip, contact),
    approvedBefore,
    isTakenBack: await wasTakenBack(trx, judged),
    links,
    spamWords: wordsIn(text, rules.spam_words),
    heldWords: wordsIn(text, rules.held_words),
    likeness: opinion?.likeness ?? null,
    isTrapped: judged.isTrapped && !isTrusted,
    isAttacked: isUnderAttack,
    proof: isNew ? await proofOf(trx, settings, judged, isUnderAttack) : null,
    opinion,
    isKnown: isTrusted,
    isArrival: isNew && rules.notice_attacks,
  }
}

async function proofOf(
  trx: Transaction<Database>,
  settings: Settings,
  { proof, post }: Judged,
  isUnderAttack: boolean,
): Promise<Signals['proof']> {
  if (!asksForProof(settings, isUnderAttack)) return null
  return proof !== null && (await useProof(trx, proof, post)) ? 'given' : 'missing'
}

/** Links in a comment as it will appear. */
export const countLinks = (html: string): number => html.match(/<a /g)?.length ?? 0

/** All of a comment that words may be in: the name, the website, the text, and where its links lead. */
export const judgedText = ({ name, website, html }: Pick<Judged, 'name' | 'website' | 'html'>): string =>
  [name, website ?? '', textOfHtml(html), ...(html.match(/(?<=href=")[^"]*/g) ?? [])].join('\n')
