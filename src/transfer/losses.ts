import { type FaultWords, toldFault } from './faults.ts'

const kinds = [
  ...(['element', 'block', 'card', 'shortcode', 'liquid', 'tag'] as const),
  ...(['gallery', 'members', 'mobiledoc', 'expired', 'formatting'] as const),
] as const
const notes = ['ghostWithoutComments'] as const

type LossKind = (typeof kinds)[number]

/** What of an article has no form here: its kind, and its name where there are many. */
export type Loss = `${LossKind}:${string}`

/** What is worth knowing of a file. */
export type Note = (typeof notes)[number]

/** How a language tells all of it. */
interface LossWords extends FaultWords {
  losses: Readonly<Record<LossKind, (name: string) => string>>
  fileNotes: Readonly<Record<Note, string>>
}

interface Written {
  lost: { article: string; what: string[] }[]
  notes: string[]
  brokenOff: string | null
}

/** A report whose losses, notes and end are in the words of a language. */
export const toldReport = <R extends Written>(words: LossWords, report: R): R => ({
  ...report,
  lost: report.lost.map(({ article, what }) => ({ article, what: what.map(one => lossIn(words, one)) })),
  notes: report.notes.map(note => noteIn(words, note)),
  brokenOff: report.brokenOff && toldFault(words, report.brokenOff),
})

/** One of a report from before there were kinds stands as it is. */
function lossIn(words: LossWords, written: string): string {
  const [, name = '', value = ''] = /^(\w+):([^]*)$/.exec(written) ?? []
  const kind = kinds.find(each => each === name)
  return kind === undefined ? written : words.losses[kind](value)
}

function noteIn(words: LossWords, written: string): string {
  const note = notes.find(each => each === written)
  return note === undefined ? written : words.fileNotes[note]
}
