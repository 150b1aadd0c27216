import { fileProblems, leftOut, reasons, type Report, type Tally } from '../transfer/report.ts'
import type { Output } from './command.ts'

const pauseMs = 10_000

/** Says every ten seconds how far an import is. */
export function progressTo(output: Output): (report: Report) => void {
  let next = performance.now() + pauseMs
  return ({ articles, comments }) => {
    const now = performance.now()
    if (now < next) return
    next = now + pauseMs
    const done = comments.added + comments.updated + comments.unchanged + comments.merged
    output.line(`… ${articles.read} articles and ${comments.read} comments read, ${done} comments done`)
  }
}

/** Says what an import did: counts that add up, then each thing that was left out, by its name in the file. */
export function writeReport(report: Report, output: Output): void {
  for (const [what, tally] of [
    ['articles', report.articles],
    ['comments', report.comments],
  ] as const)
    if (tally.read > 0) output.line(sentenceOf(what, tally))
  for (const some of Map.groupBy(report.left, ({ what, why }) => `${what} ${why}`).values()) {
    const [first] = some
    if (first) output.line(`  ${first.what} ${some.map(({ id }) => id).join(', ')}: ${reasons[first.why]}`)
  }
  for (const { address, comments } of report.aside)
    output.line(
      `  ${comments} kept aside for ${address}: say with --map where it is now, or import its article`,
    )
  for (const { article, what } of report.lost) output.line(`  "${article}" lost ${what.join(', ')}`)
  if (report.files) {
    output.line(`${report.files.kept} pictures and files brought from the old site`)
    for (const { url, why } of report.files.failed) output.line(`  ${url}: ${fileProblems[why]}`)
  }
  for (const { article, files } of report.away)
    output.line(`  "${article}" shows from the old site: ${files.join(' ')}`)
  for (const note of report.notes) output.line(`  ${note}`)
  for (const problem of report.problems) output.problem(`  ${problem}`)
  if (report.attached > 0)
    output.line(`${report.attached} comments came in that earlier imports had kept aside`)
  if (report.isCancelled)
    output.problem(
      'It was ended before all was in. What is in stays; run it again to go on, or take it back.',
    )
  if (report.brokenOff !== null) {
    output.problem(report.brokenOff)
    output.problem('What came before is in. Run it again with the whole file: what is in stays as it is.')
  }
}

function sentenceOf(what: string, tally: Tally): string {
  const { read, added, updated, unchanged, merged } = tally
  const left = leftOut(tally)
  return `${read} ${what} read = ${added} added + ${updated} updated + ${unchanged} unchanged + ${merged} merged + ${left} left out`
}
