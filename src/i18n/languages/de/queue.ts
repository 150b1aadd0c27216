import type { QueueMessages } from '../en/queue.ts'

/** German: what a moderator sees around the list of comments. */
const queue: QueueMessages = {
  queue: {
    selectedNow: '# ausgewählt',
    clear: 'Auswahl aufheben',
    titleOf: (title, waiting) => `(${waiting}) ${title}`,
    desk: 'Die Liste der Kommentare',
    rows: 'Zeilen',
    roomy: 'Luftig',
    dense: 'Dicht',
    keysOn: 'Einzelne Tasten entscheiden, etwa a für Freigeben',
    keysOff: 'Keine einzelnen Tasten',
    keysNote:
      'Wenn Sie Ihren Computer mit der Stimme bedienen oder oft versehentlich Tasten treffen, schalten Sie sie aus.',
    save: 'Speichern',
    keysHint:
      'Mit Tasten geht es hier schneller: {j} führt zum nächsten Kommentar, {a} gibt ihn frei, {q} zeigt alle Tasten.',
    known: 'Verstanden',
    turnOff: 'Tasten ausschalten',
    nothingToUndo:
      'Auf dieser Seite gibt es nichts rückgängig zu machen. Im Verlauf steht jede Entscheidung.',
    showKeys: 'Tasten',
    toDense: 'Dichte Zeilen',
    toRoomy: 'Luftige Zeilen',
    withKey: (text, key) => `${text} (Taste: ${key})`,
    turnOffAt: 'In Ihrem Konto können Sie sie ausschalten.',
    showAll: 'Alles zeigen',
    byWhom: (status, name) => `${status}, von ${name}`,
    openArticle: 'Zum Artikel',
    onlyPost: title => `Nur Kommentare zu ${title}`,
    saved: 'Der Kommentar ist gespeichert.',
    replied: 'Ihre Antwort ist veröffentlicht.',
    keptTyped: 'Was Sie getippt haben, bleibt, bis Sie diese Seite verlassen.',
    filters: 'Filter',
    takeOff: filter => `Entfernen: ${filter}`,
    quoted: words => `„${words}“`,
    byPerson: name => `von ${name}, auch unter anderen Namen`,
    fromNetwork: network => `aus ${network}`,
    since: day => `ab ${day}`,
    until: day => `bis ${day}`,
    notTrusted: (approved, needed) =>
      `noch nicht vertraut: aus diesem Browser ${approved} von ${needed} freigegeben`,
    noMark: 'noch nicht vertraut: Dieser Browser behält kein Cookie, an dem man ihn erkennt',
    whatChanged: 'Was sich geändert hat',
  },
}

export default queue
