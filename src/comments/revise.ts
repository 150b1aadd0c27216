import { standingOf } from '../readers/blocks.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { cameWith } from '../moderation/came-with.ts'
import { type Becomes, passGate } from '../moderation/gate.ts'
import { enoughToTrust, gatherSignals } from '../moderation/signals.ts'
import type { Current } from '../moderation/states.ts'
import { readWatchlists } from '../moderation/watchlists.ts'
import { isPublished } from '../posts/published.ts'
import { enqueue } from '../queue/enqueue.ts'
import { moveKey, readOrigin } from '../readers/origins.ts'
import { addressOfWriter } from '../readers/own-address.ts'
import { readReputation } from '../readers/reputation.ts'
import type { Settings } from '../settings/declared.ts'
import { keepVerdict, readLearnedState } from '../spam/consult.ts'
import { judge, type Reason } from '../spam/judge.ts'
import { commentHtml } from '../text/comment-html.ts'
import { languageOf } from '../text/language-of.ts'
import { scriptLanguage } from '../text/script-language.ts'
import { type Sent, submissionKey } from './claim.ts'
import { commentText } from './form.ts'

/** A comment as its author may still change it. Who calls this has checked that it is the author. */
export interface EditableComment {
  id: number
  post: number
  source: string
  slug: string
  status: CommentStatus
  language: string
  /** How long it may still be changed, in minutes begun. */
  minutesLeft: number
}

/** Finds a comment whose time to change it has not run out, and that nobody has thrown away; null otherwise. */
export async function findEditable(
  db: Kysely<Database>,
  settings: Settings,
  id: number,
): Promise<EditableComment | null> {
  const found = await db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'c.post_id as post', 'c.source', 'c.status', 'c.language', 'p.slug'])
    .select(
      sql<number>`ceil(extract(epoch from
        c.created_at + make_interval(mins => ${settings.edit_minutes}) - now()) / 60)::integer`.as(
        'minutesLeft',
      ),
    )
    .where('c.id', '=', id)
    .where('c.status', 'in', ['pending', 'approved', 'spam'])
    .where('c.created_at', '>', minutesAgo(settings.edit_minutes))
    .where(isPublished)
    .executeTakeFirst()
  return found ?? null
}

const minutesAgo = (minutes: number) => sql<Date>`now() - make_interval(mins => ${minutes})`

/** What is stored of new words for a comment, whoever writes them, or what is wrong with them. */
export const revisedText = async (db: Kysely<Database>, ring: KeyRing, id: number, typed: string) =>
  commentText(typed, await addressOfWriter(db, ring, id))

/** Whether the new text stands, came too late, or would replace words that its author has not seen. */
export type RevisionOutcome = 'revised' | 'tooLate' | 'overtaken'

interface Revision {
  comment: number
  text: string
  /** The fingerprint of the words that its author began from. */
  seen: string
  /** Who shares the one thread that reads Markdown: an address, or a network of them. */
  client: string
  /** The languages that its author reads (BCP 47), the likeliest first. */
  reads: readonly string[]
}

/** Replaces a comment's text and judges it again; what stands is for the gate to say. */
export async function reviseComment(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  { comment: id, text, seen, client, reads }: Revision,
): Promise<RevisionOutcome> {
  const html = await commentHtml(text, client)
  const language = await languageOf(text, reads)
  for (let tries = 1; ; tries++)
    try {
      return await reviseOnce(db, ring, settings, { id, text, html, language }, seen)
    } catch (error) {
      // Another comment of theirs took these very words between the look and the step: now it is seen.
      if (!isUniqueViolation(error) || tries === maxTries) throw error
    }
}

const maxTries = 4

