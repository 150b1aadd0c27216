import { type Kysely, sql, type Transaction } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../accounts/audit-log.ts'
import type { RevisionDetails, RevisionKind } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import type { PostContent } from './form.ts'
import { opennessOf } from './openness.ts'

/** What an article is now; of a published one, what readers see. */
export async function readContent(db: Kysely<Database>, post: number): Promise<PostContent> {
  const row = await db
    .selectFrom('posts as p')
    .select(['kind', 'slug', 'title', 'language', 'source', 'own_excerpt', 'description', 'canonical'])
    .select(['pinned', 'cover', 'comments_open', 'close_after_days', 'published_at'])
    .select(eb => [
      jsonArrayFrom(
        eb
          .selectFrom('post_tags as pt')
          .innerJoin('tags as t', 't.id', 'pt.tag_id')
          .select('t.name')
          .whereRef('pt.post_id', '=', 'p.id')
          .orderBy('pt.place'),
      ).as('tags'),
      jsonArrayFrom(
        eb
          .selectFrom('post_authors as pa')
          .select('pa.author_id')
          .whereRef('pa.post_id', '=', 'p.id')
          .orderBy('pa.place'),
      ).as('authors'),
    ])
    .where('p.id', '=', post)
    .executeTakeFirstOrThrow()
  const { own_excerpt, comments_open, close_after_days, published_at, tags, authors, ...same } = row
  return {
    ...same,
    excerpt: own_excerpt,
    comments: opennessOf(comments_open, close_after_days),
    publishedAt: published_at,
    tags: tags.map(({ name }) => name),
    authors: authors.map(({ author_id }) => author_id),
  }
}

/** A state in which an article was saved. */
export interface Revision {
  number: number
  at: Date
  actor: string
  account: number | null
  kind: RevisionKind
  mark: string | null
  content: PostContent
}

/** The last revision that counts; null for an article that was never saved since there are revisions. */
export const newestRevision = (db: Kysely<Database>, post: number): Promise<Revision | null> =>
  oneRevision(db, post, null)

/** A revision by its number; null if there is none. */
export const readRevision = (db: Kysely<Database>, post: number, number: number): Promise<Revision | null> =>
  oneRevision(db, post, number)

async function oneRevision(
  db: Kysely<Database>,
  post: number,
  number: number | null,
): Promise<Revision | null> {
  const row = await db
    .selectFrom('private.revisions')
    .select(['number', 'at', 'actor', 'account_id as account', 'kind', 'mark', 'title', 'source', 'details'])
    .where('post_id', '=', post)
    .$if(number === null, query => query.where('kind', '<>', 'aside').orderBy('number', 'desc').limit(1))
    .$if(number !== null, query => query.where('number', '=', number))
    .executeTakeFirst()
  if (!row) return null
  const { title, source, details, ...revision } = row
  const publishedAt = details.publishedAt === null ? null : new Date(details.publishedAt)
  return { ...revision, content: { cover: null, ...details, title, source, publishedAt } }
}

/** The window that saved, and which of its saves it was. */
export interface SavedFrom {
  mark?: string | null
  turn?: number | null
}

/** Writes down a state of an article; returns its number. */
export async function writeRevision(
  trx: Transaction<Database>,
  post: number,
  content: PostContent,
  { actor, kind, mark = null, turn = null, at }: { actor: Actor; kind: RevisionKind; at?: Date } & SavedFrom,
): Promise<number> {
  const { title, source, publishedAt, ...rest } = content
  const details: RevisionDetails = { ...rest, publishedAt: publishedAt?.toISOString() ?? null }
  const { number } = await trx
    .insertInto('private.revisions')
    .values({
      post_id: post,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from private.revisions where post_id = ${post})`,
      account_id: actor.account,
      actor: actor.name,
      kind,
      mark,
      turn,
      title,
      source,
      details: JSON.stringify(details),
      ...(at ? { at } : {}),
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

/** A revision as a list shows it. */
export interface ListedRevision {
  number: number
  at: Date
  actor: string
  kind: RevisionKind
  /** UTF-16 code units may be more. */
  characters: number
}

/** The revisions of an article, the last first, those before a number. */
export async function listRevisions(
  db: Kysely<Database>,
  post: number,
  { before, size }: { before: number | null; size: number },
): Promise<{ revisions: ListedRevision[]; next: number | null }> {
  const rows = await db
    .selectFrom('private.revisions')
    .select(['number', 'at', 'actor', 'kind'])
    .select(eb => eb.fn<number>('char_length', ['source']).as('characters'))
    .where('post_id', '=', post)
    .$if(before !== null, query => query.where('number', '<', before))
    .orderBy('number', 'desc')
    .limit(size + 1)
    .execute()
  const revisions = rows.slice(0, size)
  return { revisions, next: rows.length > size ? (revisions.at(-1)?.number ?? null) : null }
}
