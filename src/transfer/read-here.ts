import type { Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { readContent } from '../posts/revisions.ts'

/** An article as it is here now, locked; `state` is what tells whether somebody has edited it. Undefined if it is gone. */
export async function readHere(trx: Transaction<Database>, id: number) {
  const row = await trx
    .selectFrom('posts')
    .select(['id', 'slug', 'status', 'published_at', 'revision'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { row, state: { status: row.status, content: await readContent(trx, id) } }
}
