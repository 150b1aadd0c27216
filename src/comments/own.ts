import { timingSafeEqual } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing, Keys } from '../keys.ts'
import { isPublished } from '../posts/published.ts'
import { nonceOfComment, readNonces } from '../readers/origins.ts'
import type { Settings } from '../settings/declared.ts'
import type { ShownComment } from './shown-comment.ts'

/**
 * What a browser shows to prove that a comment is its own. It is signed with a value that only this comment ever had:
 * after a backup was restored, another may have its id.
 */
export const ownerToken = (keys: Keys, id: number, nonce: string | null): string =>
  keys.sign('cookie', 'comment', id, ...(nonce === null ? [] : [nonce])).toString('base64url')

/** Whether a token opens a comment. */
export async function isOwn(
  db: Kysely<Database>,
  ring: KeyRing,
  id: number,
  token: string | undefined,
): Promise<boolean> {
  if (token === undefined) return false
  const nonce = (await readNonces(db, [id])).get(id)
  return nonce !== undefined && opens(ring, token, id, nonce)
}

const opens = ({ current, previous }: KeyRing, token: string, id: number, nonce: string | null): boolean =>
  [current, ...previous].some(keys => isSame(token, ownerToken(keys, id, nonce)))

function isSame(shown: string, expected: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** A comment shown to who wrote it, whatever its state. */
export interface OwnComment extends ShownComment {
  /** Whether its time to edit or withdraw it still runs. */
  editable: boolean
  /** Whether it is spam or in the trash, which only who moderates may learn. */
  isRemoved: boolean
}

/**
 * The comments of one article that a browser shows to be its own, by the tokens it has for them. Spam and trash are
 * shown to their author as pending: a spammer learns nothing, and nobody is told off by a machine.
 */
export async function findOwnComments(
  db: Kysely<Database>,
  ring: KeyRing,
  settings: Settings,
  post: number,
  tokens: ReadonlyMap<number, string>,
): Promise<OwnComment[]> {
  if (tokens.size === 0) return []
  const rows = await db
    .selectFrom('comments')
    .select([
      'id',
      'thread_id',
      'parent_id',
      'path',
      'place',
      'status',
      'name',
      'website',
      'html',
      'language',
      'avatar',
    ])
    .select(['created_at', 'edited_at', 'is_staff', 'step'])
    .select(sql<boolean>`created_at > now() - make_interval(mins => ${settings.edit_minutes})`.as('editable'))
    .select(nonceOfComment.as('nonce'))
    .where('post_id', '=', post)
    .where('id', 'in', [...tokens.keys()])
    .where('status', '<>', 'withdrawn')
    .execute()
  const own = rows.filter(
    ({ id, nonce }) => nonce !== null && opens(ring, tokens.get(id) ?? '', id, nonce || null),
  )
  return own.map(({ status, editable, nonce: _nonce, ...row }) => ({
    ...row,
    pending: status !== 'approved',
    editable: editable && status !== 'trash',
    isRemoved: status === 'spam' || status === 'trash',
  }))
}

/** Where a browser's own comment stands, public or not; undefined when it is gone. */
export function findOwnPlace(db: Kysely<Database>, id: number) {
  return db
    .selectFrom('comments as c')
    .innerJoin('posts as p', 'p.id', 'c.post_id')
    .select(['c.post_id as post', 'p.slug', 'c.thread_id as thread', 'c.place'])
    .select(eb => eb('c.status', 'in', ['spam', 'trash']).as('isRemoved'))
    .where('c.id', '=', id)
    .where(isPublished)
    .executeTakeFirst()
}
