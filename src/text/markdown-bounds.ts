/**
 * Whether Markdown would cost its parser more than it can tell: delimiter runs take it cubic time,
 * and quotes and lists that open inside one another on one line take its stack.
 * Reads the text once.
 */
export function exceedsBounds(source: string): boolean {
  return longRun.test(source) || deepNesting.test(source)
}

/** A thousand in a row cost a few milliseconds; eight thousand a third of a second. */
const longRun = /[*_~`[\]()<!\\]{1000}/

/** Fifty quote or list marks that begin one line. */
const deepNesting = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])[ \t])){50}/m
