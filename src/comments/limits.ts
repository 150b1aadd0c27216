/**
 * How long a field may be, in UTF-16 code units with line ends as one: what `maxlength` counts in a browser, so that both
 * refuse the same text. A Chinese character is one, as is a Latin letter; most emoji are two. Of a comment's a browser is
 * not told: it would cut what is pasted without a word, and here it is given back whole.
 */
export const fieldLimits = { comment: 20_000, name: 100, email: 254, website: 2_000 } as const

/** Ids in a comment's path; a reply below that joins the deepest level it can. */
export const maxPathLength = 11
