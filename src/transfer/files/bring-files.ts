import { join, posix } from 'node:path'
import type { Kysely } from 'kysely'
import { now } from '../../db/clock.ts'
import type { Database } from '../../db/tables.ts'
import { transact } from '../../db/transact.ts'
import { keepFile, type MediaRules } from '../../media/keep.ts'
import { inFolder } from '../../media/temporary.ts'
import { readContent, writeRevision } from '../../posts/revisions.ts'
import { keepBefore } from '../../posts/save.ts'
import { updatePost } from '../../posts/store.ts'
import { withVideos } from '../../media/videos.ts'
import { madePost } from '../../text/post-thread.ts'
import { hashOf, type Of } from '../identity.ts'
import { readHere, stateHash } from '../read-here.ts'
import { type FileFailure, listed, type Report } from '../report.ts'
import type { FindFile } from './find-file.ts'
import { knownFiles, rememberFile } from './known-files.ts'
import { baseOf, type FileLink, filesIn, withAddresses } from './links.ts'
import { decodedPath } from '../../text/decoded-path.ts'

/** Bringing the files of an import's articles here. */
export interface FilesRun {
  db: Kysely<Database>
  of: Of
  find: FindFile
  /** What all media together may have, in bytes. */
  rules: MediaRules
  report: Report
  /** Told how far it is. */
  tell: (report: Report) => void
  signal: AbortSignal
}

const portion = 50
const actor = { account: null, name: 'import' }

/**
 * Brings the pictures and files here that articles of an old site show, and lets the articles show them from here. Each
 * is fetched once; cut anywhere, it goes on when it is run again. What can't be had is in the report, and tried again the
 * next time.
 */
export async function bringFiles(run: FilesRun): Promise<void> {
  const failed = new Map<string, FileFailure['why']>()
  run.report.files = { kept: 0, failed: [] }
  for (let after = 0; !run.signal.aborted; ) {
    const articles = await run.db
      .selectFrom('private.imported')
      .select(['local_id as id', 'foreign_id as foreign'])
      .where('kind', '=', 'article')
      .where('source', '=', run.of.source)
      .where('site', '=', run.of.site)
      .where('local_id', '>', after)
      .orderBy('local_id')
      .limit(portion)
      .execute()
    for (const article of articles) {
      after = article.id
      await bringFilesOf(run, article, failed)
      run.tell(run.report)
    }
    if (articles.length < portion) break
  }
  run.report.away = run.report.away.flatMap(({ article, files }) => {
    const left = files.filter(file => failed.has(file) || run.signal.aborted)
    return left.length > 0 ? [{ article, files: left }] : []
  })
}

async function bringFilesOf(
  run: FilesRun,
  article: { id: number; foreign: string },
  failed: Map<string, FileFailure['why']>,
): Promise<void> {
  const { db, of, report } = run
  const base = baseOf(of, article.foreign)
  const links = filesIn((await sourceOf(db, article.id)) ?? '', base)
  const known = await knownFiles(
    db,
    of,
    links.map(({ url }) => url),
  )
  for (const { url } of links) {
    if (known.has(url) || failed.has(url)) continue
    if (run.signal.aborted) return
    const why = await bringFile(run, url)
    if (why === null) {
      report.files = { kept: (report.files?.kept ?? 0) + 1, failed: report.files?.failed ?? [] }
      continue
    }
    failed.set(url, why)
    if ((report.files?.failed.length ?? 0) < listed) report.files?.failed.push({ url, why })
  }
  await showFromHere(run, article, links)
}

const sourceOf = async (db: Kysely<Database>, id: number): Promise<string | null> =>
  (await db.selectFrom('posts').select('source').where('id', '=', id).executeTakeFirst())?.source ?? null

/** Null when the file is here. */
function bringFile(
  { db, of, find, rules, signal }: FilesRun,
  url: string,
): Promise<FileFailure['why'] | null> {
  return inFolder(async folder => {
    const path = join(folder, 'file')
    const { problem } = await find(url, path, signal).catch((error: unknown) => {
      // Stopped in the middle: whoever stopped it says so.
      if (!signal.aborted) throw error
      return { problem: 'unreachable' as const }
    })
    if (problem !== null) return problem
    const name = decodedPath(posix.basename(new URL(url).pathname)) || 'file'
    const kept = await keepFile(db, { path, name, account: null }, rules)
    if ('problem' in kept) return kept.problem
    await rememberFile(db, of, url, kept.id)
    return null
  })
}

/** Writes an article anew with the addresses that its files have here. One that nobody has edited still counts as that. */
async function showFromHere(
  { db, of }: FilesRun,
  { id, foreign }: { id: number; foreign: string },
  links: readonly FileLink[],
): Promise<void> {
  const known = await knownFiles(
    db,
    of,
    links.map(({ url }) => url),
  )
  if (known.size === 0) return
  const before = await readContent(db, id)
  const source = withAddresses(before.source, links, url => known.get(url))
  if (source === before.source) return
  const content = { ...before, source }
  const made = await madePost(await withVideos(db, content), actor.name)
  if (made.isPlain) return // it could not be read just now: the next run will
  await transact(db, async trx => {
    const here = await readHere(trx, id)
    // Somebody saved it just now, or is still writing: the next run finds what that left.
    if (!here || here.state.ahead !== null || !hashOf(here.state.content).equals(hashOf(before))) return
    const { status } = here.row
    if (status === 'trash') return
    const { time } = await trx.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
    const { updated_at: updatedAt } = await trx
      .selectFrom('posts')
      .select('updated_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const was = stateHash(here.state)
    await keepBefore(trx, here.row, here.state.content)
    const revision = await writeRevision(trx, id, content, { actor, kind: 'save' })
    await updatePost(trx, here.row, { content, made, status, time, updatedAt }, revision)
    const written = await readHere(trx, id)
    await trx
      .updateTable('private.imported')
      .set({ written: stateHash(written?.state) })
      .where('source', '=', of.source)
      .where('site', '=', of.site)
      .where('kind', '=', 'article')
      .where('foreign_id', '=', foreign)
      .where('written', '=', was)
      .execute()
  })
}
