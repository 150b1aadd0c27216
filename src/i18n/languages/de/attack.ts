import { plural } from '../../formats.ts'
import type { AttackMessages } from '../en/attack.ts'

/** German: far more comments than ever. */
const attack: AttackMessages = {
  attack: {
    heading: 'Weit mehr Kommentare als sonst',
    counts: (came, allowed) =>
      `${came} kamen in der letzten Stunde von Leuten, denen noch nicht vertraut wird; bis zu ${allowed} wären hier nichts Ungewöhnliches.`,
    waits:
      'Neue warten, wie auch immer Ihre Regeln sind; wem vertraut wird, wartet nicht. Es endet von selbst.',
    over: 'Es kommen nicht mehr Kommentare als sonst',
    dismissed: 'Viele Kommentare, von Lesern',
    dismissedNote: 'Sie haben gesagt, dass es Leser sind: Nichts wartet, nur weil es viele sind.',
    options: 'Was Sie tun können',
    steps: {
      hold: 'Jeden Kommentar warten lassen',
      proof: 'Von Browsern Rechenarbeit verlangen',
      close: 'Kommentare eine Stunde schließen',
      readers: 'Es sind Leser',
    },
    on: {
      hold: 'Jeder Kommentar wartet.',
      proof: 'Von Browsern wird Rechenarbeit verlangt.',
      close: 'Die Kommentare sind geschlossen.',
    },
    holdCost: plural('de', {
      one: 'Auch wem vertraut wird, wartet. In den letzten 30 Tagen erschien # Kommentar sofort.',
      other: 'Auch wem vertraut wird, wartet. In den letzten 30 Tagen erschienen # Kommentare sofort.',
    }),
    proofCost:
      'Wer gerechnet hat, wartet nicht, nur weil es viele sind. Den Browser eines Lesers kostet es beim Schreiben etwa eine Sekunde. Wer keine Skripte hat, wartet weiterhin.',
    closeCost: plural('de', {
      one: 'Niemand kann kommentieren, auch wem vertraut wird; wer gerade schreibt, bekommt seinen Text zurück. In den letzten 30 Tagen wurde # Kommentar freigegeben.',
      other:
        'Niemand kann kommentieren, auch wem vertraut wird; wer gerade schreibt, bekommt seinen Text zurück. In den letzten 30 Tagen wurden # Kommentare freigegeben.',
    }),
    readersCost:
      'Etwa wenn jemand Bekanntes auf Sie verweist. Was von nun an kommt, wird nur nach Ihren Regeln beurteilt; was schon wartet, entscheiden Sie.',
    until: time => `Bis ${time}.`,
    untilItEnds: 'Bis es endet.',
    takeBack: 'Zurücknehmen',
  },
}

export default attack
