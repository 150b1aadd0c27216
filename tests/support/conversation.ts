import { sql } from 'kysely'
import { now } from '../../src/db/clock.ts'
import type { TestBlog } from './blog.ts'
import { aroundGate } from './gate.ts'
import { postId } from './rows.ts'

/** Something that was said, and what it answers: the place of another in the same list, counted from 0. */
export interface Saying {
  text: string
  answers?: number
  status?: 'approved' | 'pending' | 'spam' | 'trash' | 'withdrawn'
  /** When it was said; now unless it is told. */
  at?: Date
}

/** Puts comments under an article, at once and in their order; returns their ids. */
export async function converse(
  { database: { db } }: TestBlog,
  slug: string,
  sayings: readonly Saying[],
): Promise<number[]> {
  const post = await postId(db, slug)
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('public.comments', 'id')) as id
    from generate_series(1, ${sayings.length}::int)`.execute(db)
  const ids = rows.map(row => row.id)

  const paths: number[][] = []
  sayings.forEach(({ answers }, place) => {
    const above = answers === undefined ? [] : (paths[answers] ?? [])
    paths.push([...above.slice(0, 10), ids[place] ?? 0])
  })
  const comments = sayings.map(({ text, answers, status = 'approved', at }, place) => ({
    id: ids[place] ?? 0,
    post_id: post,
    thread_id: paths[place]?.[0] ?? 0,
    parent_id: answers === undefined ? null : (ids[answers] ?? null),
    path: paths[place] ?? [],
    status,
    name: `Reader ${place + 1}`,
    website: null,
    source: text,
    html: `<p>${text}</p>\n`,
    language: 'en',
    avatar: place.toString(16).padStart(16, '0'),
    created_at: at ?? now,
  }))
  await aroundGate(db, trx => trx.insertInto('comments').values(comments).execute())
  return ids
}

/** So many threads of one comment each: "Thought 1", "Thought 2", … */
export const thoughts = (count: number): Saying[] =>
  Array.from({ length: count }, (_, place) => ({ text: `Thought ${place + 1}` }))
