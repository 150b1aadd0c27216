import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { fetchFile } from '../net/fetch-file.ts'
import { enqueue } from '../queue/enqueue.ts'
import { type KnownVideo, type VideoAddress, videosIn } from '../text/videos.ts'
import { urls } from '../urls.ts'
import { BytesMissing } from './folder.ts'
import { keepFile, type MediaRules } from './keep.ts'
import { mostPictureBytes } from './limits.ts'
import { inFolder } from './temporary.ts'
import { type VideoFacts, videoFacts } from './video-answers.ts'

/** Takes what an article is made from and returns it with the pictures that are kept here of its videos. */
export async function withVideos<P extends { source: string }>(
  db: Kysely<Database>,
  post: P,
): Promise<P & { videos: KnownVideo[] }> {
  return { ...post, videos: await knownOf(db, videosIn(post.source)) }
}

async function knownOf(db: Kysely<Database>, videos: readonly VideoAddress[]): Promise<KnownVideo[]> {
  if (videos.length === 0) return []
  const rows = await db
    .selectFrom('private.videos as v')
    .innerJoin('media as m', 'm.id', 'v.media_id')
    .innerJoin('media_files as f', join => join.onRef('f.media_id', '=', 'm.id').on('f.is_main', '=', true))
    .select(['v.key', 'v.title', 'm.hash', 'f.name'])
    .where('v.key', 'in', keysOf(videos))
    .where('m.is_whole', '=', true)
    .where('m.kind', '=', 'picture')
    .execute()
  return rows.map(({ key, title, hash, name }) => ({
    key,
    title: title ?? '',
    picture: urls.media(hash, name),
  }))
}

/**
 * Has the sites of an article's videos asked later, where nothing is known of one, or where what came in the meantime is
 * not in the HTML that was made of it.
 */
export async function askForVideos(
  trx: Transaction<Database>,
  post: number,
  { videos, html }: { videos: readonly VideoAddress[]; html: string | null },
): Promise<void> {
  const known = await knownOf(trx, videos)
  const isLate = html !== null && known.some(({ picture }) => !html.includes(picture))
  if (isLate || (await unasked(trx, videos)).length > 0) await lookForVideos(trx, post)
}

/** The articles that show a medium as the picture of a video. */
export async function postsWithVideo(trx: Transaction<Database>, medium: number): Promise<number[]> {
  const uses = await trx
    .selectFrom('private.media_uses as u')
    .innerJoin('private.videos as v', 'v.media_id', 'u.media_id')
    .select('u.post_id')
    .distinct()
    .where('u.media_id', '=', medium)
    .execute()
  return uses.map(({ post_id }) => post_id)
}

/** Has an article made with what is kept here of its videos then, and sites asked of which nothing is known. */
export const lookForVideos = (trx: Transaction<Database>, post: number): Promise<unknown> =>
  enqueue(trx, 'bring-video-pictures', { post }, { key: `videos ${post}` })

export interface Asking {
  rules: MediaRules
  /** Whose the pictures are. */
  account: number | null
  signal: AbortSignal
  /** The guarded one, but in tests. */
  fetch?: typeof fetchFile
}

/**
 * Asks the sites of videos of which nothing is known, and keeps a picture of each. False: it was broken off. Throws
 * BytesMissing where the folder of files can't be used: what is to be in it is asked for again later.
 */
export async function bringVideos(
  db: Kysely<Database>,
  videos: readonly VideoAddress[],
  asking: Asking,
): Promise<boolean> {
  for (const video of await unasked(db, videos)) {
    if (asking.signal.aborted) return false
    const brought = await bring(db, video, asking)
    const row = { title: brought?.title ?? null, media_id: brought?.media ?? null }
    await db
      .insertInto('private.videos')
      .values({ key: video.key, ...row })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ ...row, asked_at: sql<Date>`now()` }))
      .execute()
  }
  return true
}

const keysOf = (videos: readonly VideoAddress[]) => videos.map(({ key }) => key)

/** Where nothing came of it, a site is asked again with a save on another day; a picture that was deleted stays so. */
async function unasked(db: Kysely<Database>, videos: readonly VideoAddress[]): Promise<VideoAddress[]> {
  if (videos.length === 0) return []
  const rows = await db
    .selectFrom('private.videos')
    .select('key')
    .where('key', 'in', keysOf(videos))
    .where(eb =>
      eb.or([eb('title', 'is not', null), eb('asked_at', '>', sql<Date>`now() - interval '1 day'`)]),
    )
    .execute()
  const asked = new Set(rows.map(({ key }) => key))
  return videos.filter(({ key }) => !asked.has(key))
}

/** Null where a site does not answer, or not with what is wanted: then the link stays a link. Throws BytesMissing. */
function bring(
  db: Kysely<Database>,
  video: VideoAddress,
  { rules, account, signal, fetch = fetchFile }: Asking,
): Promise<{ title: string; media: number } | null> {
  return inFolder(async folder => {
    const facts = await factsOf(video, join(folder, 'answer'), { signal, fetch })
    if (facts === null) return null
    const path = join(folder, 'picture')
    for (const picture of facts.pictures) {
      const wanted = { path, mostBytes: mostPictureBytes, mostMs, takes: isPicture, signal }
      const fetched = await fetch(picture, wanted)
      if ('problem' in fetched) continue
      const name = facts.title.replace(/[/\\]/g, '-')
      const kept = await keepFile(db, { path, name, account, kind: 'picture' }, rules)
      if (!('problem' in kept)) return { title: facts.title, media: kept.id }
      if (kept.problem === 'folderAway') throw new BytesMissing('the folder of files can’t be used')
    }
    return null
  })
}

/** All the time that one answer may take, in ms. */
const mostMs = 20_000
/** A page of a site of videos may be long; what is said of it stands in its head. */
const mostAnswerBytes = 4 * 1024 * 1024

async function factsOf(
  { asks }: VideoAddress,
  path: string,
  { signal, fetch }: { signal: AbortSignal; fetch: typeof fetchFile },
): Promise<VideoFacts | null> {
  const takes = (type: string) => (asks.way === 'page' ? type === 'text/html' : /[/+]json$/.test(type))
  const fetched = await fetch(asks.at, { path, mostBytes: mostAnswerBytes, mostMs, takes, signal })
  if ('problem' in fetched) return null
  return videoFacts(asks.way, await readFile(path, 'utf8'), fetched.url)
}

const isPicture = (type: string) => /^image\/(?:jpeg|png|webp|avif|gif)$/.test(type)
