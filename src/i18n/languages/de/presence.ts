import type { PresenceMessages } from '../en/presence.ts'

/** German: who is there beside one, and who may look on. */
const presence: PresenceMessages = {
  presence: {
    others: names => `Auch hier: ${names}. Wer als Zweites speichert, sieht beide Texte.`,
    self: 'Sie haben diesen Artikel in einem weiteren Fenster offen.',
    previewLink: {
      nav: 'Vorschaulink',
      heading: 'Ein Link zum Entwurf',
      note: 'Wer ihn hat, sieht ohne Konto den Artikel, wie er zuletzt geschrieben wurde, bis Sie den Link widerrufen. Kommentare werden nicht gezeigt, Suchmaschinen bleiben draußen.',
      none: 'Es gibt keinen Link.',
      since: time =>
        `Seit ${time} gibt es einen Link. Er lässt sich nicht noch einmal anzeigen: Ist er verloren, machen Sie einen neuen.`,
      made: 'Der Link',
      once: 'Kopieren Sie ihn jetzt: Er wird nur einmal angezeigt.',
      make: 'Link erstellen',
      again: 'Neuen Link erstellen',
      revoke: 'Link widerrufen',
      shown: 'Eine Vorschau: Ein Vorschaulink zeigt Ihnen diesen Artikel, wie er zuletzt geschrieben wurde.',
    },
  },
}

export default presence
