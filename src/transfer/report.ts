import type { MediaProblem } from '../media/keep.ts'
import type { MapLine } from './address-map.ts'
import type { FileProblem } from './files/find-file.ts'
import type { Kind, Reason } from './stream.ts'

/** What became of all of one kind: read is the sum of the others. */
export interface Tally {
  read: number
  added: number
  updated: number
  unchanged: number
  merged: number
  skipped: Partial<Record<Reason, number>>
}

/** What an import did, or would do. It holds ids and addresses of the file, and of nobody. */
export interface Report {
  articles: Tally
  comments: Tally
  /** What did not come in, by its id in the file; as many as are listed. */
  left: { what: Kind; id: string; why: Reason }[]
  /** Addresses of articles that are not here, with how many comments are kept for each. */
  aside: { address: string; comments: number }[]
  /** Lines of the map at whose new addresses no article is. */
  nowhere: MapLine[]
  /** How many comments of other imports came in that had waited for articles. */
  attached: number
  /** What of an article has no form here (see `Loss`), by its title or id. */
  lost: { article: string; what: string[] }[]
  /** Pictures and files that articles show from the old site, by whole addresses. */
  away: { article: string; files: string[] }[]
  /** What was brought from there; null where nobody asked for it. */
  files: { kept: number; failed: FileFailure[] } | null
  /** Worth knowing; see `Note`. */
  notes: string[]
  /** Files of a folder that can't be read. */
  problems: string[]
  /** Why the file could not be read to its end, as `Unreadable` has it; null when it was. */
  brokenOff: string | null
  /** Whether somebody ended it before it was done. */
  isCancelled: boolean
}

/** A file that did not come, and why. */
export interface FileFailure {
  url: string
  why: FileProblem | MediaProblem
}

/** How many lines of one kind a report lists; the counts are of all. */
export const listed = 10_000

const nothing = (): Tally => ({ read: 0, added: 0, updated: 0, unchanged: 0, merged: 0, skipped: {} })

/** An empty report. */
export const newReport = (): Report => ({
  ...{ articles: nothing(), comments: nothing(), left: [], aside: [], lost: [], notes: [], problems: [] },
  ...{ brokenOff: null, isCancelled: false, attached: 0, nowhere: [], away: [], files: null },
})

/** A report as it was written down. */
export function reportIn(json: string): Report {
  const written: Partial<Report> = JSON.parse(json)
  return { ...newReport(), ...written }
}

/** Counts what was read and not got to, of an import that somebody ended. */
export function noteCancelled(report: Report): void {
  report.isCancelled = true
  for (const tally of [report.articles, report.comments]) {
    const left = tally.read - sumOf(tally)
    if (left > 0) tally.skipped.cancelled = left
  }
}

/** Counts something that does not come in, and names it. */
export function leaveOut(report: Report, what: Kind, id: string, why: Reason): void {
  const tally = what === 'article' ? report.articles : report.comments
  tally.skipped[why] = (tally.skipped[why] ?? 0) + 1
  if (report.left.length < listed) report.left.push({ what, id, why })
}

/** Whether what was read is what was added, updated, unchanged, merged or skipped. */
export const addsUp = (tally: Tally): boolean => tally.read === sumOf(tally)

/** How many did not come in. */
export const leftOut = ({ skipped }: Tally): number =>
  Object.values(skipped).reduce((sum, count) => sum + count, 0)

const sumOf = (tally: Tally): number =>
  tally.added + tally.updated + tally.unchanged + tally.merged + leftOut(tally)
