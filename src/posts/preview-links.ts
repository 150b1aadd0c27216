import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type AccountActor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { PostContent } from './form.ts'
import { newestRevision, readContent } from './revisions.ts'

/** Makes a secret by which whoever has it sees an article as it was written last; the one before opens nothing any more. */
export function makePreviewLink(db: Kysely<Database>, actor: AccountActor, post: number): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  return transact(db, async trx => {
    const link = { token_hash: hashOf(token), account_id: actor.account }
    await trx
      .insertInto('private.preview_links')
      .values({ post_id: post, ...link })
      .onConflict(conflict => conflict.column('post_id').doUpdateSet({ ...link, made_at: sql<Date>`now()` }))
      .execute()
    await audit(trx, actor, 'preview link made', String(post))
    return token
  })
}

/** Lets the link to an article open nothing any more. */
export function endPreviewLink(db: Kysely<Database>, actor: AccountActor, post: number): Promise<void> {
  return transact(db, async trx => {
    const { numDeletedRows } = await trx
      .deleteFrom('private.preview_links')
      .where('post_id', '=', post)
      .executeTakeFirst()
    if (numDeletedRows > 0n) await audit(trx, actor, 'preview link ended', String(post))
  })
}

/** Since when there is a link to an article; null where there is none. */
export async function previewLinkSince(db: Kysely<Database>, post: number): Promise<Date | null> {
  const found = await db
    .selectFrom('private.preview_links')
    .select('made_at')
    .where('post_id', '=', post)
    .executeTakeFirst()
  return found?.made_at ?? null
}

/** The article that a secret opens, as it was written last; null for any other, and for one in the trash. */
export async function openPreview(db: Kysely<Database>, token: string): Promise<PostContent | null> {
  if (!/^[\w-]{32}$/.test(token)) return null
  const found = await db
    .selectFrom('private.preview_links as l')
    .innerJoin('posts as p', 'p.id', 'l.post_id')
    .select(['p.id', 'p.revision'])
    .where('l.token_hash', '=', hashOf(token))
    .where('p.status', '<>', 'trash')
    .executeTakeFirst()
  if (!found) return null
  const newest = await newestRevision(db, found.id)
  return newest && newest.number > found.revision ? newest.content : readContent(db, found.id)
}

/** It is as random as a key: a plain hash can't be turned round. */
const hashOf = (token: string) => createHash('sha256').update(token).digest()
