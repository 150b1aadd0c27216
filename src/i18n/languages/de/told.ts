import { plural } from '../../formats.ts'
import type { ToldMessages } from '../en/told.ts'

/** German: what is said to the second of two who change one comment. */
const told: ToldMessages = {
  told: {
    changedMeanwhile: 'Jemand hat diesen Kommentar geändert, während Sie schrieben.',
    notSaved:
      'Ihr Text steht noch unten, ist aber nicht gespeichert. Wenn Sie ihn speichern, ersetzt er, was der Kommentar jetzt sagt.',
    saysNow: 'Was der Kommentar jetzt sagt',
    replyKept: 'Ihre Antwort steht noch unten, ist aber nicht abgeschickt, und nichts wurde freigegeben.',
    ownChanged: 'Ihr Kommentar wurde geändert, während Sie schrieben.',
    nothingDeleted: 'Nichts wurde gelöscht: Jemand hat diesen Kommentar inzwischen geändert.',
    leftAlone: plural('de', {
      one: '# Kommentar bleibt, wie er ist: Jemand hat ihn inzwischen geändert.',
      other: '# Kommentare bleiben, wie sie sind: Jemand hat sie inzwischen geändert.',
    }),
    gone: plural('de', {
      one: '# Kommentar ist nicht mehr da: Sein Verfasser oder jemand anders hat ihn entfernt.',
      other: '# Kommentare sind nicht mehr da: Ihre Verfasser oder jemand anders haben sie entfernt.',
    }),
    undoAll: 'Alles rückgängig machen',
    byImport: 'durch einen Import',
  },
}

export default told
