import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { Email } from '../readers/email.ts'
import { erasedAmong } from '../readers/erased.ts'
import type { Run } from './run.ts'
import type { Staged } from './staging.ts'

/** The ids of those whose authors were erased here after they had written them. */
export async function erasedOf(
  db: Kysely<Database>,
  { ring }: Run,
  staged: readonly { id: string; staged: Staged }[],
): Promise<Set<string>> {
  const written = staged.map(({ id, staged: { comment } }) => ({
    ...{ id, email: Email.parse(comment.email.trim()), at: comment.createdAt },
  }))
  return new Set(Array.from(await erasedAmong(db, ring, written), ({ id }) => id))
}