function reviseOnce(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  reworded: Reworded,
  seen: string,
): Promise<RevisionOutcome> {
  const { id, text } = reworded
  return transact(db, async (trx): Promise<RevisionOutcome> => {
    const refused: RevisionOutcome[] = []
    const becomes = async ({ decided }: Current): Promise<Becomes | null> => {
      const doubts = decided === null ? await cameWith(trx, id) : []
      const wanted = await judgeAnew(trx, ring.current, settings, { ...reworded, doubts })
      if (wanted !== 'tooLate') return wanted
      refused.push(wanted)
      return null
    }
    const { overtaken } = await passGate(trx, {
      by: { kind: 'reader' },
      changes: [{ comment: id, seen: { fingerprint: seen }, becomes }],
    })
    if (overtaken.length === 0) return refused[0] ?? 'revised'
    const current = await readEditable(trx, settings, id)
    if (!current) return 'tooLate'
    return current.source === text ? 'revised' : 'overtaken' // sent twice: it says that already
  })
}

interface Reworded {
  id: number
  text: string
  html: string
  language: string
}

/** What a locked comment is to become with new words; its key goes with them. */
async function judgeAnew(
  trx: Transaction<Database>,
  keys: Keys,
  settings: Settings,
  { id, text, html, language: found, doubts }: Reworded & { doubts: readonly Reason[] },
): Promise<Exclude<Becomes, 'erased'> | 'tooLate'> {
  const comment = await readEditable(trx, settings, id)
  if (!comment) return 'tooLate'

  const { name, website, is_staff: isStaff } = comment
  const origin = await readOrigin(trx, id)
  await moveKey(trx, id, keyOf(keys, { ...comment, ...origin, text }))
  const judged = { text, html, name, website, ip: origin.ip, isStaff, isTrapped: false }
  const signals = await gatherSignals(trx, settings, judged, {
    author: { ...origin, ...(await readReputation(trx, { ...origin, id }, enoughToTrust(settings))) },
    learned: await readLearnedState(trx),
    watchlists: await readWatchlists(trx),
    standing: await standingOf(trx, origin),
    arrival: null,
  })
  await keepVerdict(trx, id, signals.opinion)
  const { status, reasons } = judge(signals, settings)
  if (settings.ask_akismet && !signals.isKnown && status !== 'spam')
    await enqueue(trx, 'ask-akismet', { comment: id }, { key: String(id) })
  const language = found || (scriptLanguage(text, [comment.language]) ?? '')
  return {
    words: { source: text, html, language },
    status: status === 'approved' && doubts.length > 0 ? 'pending' : status,
    reasons: ['edited', ...reasons, ...doubts],
  }
}

interface Revised extends Pick<Sent, 'name' | 'website' | 'who' | 'text'> {
  browser: string | null
  is_staff: boolean
  post_id: number
  parent_id: number | null
}

/** The key under which the new words are known; an edit by somebody with an account has none. */
const keyOf = (keys: Keys, { browser, is_staff, post_id, parent_id, ...said }: Revised): Buffer | null =>
  browser === null || is_staff
    ? null
    : submissionKey(keys, {
        ...said,
        sender: { kind: 'browser', id: browser },
        post: post_id,
        parent: parent_id,
      })

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** The same of a comment that the gate has locked. */
function readEditable(trx: Transaction<Database>, settings: Settings, id: number) {
  return trx
    .selectFrom('comments')
    .select(['post_id', 'parent_id', 'source', 'language', 'name', 'website', 'is_staff'])
    .where('id', '=', id)
    .where('status', 'in', ['pending', 'approved', 'spam'])
    .where('created_at', '>', minutesAgo(settings.edit_minutes))
    .where('post_id', 'in', published => published.selectFrom('posts as p').select('p.id').where(isPublished))
    .executeTakeFirst()
}

/**
 * Takes a comment back: its words, its name and where it came from are erased, whatever somebody made of them. What was
 * answered to it stays, under a line that says that something was here. False when it came too late.
 */
export async function withdrawComment(
  db: Kysely<Database>,
  settings: Settings,
  id: number,
): Promise<boolean> {
  return transact(db, async trx => {
    const becomes = async (): Promise<Becomes | null> =>
      (await readEditable(trx, settings, id)) ? 'erased' : null
    const { moved } = await passGate(trx, {
      by: { kind: 'reader' },
      changes: [{ comment: id, seen: 'anything', becomes }],
    })
    return moved.length > 0
  })
}
