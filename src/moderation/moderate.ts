import type { Kysely } from 'kysely'
import type { CommentStatus, Database } from '../db/tables.ts'
import type { StepActor } from './actor.ts'
import { decide } from './decide.ts'
import type { Decided, Overtaken } from './states.ts'

export type Moderation =
  | { outcome: 'moved'; from: CommentStatus }
  | { outcome: 'unchanged' }
  /** Somebody decided at this very moment. */
  | ({ outcome: 'overtaken' } & Overtaken)
  /** Its author took it back: there is nothing left to decide on. */
  | { outcome: 'withdrawn' }
  | { outcome: 'noSuchComment' }

/** Moves one comment from what it is when this is called; for those who name it, such as the command line. */
export async function moderate(
  db: Kysely<Database>,
  id: number,
  to: Decided,
  by: StepActor,
): Promise<Moderation> {
  const found = await db.selectFrom('comments').select('step').where('id', '=', id).executeTakeFirst()
  if (!found) return { outcome: 'noSuchComment' }
  const { moved, unchanged, overtaken } = await decide(db, [{ comment: id, seen: found.step }], to, { by })
  if (moved[0]) return { outcome: 'moved', from: moved[0].from }
  if (overtaken[0]) return { outcome: 'overtaken', ...overtaken[0] }
  return { outcome: unchanged.length > 0 ? 'unchanged' : 'withdrawn' }
}
