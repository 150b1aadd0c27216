import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { unlessCollided } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { bitByBit } from '../queue/portions.ts'
import { type AsideComment, asideOf } from './aside.ts'
import { type BlockOf, blocksOf } from './blocks.ts'
import { hasBlocked } from './blocked.ts'
import { notesAbout } from './person.ts'
import type { Reader } from './reader.ts'

/** Everything that is held about the person with an address. */
export interface PersonalData {
  /** When the address was first given; null where it is known from comments alone that are kept aside, or blocked. */
  since: Date | null
  /** Their comments are taken for spam, because of the address. */
  blocked: boolean
  /** What is blocked of them at this moment, or that they are muted. */
  blocks: BlockOf[]
  /** What moderators noted about them. */
  notes: { note: string; at: Date }[]
  comments: {
    id: number
    article: string
    status: string
    name: string
    website: string | null
    text: string
    /** What it said before moderators edited it, the first text first. */
    earlierTexts: string[]
    written: Date
    edited: Date | null
    ip: string | null
    browser: string | null
  }[]
  /** Comments of other systems whose articles are not here. */
  aside: AsideComment[]
}

/** Collects it, the first comment first; null where nothing is held. */
export async function collectPersonalData(
  db: Kysely<Database>,
  ring: KeyRing,
  reader: Reader,
): Promise<PersonalData | null> {
  const contacts = sql<number>`any(${reader.contacts}::bigint[])`
  const known = await db
    .selectFrom('private.contacts')
    .select('created_at')
    .where('id', '=', contacts)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  const comments = await db
    .selectFrom('private.origins as o')
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.id', 'p.slug as article', 'c.status', 'c.name', 'c.website', 'c.source as text'])
    .select(['c.created_at as written', 'c.edited_at as edited', 'o.user_agent as browser'])
    .select(sql<string | null>`host(o.ip)`.as('ip'))
    .select(
      sql<string[]>`array(select l.source_before from private.moderation_log l
        where l.comment_id = c.id and l.source_before is not null order by l.id)`.as('earlierTexts'),
    )
    .where('o.contact_id', '=', contacts)
    .orderBy('c.id')
    .execute()
  const blocks = await blocksOf(db, reader)
  const notes = await notesAbout(db, reader.whos)
  const aside = await asideOf(db, ring, reader.hashes)
  if (!known && [...blocks, ...notes, ...aside].length === 0) return null
  const blocked = await hasBlocked(db, reader.contacts)
  return { since: known?.created_at ?? null, blocked, blocks, notes, comments, aside }
}

/** The comments of a person, from all their contacts. */
export async function commentsOfContacts(
  trx: Transaction<Database>,
  contacts: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .selectFrom('private.origins')
    .select('comment_id')
    .where('contact_id', '=', sql<number>`any(${[...contacts]}::bigint[])`)
    .orderBy('comment_id')
    .forUpdate()
    .execute()
  return rows.map(({ comment_id }) => comment_id)
}

/** Drops IP addresses and browsers of comments that are older than some days, portion by portion; 0 keeps them. */
export async function forgetOldOrigins(
  db: Kysely<Database>,
  days: number,
  mayGoOn: () => boolean,
): Promise<void> {
  if (days === 0) return
  let after = 0
  const goOn = async (size: number) => {
    const { seen, last } = await unlessCollided(() => forgetSome(db, { days, after, size }))
    after = last ?? after
    return seen
  }
  await bitByBit(goOn, mayGoOn, { fewest: 100, most: 5_000 })
}

/** Looks at up to so many behind a comment; returns how many there were, and the last of them. */
async function forgetSome(
  db: Kysely<Database>,
  { days, after, size }: { days: number; after: number; size: number },
): Promise<{ seen: number; last: number | null }> {
  return db
    .with('some', query =>
      query
        .selectFrom('private.origins')
        .select('comment_id')
        .where('comment_id', '>', after)
        .orderBy('comment_id')
        .limit(size),
    )
    .with('forgotten', query =>
      query
        .updateTable('private.origins as o')
        .set({ ip: null, user_agent: null })
        .from('some')
        .innerJoin('comments as c', 'c.id', 'some.comment_id')
        .whereRef('o.comment_id', '=', 'some.comment_id')
        .where('c.created_at', '<', sql<Date>`now() - make_interval(days => ${days})`)
        .where(eb => eb.or([eb('o.ip', 'is not', null), eb('o.user_agent', 'is not', null)])),
    )
    .selectFrom('some')
    .select(eb => [eb.fn.countAll<number>().as('seen'), eb.fn.max('comment_id').as('last')])
    .executeTakeFirstOrThrow()
}
