import type { Log } from '../log.ts'
import { mediaRules } from '../media/keep.ts'
import { now } from '../db/clock.ts'
import { addAside, isFrom, keepAside, listAside } from './aside.ts'
import { attachOthers } from './attach.ts'
import { bringFiles } from './files/bring-files.ts'
import type { FindFile } from './files/find-file.ts'
import { findArticles, threadOf } from './find-article.ts'
import type { Format } from './format.ts'
import { foreignId, hashOf } from './identity.ts'
import { beginImport, endImport } from './imports.ts'
import { leadByMap, leadingNowhere } from './lead-by-map.ts'
import type { Source } from './open-file.ts'
import { leaveOut, listed, newReport, noteCancelled, type Report } from './report.ts'
import type { Run } from './run.ts'
import { openCommentBatches } from '../text/comment-batch.ts'
import { openStaging, type Staging } from './staging.ts'
import { bringArticle } from './store-articles.ts'
import { bringComments } from './store-comments.ts'
import { digestOf } from './ready-comment.ts'
import { Unreadable } from './faults.ts'
import type { ForeignComment, Item } from './stream.ts'

/** What an import is asked to do. */
export interface Asked extends Pick<Run, 'db' | 'ring' | 'settings' | 'mapped'> {
  format: Format
  source: Source
  site: string | null
  /** Changes nothing, and reports what would be. */
  isDry: boolean
  /** Who asks. */
  actor: string
  tell: (report: Report) => void
  /** Ends it once the portion that is being written is in; the report says so. */
  signal?: AbortSignal
  /** Where the pictures and files of its articles are got from; null: they stay where they are. */
  find: FindFile | null
  /** Where they are kept; null: in rows. */
  mediaDir: string | null
  /** Told why they can’t be kept there. */
  log: Log
  /** The row of an import that goes on, or that was written down before it began; null for none. */
  begun: number | null
}

/**
 * Brings in what a file of another system holds: articles as they are read, then the comments of each article, roots
 * first. Each portion is a transaction with what tells that it came, so that an import that is cut anywhere goes on when
 * it is run again, and one that is run twice changes nothing. Nobody is mailed, nobody is trusted, no rule is asked.
 * Throws SeveralSites.
 */
export async function bringIn(asked: Asked): Promise<Report> {
  const { db, format, settings } = asked
  const report = newReport()
  const staging = openStaging()
  const run: Run = {
    ...{ db, ring: asked.ring, settings, report, mapped: asked.mapped, tell: asked.tell },
    ...{ of: { source: format.name, site: asked.site ?? '' }, id: null },
    isStopped: () => asked.signal?.aborted ?? false,
    batches: openCommentBatches(),
    ...{ articles: new Map(), addresses: new Map(), planned: new Set() },
  }
  try {
    const { time } = await db.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
    await readAll(asked, run, staging, time)
    // A file in which nothing was found is no import.
    const goesOn = () => !run.isStopped() && (asked.isDry || run.id !== null)
    if (goesOn()) await bringAll(run, staging)
    if (goesOn() && run.id !== null) await leadByMap(db, run.mapped.values(), run.id)
    if (goesOn()) report.attached = await attachOthers(run, asked)
    if (goesOn()) report.nowhere = (await leadingNowhere(run)).slice(0, listed)
    if (asked.find && run.id !== null && !run.isStopped()) await bringFilesOf(run, asked, asked.find)
  } finally {
    staging.close()
    await run.batches.close()
  }
  if (run.isStopped()) noteCancelled(report)
  // One that goes on another time ends when whoever stopped it says so.
  if (run.id !== null && (!run.isStopped() || asked.begun === null)) await endImport(db, run.id, report)
  return report
}

function bringFilesOf(
  { db, of, settings, report, tell }: Run,
  { mediaDir, log, signal }: Asked,
  find: FindFile,
): Promise<void> {
  const rules = mediaRules(settings, mediaDir, log)
  const never = new AbortController().signal
  return bringFiles({ db, of, find, rules, report, tell, signal: signal ?? never })
}

async function readAll(asked: Asked, run: Run, staging: Staging, time: Date): Promise<void> {
  const { format, source, settings } = asked
  const reading = { site: asked.site, timeZone: settings.time_zone, now: time }
  try {
    for await (const item of format.read(source, reading)) {
      if (item.is === 'site') run.of = { source: format.name, site: item.name }
      // Not before something was found: a file of several sites begins with a question, another may hold nothing.
      const isFound = item.is !== 'site' && item.is !== 'note'
      if (isFound && run.id === null && !asked.isDry) run.id = await begin(asked, run)
      await take(run, staging, item)
      asked.tell(run.report)
      if (run.isStopped()) return
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    run.report.brokenOff = error.fault
  }
}

async function begin({ db, source, actor, begun }: Asked, { of }: Run): Promise<number> {
  if (begun === null) return beginImport(db, { ...of, file: source.name, actor })
  await db.updateTable('private.imports').set(of).where('id', '=', begun).execute()
  return begun
}

async function take(run: Run, staging: Staging, item: Item): Promise<void> {
  const { report } = run
  if (item.is === 'article') await bringArticle(run, item.article)
  else if (item.is === 'comment') stage(run, staging, item.comment)
  else if (item.is === 'note') report.notes.push(item.note)
  else if (item.is === 'left') {
    report[item.what === 'article' ? 'articles' : 'comments'].read++
    leaveOut(report, item.what, item.id, item.why)
  } else if (item.is === 'problem') {
    report[item.what === 'article' ? 'articles' : 'comments'].read++
    leaveOut(report, item.what, item.where, 'unreadable')
    if (report.problems.length < listed) report.problems.push(`${item.where}: ${item.why}`)
  }
}

function stage({ report, ring }: Run, staging: Staging, given: ForeignComment): void {
  report.comments.read++
  const comment = { ...given, parent: given.parent === null ? null : foreignId(given.parent) }
  const digest = digestOf(ring, comment)
  const id = comment.id === null ? `#${digest.slice(0, 32)}` : foreignId(comment.id)
  const thread = threadOf(comment)
  if (thread === null) {
    leaveOut(report, 'comment', id, 'noThread')
    return
  }
  const twin = hashOf([comment.twin ?? id, comment.createdAt, comment.text]).toString('base64url')
  if (!staging.add(thread, { row: 0, id, digest, comment, twin })) report.comments.merged++
}

async function bringAll(run: Run, staging: Staging): Promise<void> {
  const inFile = new Set(staging.threads())
  const waiting = (await listAside(run.db)).filter(isFrom(run.of)).map(({ address }) => address)
  const { articles, missing } = await findArticles(run, new Set([...inFile, ...waiting]))
  for (const { thread, why } of missing) {
    if (!inFile.has(thread)) continue
    if (why === 'articleDeleted')
      for (const { id } of staging.placesIn([thread])) leaveOut(run.report, 'comment', id, why)
    else await keepAside(run, staging, { thread, why })
  }
  if (waiting.length > 0)
    await addAside(
      run,
      staging,
      articles.flatMap(({ threads }) => threads),
    )
  await bringComments(run, staging, articles)
}
