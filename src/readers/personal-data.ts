import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { hasBlocked } from './blocked.ts'
import { notesOfContacts } from './person.ts'

/** Everything that is held about the person with an address. */
export interface PersonalData {
  /** When the address was first given. */
  since: Date
  /** Their comments are taken for spam. */
  blocked: boolean
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
}

/** Collects it from all contacts of the person, the first comment first. */
export async function collectPersonalData(
  db: Kysely<Database>,
  contacts: readonly number[],
): Promise<PersonalData> {
  const { created_at } = await db
    .selectFrom('private.contacts')
    .select('created_at')
    .where('id', 'in', [...contacts])
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirstOrThrow()
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
    .where('o.contact_id', 'in', [...contacts])
    .orderBy('c.id')
    .execute()
  return {
    since: created_at,
    blocked: await hasBlocked(db, contacts),
    notes: await notesOfContacts(db, contacts),
    comments,
  }
}

/** The comments of a person, from all their contacts. */
export async function commentsOfContacts(
  trx: Transaction<Database>,
  contacts: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .selectFrom('private.origins')
    .select('comment_id')
    .where('contact_id', 'in', [...contacts])
    .orderBy('comment_id')
    .forUpdate()
    .execute()
  return rows.map(({ comment_id }) => comment_id)
}

/** The contacts behind the comments of an article. */
export async function contactsOfPost(trx: Transaction<Database>, post: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('private.origins as o')
    .innerJoin('comments as c', 'c.id', 'o.comment_id')
    .select('o.contact_id')
    .distinct()
    .where('c.post_id', '=', post)
    .execute()
  return rows.flatMap(({ contact_id }) => contact_id ?? [])
}

/** Drops IP addresses and browsers of comments that are older than some days; 0 keeps them. */
export async function forgetOldOrigins(db: Kysely<Database>, days: number): Promise<void> {
  if (days === 0) return
  await sql`
    update private.origins o set ip = null, user_agent = null
    from public.comments c
    where c.id = o.comment_id and c.created_at < now() - make_interval(days => ${days})
      and (o.ip is not null or o.user_agent is not null)`.execute(db)
}
