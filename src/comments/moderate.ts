import type { Kysely } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import { decide } from './decide.ts'
import type { Decided } from './moves.ts'

export type Moderation =
  | { outcome: 'moved'; from: CommentStatus }
  | { outcome: 'unchanged' }
  /** Its author took it back: there is nothing left to decide on. */
  | { outcome: 'withdrawn' }
  | { outcome: 'noSuchComment' }

/** Moves one comment, whatever its state is now; for those who have no account, such as the command line. */
export async function moderate(
  db: Kysely<Database>,
  id: number,
  to: Decided,
  actor: string,
): Promise<Moderation> {
  const { moved, unchanged } = await decide(db, [{ comment: id, seen: null }], to, {
    account: null,
    name: actor,
  })
  if (moved[0]) return { outcome: 'moved', from: moved[0].from }
  if (unchanged.length > 0) return { outcome: 'unchanged' }
  const found = await db.selectFrom('comments').select('id').where('id', '=', id).executeTakeFirst()
  return { outcome: found ? 'withdrawn' : 'noSuchComment' }
}
