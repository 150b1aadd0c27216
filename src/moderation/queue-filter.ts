import { type Kysely, sql } from 'kysely'
import type { Database, QueueFilter } from '../db/tables.ts'
import { commentsBy, isBy } from '../readers/background.ts'
import { isReported } from './reports.ts'
import type { Scope } from './states.ts'
import { commentsWith, hasTerms } from '../search/find-comments.ts'

/** All that a moderator may see. */
export const everything = (scope: Scope): QueueFilter => ({
  status: null,
  post: null,
  person: null,
  text: null,
  from: null,
  to: null,
  scope,
})

/** Whether a filter leaves comments of its state out. */
export const isFiltered = ({ post, person, text, from, to }: QueueFilter): boolean =>
  [post, person, text, from, to].some(part => part !== null)

/** A filter of which words and person are already found out, where few comments have them. */
export interface Narrowed extends QueueFilter {
  /** What those leave; null where many do, and each comment is looked at in turn. */
  ids: readonly number[] | null
  /** Whether all of those match: nothing is left to look at. */
  areAll: boolean
}

/** As many comments of a person or a network as are named one by one. */
const mostNamed = 10_000

/** Finds out which comments have the words and the person of a filter, unless there are too many to name. */
export async function narrow(db: Kysely<Database>, filter: QueueFilter): Promise<Narrowed> {
  const { text, person, status } = filter
  const words = text === null ? null : await commentsWith(db, text, status)
  const also = words === null ? [] : await commentsMeant(db, filter)
  const said = words && [...new Set([...words, ...also])]
  const theirs = person === null ? null : await commentsBy(db, person, mostNamed)
  const { post, from, to, scope } = filter
  const left = [theirs === null ? person : null, post, from, to, scope]
  return {
    ...filter,
    text: said === null ? text : null,
    person: theirs === null ? person : null,
    ids: said && theirs ? inBoth(said, theirs) : (said ?? theirs),
    // of words those were found that are in the state which is asked for
    areAll:
      said !== null &&
      also.length === 0 &&
      typeof filter.likely !== 'boolean' &&
      !filter.reported &&
      left.every(part => part === null),
  }
}

/** As many comments of an article as are named: its newest. */
const mostOfPost = 5_000

/** The comments that a search means besides its words: on articles with such a title, by people with such an address. */
async function commentsMeant(db: Kysely<Database>, { also, status }: QueueFilter): Promise<number[]> {
  const ids: number[] = []
  for (const post of also?.posts ?? []) {
    const rows = await db
      .selectFrom('comments')
      .select('id')
      .where('post_id', '=', post)
      .$if(status !== null, query => query.where('status', '=', status))
      .orderBy('id', 'desc')
      .limit(mostOfPost)
      .execute()
    ids.push(...rows.map(({ id }) => id))
  }
  const contacts = also?.contacts ?? []
  const theirs = contacts.length === 0 ? [] : await commentsBy(db, { contacts }, mostNamed)
  return [...ids, ...(theirs ?? [])]
}

function inBoth(one: readonly number[], other: readonly number[]): number[] {
  const others = new Set(other)
  return one.filter(id => others.has(id))
}

const isLikely = sql<boolean>`exists (
  select from private.spam_verdicts v where v.comment_id = c.id and v.likeness is not null)`

/** The comments `c` that a filter lets through. */
export function matching(db: Kysely<Database>, filter: Narrowed) {
  const { status, post, person, text, from, to, zone = 'UTC', scope, ids, likely, reported } = filter
  return db
    .selectFrom('comments as c')
    .$if(status !== null, query => query.where('c.status', '=', status))
    .$if(status === null, query => query.where('c.status', '<>', 'withdrawn'))
    .$if(post !== null, query =>
      query.where('c.post_id', '=', eb => eb.selectFrom('posts').select('id').where('slug', '=', post)),
    )
    .$if(scope !== null, query =>
      query.where(sql<boolean>`c.post_id in (select private.posts_of(${scope?.author ?? null}))`),
    )
    .$if(from !== null, query =>
      query.where('c.created_at', '>=', sql<Date>`${from}::timestamp at time zone ${zone}`),
    )
    .$if(to !== null, query =>
      query.where('c.created_at', '<', sql<Date>`(${to}::timestamp + interval '1 day') at time zone ${zone}`),
    )
    .$if(text !== null, query => query.where(hasTerms(text ?? '')))
    .$if(person !== null, query => query.where(isBy(person ?? { nobody: true })))
    .$if(reported === true, query => query.where(isReported))
    .$if(likely === true, query => query.where(isLikely))
    .$if(likely === false, query => query.where(eb => eb.not(isLikely)))
    .$if(ids !== null, query => query.where('c.id', 'in', sql<number>`(select unnest(${ids}::bigint[]))`))
}
