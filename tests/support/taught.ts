import { type Kysely, sql } from 'kysely'
import type { CommentStatus, Database } from '../../src/db/tables.ts'
import { passGate } from '../../src/moderation/gate.ts'
import { teach } from '../../src/spam/learn.ts'
import type { Said } from '../../src/spam/tokens.ts'
import { seeded } from './learner.ts'
import { postId } from './rows.ts'
import type { Labelled } from './said.ts'

/** Writes comments on an article, as a rule let them through or not; returns their ids. */
export async function writeComments<S extends Said>(
  db: Kysely<Database>,
  slug: string,
  said: readonly S[],
  statusOf: (said: S) => CommentStatus,
): Promise<number[]> {
  const post = await postId(db, slug)
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('public.comments', 'id')) as id
    from generate_series(1, ${said.length}::int)`.execute(db)
  const changes = said.map((one, n) => {
    const id = rows[n]?.id ?? 0
    const { text: source, name, website } = one
    const place = { id, post_id: post, thread_id: id, path: [id], parent_id: null }
    const words = { name, website, source, html: `<p>${id}</p>`, language: 'en', avatar: '0'.repeat(16) }
    return { written: { ...place, ...words }, status: statusOf(one), reasons: [] }
  })
  await db.transaction().execute(trx => passGate(trx, { by: { kind: 'rule' }, changes }))
  return rows.map(({ id }) => id)
}

/** The same with what a moderator decided about each, learned: the same scores each time. */
export async function teachComments(
  db: Kysely<Database>,
  slug: string,
  said: readonly Labelled[],
): Promise<void> {
  const ids = await writeComments(db, slug, said, ({ isSpam }) => (isSpam ? 'spam' : 'approved'))
  const lessons = ids.map((comment, n) => ({
    comment,
    lesson: said[n]?.isSpam ? ('spam' as const) : ('ham' as const),
  }))
  await db.transaction().execute(trx => teach(trx, lessons, seeded(3)))
}
