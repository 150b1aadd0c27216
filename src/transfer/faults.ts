import english from '../i18n/languages/en/moving.ts'

const kinds = [
  ...(['cutOff', 'damaged', 'tooLarge', 'tooMuch', 'notXml', 'badXml', 'endlessElements'] as const),
  ...(['notJson', 'badValue', 'largeValue', 'endlessValues', 'strayMark', 'badDatabase'] as const),
] as const

/** What is wrong with a file that can't be read to its end. */
export type FaultKind = (typeof kinds)[number]

/** How a language says it. `name` is what it names: a mark, a path, what a parser said; else empty. */
export interface FaultWords {
  faults: Readonly<Record<FaultKind, (name: string) => string>>
  faultIn: (element: string, fault: string) => string
}

/** A file that ends early or is not what it seems: where, and why. What came before it counts. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  /** As a report keeps it, to be said in any language. */
  readonly fault: string

  /** `element`: the one of XML that it stands in. */
  constructor(file: string, line: number, kind: FaultKind, { name = '', element = '' } = {}) {
    const fault = [kind, `${file}:${line}`, element, name].join('\n')
    super(toldFault(english.moving, fault))
    this.fault = fault
  }
}

/** A fault in the words of a language; one of a report from before there were kinds stands as it is. */
export function toldFault({ faults, faultIn }: FaultWords, written: string): string {
  const [first, at = '', element = '', ...name] = written.split('\n')
  const kind = kinds.find(each => each === first)
  if (kind === undefined) return written
  const why = faults[kind](name.join('\n'))
  return `${at}: ${element === '' ? why : faultIn(element, why)}`
}
