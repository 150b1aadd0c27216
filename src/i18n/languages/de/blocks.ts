import { plural } from '../../formats.ts'
import type { BlockMessages } from '../en/blocks.ts'

const comments = plural('de', { one: '# Kommentar', other: '# Kommentare' })

/** German: what is blocked, and for how long. */
const blocks: BlockMessages = {
  blocks: {
    block: 'Sperren',
    blockOf: name => `Vom Kommentar von ${name} aus sperren`,
    blocks: 'Sperren',
    blockWhat: 'Was gesperrt wird',
    blockFor: 'Wie lange',
    address: 'Diese Adresse',
    network: 'Das Netz',
    ip: 'Diese IP-Adresse',
    browser: 'Dieser Browser',
    words: 'Wörter',
    person: 'Kommentare dieser Person',
    caughtNone: 'hätte in den letzten 30 Tagen sonst nichts getroffen',
    caught: (all, approved) =>
      `hätte in den letzten 30 Tagen ${comments(all)} getroffen; ${approved === 0 ? 'keiner davon ist freigegeben' : `${approved} davon freigegeben`}`,
    hour: 'Eine Stunde',
    week: 'Eine Woche',
    good: 'Auf Dauer',
    tryWords: 'Zeigen, was sie getroffen hätten',
    blockNote:
      'Was von dort kommt, landet beim Spam; was wartet, wird jetzt neu beurteilt. Das Team wird nie gesperrt.',
    blocked: count => `Gesperrt. Von den wartenden sind jetzt Spam: ${comments(count)}.`,
    lifted: 'Aufgehoben. Was sie verschoben hatte und was ab jetzt kommt, wird ohne sie beurteilt.',
    noBlocks: 'Nichts ist gesperrt.',
    lift: 'Aufheben',
    liftOf: what => `Aufheben: ${what}`,
    untilTime: time => `bis ${time}`,
    forGood: 'auf Dauer',
    madeBy: (name, time) => `${name}, ${time}`,
    wordsHint: 'Ein Wort oder eine Wendung, wie man sie liest; * am Ende steht für jede Endung.',
    noWords: 'Bitte geben Sie die Wörter ein.',
    nothingToBlock: 'Woher dieser Kommentar kam, ist nicht mehr bekannt: Nur Wörter lassen sich sperren.',
    blocksNote: discussion =>
      `Sperren, die von einem Kommentar ausgingen. Netze, Adressen und Wörter auf Dauer können auch unter „${discussion}“ eingetragen werden.`,
  },
}

export default blocks
