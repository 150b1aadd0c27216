import { type Kysely, sql } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import { withPart } from '../db/like.ts'
import type { MediaKind } from '../db/media-tables.ts'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { lookForVideos, postsWithVideo } from './videos.ts'

/** A picture or a file, as the library lists it. */
export interface Medium {
  id: number
  hash: string
  kind: MediaKind
  name: string
  alt: string
  /** Of all that is kept of it. */
  bytes: number
  created_at: Date
  /** Who brought it; null once that account is gone. */
  account_id: number | null
  /** The file that an article shows, and the one that a list does. */
  main: string
  small: string
  /** How many articles show it. */
  uses: number
}

interface LibraryRequest {
  /** A part of its name or of its text. */
  search: string
  /** Only what no article shows. */
  unused: boolean
  /** The id that the page before ended with. */
  before: number | null
  size: number
}

/** A page of what is kept, the newest first. */
export async function listMedia(
  db: Kysely<Database>,
  { search, unused, before, size }: LibraryRequest,
): Promise<{ media: Medium[]; next: number | null }> {
  const pattern = withPart(search)
  const rows = await whole(db)
    .$if(search !== '', query =>
      query.where(eb => eb.or([eb('m.name', 'ilike', pattern), eb('m.alt', 'ilike', pattern)])),
    )
    .$if(unused, query =>
      query.where(eb =>
        eb.not(
          eb.exists(
            eb.selectFrom('private.media_uses as u').select('u.post_id').whereRef('u.media_id', '=', 'm.id'),
          ),
        ),
      ),
    )
    .$if(before !== null, query => query.where('m.id', '<', before))
    .orderBy('m.id', 'desc')
    .limit(size + 1)
    .execute()
  const media = rows.slice(0, size)
  return { media, next: rows.length > size ? (media.at(-1)?.id ?? null) : null }
}

/** One of them; undefined when there is none. */
export function findMedium(db: Kysely<Database>, id: number): Promise<Medium | undefined> {
  return whole(db).where('m.id', '=', id).executeTakeFirst()
}

function whole(db: Kysely<Database>) {
  return db
    .selectFrom('media as m')
    .innerJoin('media_files as f', join => join.onRef('f.media_id', '=', 'm.id').on('f.is_main', '=', true))
    .leftJoin('media_files as s', join => join.onRef('s.media_id', '=', 'm.id').on('s.name', '=', '480.webp'))
    .where('m.is_whole', '=', true)
    .select(['m.id', 'm.hash', 'm.kind', 'm.name', 'm.alt', 'm.bytes', 'm.created_at', 'm.account_id'])
    .select('f.name as main')
    .select(eb => eb.fn.coalesce('s.name', 'f.name').as('small'))
    .select(sql<number>`(select count(*) from private.media_uses u where u.media_id = m.id)`.as('uses'))
}

/** An article that shows a medium. */
export interface Use {
  slug: string
  title: string
  language: string
  status: PostStatus
}

/** The articles that show a medium, at most a hundred. */
export function usesOf(db: Kysely<Database>, id: number): Promise<Use[]> {
  return db
    .selectFrom('private.media_uses as u')
    .innerJoin('posts as p', 'p.id', 'u.post_id')
    .select(['p.slug', 'p.title', 'p.language', 'p.status'])
    .where('u.media_id', '=', id)
    .orderBy('p.id', 'desc')
    .limit(100)
    .execute()
}

/** Whose media somebody may look after: all, or those of one account. */
export type Owner = { account: number } | null

/** Says what a picture shows; false when there is none that this person looks after. */
export async function describeMedium(
  db: Kysely<Database>,
  id: number,
  alt: string,
  owner: Owner,
): Promise<boolean> {
  const changed = await db
    .updateTable('media')
    .set({ alt })
    .where('id', '=', id)
    .$if(owner !== null, query => query.where('account_id', '=', owner?.account ?? 0))
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Deletes a medium with all of its sizes; false when there is none that this person looks after. */
export async function removeMedium(
  db: Kysely<Database>,
  actor: Actor,
  id: number,
  owner: Owner,
): Promise<boolean> {
  return transact(db, async trx => {
    const withVideo = await postsWithVideo(trx, id)
    const removed = await trx
      .deleteFrom('media')
      .where('id', '=', id)
      .$if(owner !== null, query => query.where('account_id', '=', owner?.account ?? 0))
      .returning('name')
      .executeTakeFirst()
    if (!removed) return false
    for (const post of withVideo) await lookForVideos(trx, post)
    await audit(trx, actor, 'file deleted', removed.name)
    return true
  })
}

/** Takes a medium and returns the Markdown that shows it, or leads to it. */
export function markdownOf(medium: Pick<Medium, 'kind' | 'name' | 'alt'>, address: string): string {
  const words = (medium.kind === 'picture' ? medium.alt : medium.alt || medium.name).replace(
    /[[\]\\]/g,
    '\\$&',
  )
  return medium.kind === 'file' ? `[${words}](${address})` : `![${words}](${address})`
}
