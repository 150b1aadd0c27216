import { type Kysely, sql, type Transaction } from 'kysely'
import { now } from '../db/clock.ts'
import type { PostStatus } from '../db/post-tables.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { MadePost } from '../text/make-post.ts'
import { askForVideos, withVideos } from '../media/videos.ts'
import { madePost } from '../text/post-thread.ts'
import { authorOf } from './authors.ts'
import type { PostContent } from './form.ts'
import { newestRevision, readContent, type Revision, writeRevision } from './revisions.ts'
import { keepBefore, noteRevision, textOf } from './save.ts'
import { freeSlug } from './slugs.ts'
import { insertPost, publishedAfter, updatePost } from './store.ts'
import { theirs, type Writer } from './writer.ts'

/**
 * What is to become of an article with a save: `auto` and `save` change nothing that readers see, `publish` makes it
 * public or brings what is public up to date, `unpublish` makes a draft of it, `private` keeps it for who may write.
 */
export type Act = 'auto' | 'save' | 'publish' | 'unpublish' | 'private'

/** A save as it comes from a window in which somebody writes. */
export interface Edit {
  /** Null: a new article. */
  id: number | null
  /** The number of the revision that it was made from; 0 for a new article. */
  base: number
  /** The window. */
  mark: string
  /** Which of the window's saves it is, each higher than the one sent before; null: it doesn't say. */
  turn?: number | null
  act: Act
  content: PostContent
}

/** What became of a save. */
export type Edited =
  | {
      outcome: 'saved'
      id: number
      revision: number
      status: PostStatus
      slug: string
      publishedAt: Date | null
      /** When it was saved. */
      at: Date
    }
  /** There is no such article, or none that this person may write. */
  | { outcome: 'missing' }
  /** Another text was saved since, by somebody else or by a later save of this window; this one is kept aside. */
  | { outcome: 'overtaken'; by: Revision }
  /** Another article has this address. */
  | { outcome: 'taken' }
  /** Readers would get it as it was typed, for its Markdown costs too much to read. */
  | { outcome: 'tangled' }

/**
 * Saves what somebody writes, checked before: always as a revision, and as what readers see when they say so. Refuses
 * what was made from an older revision than the last, unless the last came from the same window: then only its answer
 * was lost. Two saves of one window may arrive in the other order: the one that was sent later stands, and the other is
 * refused too, for it may be of a second window with the same mark.
 */
export async function editPost(db: Kysely<Database>, writer: Writer, typed: Edit): Promise<Edited> {
  // Before the transaction, which holds a connection, on PGlite the only one.
  const made = await madePost(await withVideos(db, typed.content), `account ${writer.account}`)
  if (made.isPlain && (typed.act === 'publish' || typed.act === 'private')) return { outcome: 'tangled' }
  const edit = { ...typed, turn: typed.turn ?? null, made }
  return transact(db, trx =>
    edit.id === null ? addPost(trx, writer, edit) : changePost(trx, writer, edit, edit.id),
  )
}

interface MadeEdit extends Edit {
  turn: number | null
  made: MadePost
}

async function addPost(trx: Transaction<Database>, writer: Writer, edit: MadeEdit): Promise<Edited> {
  const again = await sentBefore(trx, edit)
  if (again !== null) return changePost(trx, writer, edit, again)
  const { time } = await trx.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
  const authors =
    edit.content.authors.length > 0 && writer.all
      ? edit.content.authors
      : [await authorOf(trx, writer.account)]
  const content = { ...edit.content, authors, slug: await slugFor(trx, edit, null) }
  const status = statusAfter(edit.act, 'draft')
  const id = await insertPost(trx, { content, made: edit.made, status, time })
  if (id === null) return { outcome: 'taken' }
  const revision = await noteRevision(trx, id, content, writer, edit)
  const publishedAt = publishedAfter({ content, status, time }, null)
  return { outcome: 'saved', id, revision, status, slug: content.slug, publishedAt, at: time }
}

/** The article that this window has added already, if only the answer was lost. */
async function sentBefore(trx: Transaction<Database>, { mark }: Edit): Promise<number | null> {
  // One after the other, or both would find that there is none yet.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`afterword window ${mark}`}, 0))`.execute(trx)
  const found = await trx
    .selectFrom('private.revisions')
    .select('post_id')
    .where('mark', '=', mark)
    .limit(1)
    .executeTakeFirst()
  return found?.post_id ?? null
}

