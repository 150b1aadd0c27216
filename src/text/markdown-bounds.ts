/**
 * Whether Markdown would cost its parser more than it can tell: delimiter runs take it cubic time,
 * and quotes and lists that open inside one another on one line take its stack.
 * Reads the text once.
 */
export function exceedsBounds(source: string): boolean {
  let inLongRuns = 0
  for (const run of source.match(longRun) ?? []) inLongRuns += run.length
  return inLongRuns >= mostInLongRuns || deepNesting.test(source)
}

/** A thousand in a row cost a few milliseconds; eight thousand, or twenty times a thousand, a third of a second. */
const mostInLongRuns = 1_000
/** Only from its beginning, or each character of a run that is too short would be the start of a search. */
const longRun = /(?<![*_~`[\]()<!\\])[*_~`[\]()<!\\]{500,}/g

/** Fifty quote or list marks that begin one line. */
const deepNesting = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){50}/m

/**
 * Whether Markdown is short and has so few marks that its parser reads it in two milliseconds, however they stand: a
 * tenth of one for what people write.
 */
export function isShortProse(source: string): boolean {
  return source.length <= longestProse && (source.match(mark)?.length ?? 0) <= mostMarks
}

const longestProse = 800
const mostMarks = 24
/** A line end begins what may be a block; a number before a point may begin a list. */
const mark = /[^\p{L}\p{M}\p{N}\p{Zs}.,;:?'()]|\d[.)]/gu
