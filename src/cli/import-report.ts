import { type CommandTexts, importReasons } from '../i18n/command-line.ts'
import { toldReport } from '../transfer/losses.ts'
import { leftOut, type Report, type Tally } from '../transfer/report.ts'
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
    output.line(output.texts.importing.progress(articles.read, comments.read, done))
  }
}

/** Says what an import did: counts that add up, then each thing that was left out, by its name in the file. */
export async function writeReport(report: Report, output: Output, isDry = false): Promise<void> {
  const says = output.texts.importing
  const words = await importReasons(output.texts)
  const { reasons, fileProblems } = words
  const told = toldReport(words, report)
  for (const [what, tally] of [
    ['article', report.articles],
    ['comment', report.comments],
  ] as const)
    if (tally.read > 0) output.line(sumOf(says, what, tally))
  for (const some of Map.groupBy(report.left, ({ what, why }) => `${what} ${why}`).values()) {
    const [first] = some
    const ids = some.map(({ id }) => id).join(', ')
    if (first) output.line(`  ${says.left(says.kinds[first.what], ids, reasons[first.why])}`)
  }
  for (const { address, comments } of report.aside) output.line(`  ${says.aside(comments, address)}`)
  for (const { article, what } of told.lost) output.line(`  ${says.lost(article, what.join(', '))}`)
  if (report.files) {
    output.line(says.files(report.files.kept))
    for (const { url, why } of report.files.failed) output.line(`  ${url}: ${fileProblems[why]}`)
  }
  for (const { article, files } of report.away) output.line(`  ${says.away(article, files.join(' '))}`)
  for (const note of told.notes) output.line(`  ${note}`)
  for (const problem of report.problems) output.problem(`  ${problem}`)
  if (report.attached > 0) output.line(says.attached(report.attached))
  if (report.isCancelled) output.problem(says.cancelled)
  if (report.brokenOff !== null) {
    output.problem(told.brokenOff ?? '')
    if (!isDry) output.problem(isAnythingIn(report) ? says.brokenOff : says.nothingCame)
  }
}

/** Whether a thing of the file is here, of this import or of one before; what is kept aside will be. */
const isAnythingIn = ({ articles, comments, aside }: Report) =>
  aside.length > 0 || [articles, comments].some(tally => tally.read > leftOut(tally))

function sumOf(says: CommandTexts['importing'], what: 'article' | 'comment', tally: Tally): string {
  const counts = { ...tally, left: leftOut(tally) }
  const parts = (['added', 'updated', 'unchanged', 'merged', 'left'] as const).map(part =>
    says.parts[part](counts[part]),
  )
  return says.sum(tally.read, says.kinds[tally.read === 1 ? what : (`${what}s` as const)], parts.join(' + '))
}
