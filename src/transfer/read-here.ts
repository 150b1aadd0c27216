import type { Transaction } from 'kysely'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import type { PostContent } from '../posts/form.ts'
import { readContent } from '../posts/revisions.ts'
import { hashOf } from './identity.ts'

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

/** A hash of how an article is here. Without a cover it is what it was before there were any, and not edited. */
export function stateHash(state: { status: PostStatus; content: PostContent } | undefined): Buffer {
  if (!state) return hashOf(undefined)
  const { cover, ...content } = state.content
  return hashOf({ status: state.status, content: { ...content, ...(cover ? { cover } : {}) } })
}
