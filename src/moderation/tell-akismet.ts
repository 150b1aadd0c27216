import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { enqueue } from '../queue/enqueue.ts'
import { originForAkismet } from '../readers/origin-for.ts'
import { type Akismet, type Sent, tellOfComment } from '../spam/akismet.ts'
import { keepAnswer } from '../spam/akismet-answers.ts'
import { urls } from '../urls.ts'
import { lessonOfStep } from './step-lesson.ts'

/** Has a decision of a person about comments that Akismet was asked about told by a job. */
export const tellLater = (trx: Transaction<Database>, decision: string): Promise<void> =>
  enqueue(trx, 'tell-akismet', { decision }, { key: decision })

/** Tells Akismet what it took for something else than a person did, comment by comment. */
export async function tellAkismet(
  db: Kysely<Database>,
  akismet: Akismet,
  decision: string,
  signal: AbortSignal,
): Promise<void> {
  for (let after = 0; !signal.aborted; ) {
    const next = await nextMistaken(db, decision, after)
    if (!next) return
    after = next.comment
    const sent = await readSent(db, akismet, next.comment)
    if (!sent) continue
    const isSpam = next.lesson === 'spam'
    await tellOfComment(akismet, sent, isSpam, signal)
    await transact(db, trx => keepAnswer(trx, next.comment, isSpam))
  }
}

const nextMistaken = (db: Kysely<Database>, decision: string, after: number) =>
  db
    .selectFrom('private.moderation_log as l')
    .innerJoin('comments as c', 'c.step', 'l.id')
    .innerJoin('private.akismet_answers as a', 'a.comment_id', 'c.id')
    .select(['c.id as comment', lessonOfStep.as('lesson')])
    .where('l.decision', '=', decision)
    .where('c.id', '>', after)
    .where(sql<boolean>`a.is_spam <> (${lessonOfStep} = 'spam')`)
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst()

/** What Akismet is told of a comment; null where it is gone, or where nobody knows any more where it came from. */
export async function readSent(
  db: Kysely<Database>,
  { blog }: Akismet,
  comment: number,
): Promise<Sent | null> {
  const row = await db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.source as text', 'c.name', 'c.website', 'c.parent_id', 'c.created_at as written'])
    .select(['p.slug', 'p.language'])
    .where('c.id', '=', comment)
    .where('c.status', 'in', ['approved', 'pending', 'spam', 'trash'])
    .where('c.is_staff', '=', false)
    .executeTakeFirst()
  const origin = row && (await originForAkismet(db, comment))
  if (!row || !origin) return null
  const { slug, parent_id, ...said } = row
  const permalink = `${blog}${urls.post(slug)}`
  return { ...said, origin, isReply: parent_id !== null, permalink }
}