async function changePost(
  trx: Transaction<Database>,
  writer: Writer,
  edit: MadeEdit,
  id: number,
): Promise<Edited> {
  const before = await theirs(trx, writer)
    .select(['p.id', 'p.slug', 'p.status', 'p.published_at', 'p.revision', now.as('time')])
    .where('p.id', '=', id)
    .where('p.status', '<>', 'trash')
    .forUpdate('p')
    .executeTakeFirst()
  if (!before) return { outcome: 'missing' }
  const newest = await newestRevision(trx, id)
  const later = await sentLater(trx, id, edit)
  if (later?.kind === 'aside' && newest) return { outcome: 'overtaken', by: newest }
  const had = await readContent(trx, id)
  const content = {
    ...edit.content,
    authors: authorsAfter(writer, edit.content, had),
    slug: await slugFor(trx, edit, id),
  }
  const isOlder = newest && newest.number !== edit.base && newest.mark !== edit.mark
  if (newest && (isOlder || later) && textOf(newest.content) !== textOf(content))
    return keepAside(trx, writer, edit, id, newest)
  if (before.slug !== content.slug && (await isTaken(trx, content.slug, id))) return { outcome: 'taken' }

  await keepBefore(trx, before, had)
  const status = before.status === 'trash' ? 'draft' : statusAfter(edit.act, before.status)
  const number = await writeRevision(trx, id, content, {
    actor: writer,
    kind: edit.act === 'auto' ? 'auto' : 'save',
    mark: edit.mark,
    turn: edit.turn,
  })
  if (newest) await thinOut(trx, id, newest, { ...before, mark: edit.mark })
  // What readers see stays as it is until it is said to change.
  const isBeside = before.status === 'published' && (edit.act === 'auto' || edit.act === 'save')
  if (!isBeside) {
    const applied = { content, made: edit.made, status, time: before.time }
    await updatePost(trx, before, applied, number)
  } else await askForVideos(trx, id, { videos: edit.made.videos, html: null })
  return {
    outcome: 'saved',
    id,
    revision: number,
    status: isBeside ? before.status : status,
    slug: isBeside ? before.slug : content.slug,
    publishedAt: isBeside
      ? before.published_at
      : publishedAfter({ content, status, time: before.time }, before),
    at: before.time,
  }
}

/** The last that was stored of this window, where it was sent after this save, or is this one. */
async function sentLater(trx: Transaction<Database>, id: number, { mark, turn }: MadeEdit) {
  if (turn === null) return undefined
  return trx
    .selectFrom('private.revisions')
    .select('kind')
    .where('post_id', '=', id)
    .where('mark', '=', mark)
    .where('turn', '>=', turn)
    .orderBy('turn', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The highest number of a window's saves that are stored; 0: none is. */
export async function lastTurn(db: Kysely<Database>, mark: string): Promise<number> {
  const { turn } = await db
    .selectFrom('private.revisions')
    .select(eb => eb.fn.max('turn').as('turn'))
    .where('mark', '=', mark)
    .executeTakeFirstOrThrow()
  return turn ?? 0
}

const statusAfter = (act: Act, before: Exclude<PostStatus, 'trash'>) =>
  act === 'publish' ? 'published' : act === 'private' ? 'private' : act === 'unpublish' ? 'draft' : before

/** Who may write their own articles alone can't give one away, nor take a part in it from others. */
function authorsAfter(writer: Writer, wanted: PostContent, had: PostContent): number[] {
  return writer.all && wanted.authors.length > 0 ? wanted.authors : had.authors
}

/** An address made from a title makes room for those that are there; one that was typed does not. */
async function slugFor(trx: Transaction<Database>, { content }: Edit, id: number | null): Promise<string> {
  return content.slug === '' ? freeSlug(trx, content.title, id) : content.slug
}

async function isTaken(trx: Transaction<Database>, slug: string, id: number): Promise<boolean> {
  const other = await trx
    .selectFrom('posts')
    .select('id')
    .where('slug', '=', slug)
    .where('id', '<>', id)
    .executeTakeFirst()
  return other !== undefined
}

/** Both texts are kept: this one under a number of its own, which is never what comes next. */
async function keepAside(
  trx: Transaction<Database>,
  writer: Writer,
  { content, mark, turn }: MadeEdit,
  id: number,
  by: Revision,
): Promise<Edited> {
  await trx
    .deleteFrom('private.revisions')
    .where('post_id', '=', id)
    .where('kind', '=', 'aside')
    .where('mark', '=', mark)
    .execute()
  await writeRevision(trx, id, content, { actor: writer, kind: 'aside', mark, turn })
  return { outcome: 'overtaken', by }
}

/** How long the saves of one window while it is written in count as one. */
const oneSaveMs = 10 * 60_000

/** A save while writing takes the place of the one before it, unless readers see that one. */
async function thinOut(
  trx: Transaction<Database>,
  id: number,
  last: Revision,
  { mark, revision, status, time }: { mark: string; revision: number; status: PostStatus; time: Date },
): Promise<void> {
  const isPassing =
    last.kind === 'auto' && last.mark === mark && (last.number > revision || status !== 'published')
  if (!isPassing || time.getTime() - last.at.getTime() > oneSaveMs) return
  await trx
    .deleteFrom('private.revisions')
    .where('post_id', '=', id)
    .where('number', '=', last.number)
    .execute()
}
