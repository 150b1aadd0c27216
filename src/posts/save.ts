import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import { now } from '../db/clock.ts'
import type { Cover, PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { MadePost } from '../text/make-post.ts'
import { withVideos } from '../media/videos.ts'
import { madePost } from '../text/post-thread.ts'
import type { PostContent } from './form.ts'
import { readContent, type SavedFrom, writeRevision } from './revisions.ts'
import { insertPost, updatePost } from './store.ts'
import { setTranslationKey } from './translations.ts'
import { foldTag } from './tag-names.ts'
import { slugFrom } from '../urls.ts'

/** What a file says of an article. What is left out stays as it is, or is as new articles are. */
export interface PostSource extends Partial<PostContent> {
  slug: string
  title: string
  language: string
  tags: string[]
  status: Exclude<PostStatus, 'trash'>
  /** Null: now, if it is published for the first time; else as it was. */
  publishedAt: Date | null
  /** Markdown. */
  source: string
  /** What it has in common with its translations. */
  translationKey?: string | null
}

export type Saved = 'added' | 'updated' | 'unchanged'

const commandLine: Actor = { account: null, name: 'command line' }

/**
 * Stores a checked article under its slug, with its HTML and as a revision; saving the same again changes nothing. For
 * who brings in what was written elsewhere: it is not asked what somebody writes here meanwhile.
 */
export async function savePost(
  db: Kysely<Database>,
  post: PostSource,
  actor: Actor = commandLine,
): Promise<Saved> {
  const excerpt = post.excerpt === undefined ? await ownExcerpt(db, slugFrom(post.slug)) : post.excerpt
  const made = await madePost(await withVideos(db, { ...post, excerpt }), actor.name)
  return transact(db, trx => storeSource(trx, post, made, actor))
}

async function ownExcerpt(db: Kysely<Database>, slug: string): Promise<string | null> {
  const post = await db.selectFrom('posts').select('own_excerpt').where('slug', '=', slug).executeTakeFirst()
  return post?.own_excerpt ?? null
}

async function storeSource(
  trx: Transaction<Database>,
  post: PostSource,
  made: MadePost,
  actor: Actor,
): Promise<Saved> {
  const { status, translationKey, ...typed } = post
  const said = { ...typed, slug: slugFrom(typed.slug) }
  // Read, so that it is no more precise than what a file or a form gives.
  const { time } = await trx.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
  const before = await trx
    .selectFrom('posts')
    .select(['id', 'slug', 'status', 'published_at', 'html', 'excerpt', 'revision'])
    .where('slug', '=', said.slug)
    .forUpdate()
    .executeTakeFirst()
  const had = before ? await readContent(trx, before.id) : null
  const content = fullContent(said, had)
  const keep = async (id: number) => {
    if (translationKey !== undefined) await setTranslationKey(trx, id, translationKey)
  }
  const applied = { content, made, status, time }
  if (!before) {
    const id = await insertPost(trx, applied)
    if (id === null) return storeSource(trx, post, made, actor) // another was first: theirs can be seen now
    await noteRevision(trx, id, content, actor)
    await keep(id)
    return 'added'
  }
  await keep(before.id)
  const { html, excerpt } = made
  const isSame = before.status === status && before.html === html && before.excerpt === excerpt
  if (isSame && had && textOf(had) === textOf(content)) return 'unchanged'
  await keepBefore(trx, before, had)
  await updatePost(
    trx,
    before,
    applied,
    await writeRevision(trx, before.id, content, { actor, kind: 'save' }),
  )
  return 'updated'
}

function fullContent(
  said: Omit<PostSource, 'status' | 'translationKey'>,
  had: PostContent | null,
): PostContent {
  return { ...(had ?? asNew), ...said, publishedAt: said.publishedAt ?? had?.publishedAt ?? null }
}

/** What an article is that says nothing of it. */
export const asNew = {
  kind: 'post',
  authors: [],
  excerpt: null,
  description: null,
  canonical: null,
  pinned: false,
  cover: null,
  comments: { until: 'site' },
} as const satisfies Partial<PostContent>

/** In one order, a tag as what all ways to write it have in common. */
export const textOf = (content: PostContent): string =>
  JSON.stringify([
    ...[content.kind, content.slug, content.title, content.language, content.tags.map(foldTag)],
    ...[content.authors, content.source, content.excerpt, content.description, content.canonical],
    ...[content.pinned, content.comments, content.publishedAt, coverText(content.cover)],
  ])

/** The database keeps its parts in an order of its own. */
const coverText = (cover: Cover | null) => cover && [cover.address, cover.alt, cover.x, cover.y]

/** Writes down an article that was just added, as its first revision. */
export async function noteRevision(
  trx: Transaction<Database>,
  id: number,
  content: PostContent,
  actor: Actor,
  window: SavedFrom = {},
): Promise<number> {
  const { mark = null, turn = null } = window
  const revision = await writeRevision(trx, id, content, { actor, kind: 'save', mark, turn })
  await trx.updateTable('posts').set({ revision }).where('id', '=', id).execute()
  return revision
}

/** What was never written down as a revision is, before it changes. */
export async function keepBefore(
  trx: Transaction<Database>,
  post: { id: number; revision: number },
  had: PostContent | null,
): Promise<void> {
  if (post.revision > 0 || had === null) return
  const actor = { account: null, name: '' }
  await writeRevision(trx, post.id, had, { actor, kind: 'save' })
}
