import type { Transaction } from 'kysely'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import type { PostContent } from '../posts/form.ts'
import { readContent } from '../posts/revisions.ts'
import { hashOf } from './identity.ts'

/** What tells whether somebody has edited an article here. */
export interface Here {
  status: PostStatus
  content: PostContent
  /** The last revision, where it is ahead of what readers see: what somebody is still writing, or was kept aside. */
  ahead: number | null
}

/** An article as it is here now, locked, with what tells whether somebody has edited it. Undefined if it is gone. */
export async function readHere(trx: Transaction<Database>, id: number) {
  const row = await trx
    .selectFrom('posts')
    .select(['id', 'slug', 'status', 'published_at', 'revision'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { newest } = await trx
    .selectFrom('private.revisions')
    .select(eb => eb.fn.max('number').as('newest'))
    .where('post_id', '=', id)
    .executeTakeFirstOrThrow()
  const ahead = newest > row.revision ? newest : null
  const state: Here = { status: row.status, content: await readContent(trx, id), ahead }
  return { row, state }
}

/** A hash of how an article is here. What has no cover, or nothing ahead, is as it was before there were any. */
export function stateHash(state: Here | undefined): Buffer {
  if (!state) return hashOf(undefined)
  const { cover, ...content } = state.content
  return hashOf({
    ...{ status: state.status, content: { ...content, ...(cover ? { cover } : {}) } },
    ...(state.ahead === null ? {} : { ahead: state.ahead }),
  })
}
