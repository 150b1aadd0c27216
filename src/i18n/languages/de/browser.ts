import type { BrowserMessages } from '../en/browser.ts'

/** German: what scripts say on a page. */
const browser: BrowserMessages = {
  browser: {
    draftRestored: 'Entwurf wiederhergestellt',
    draftDiscard: 'Verwerfen',
    notDecided:
      'Das ließ sich nicht speichern; der Kommentar ist, wie er war. Versuchen Sie es noch einmal, und laden Sie sonst die Seite neu.',
    signedOut:
      'Sie sind abgemeldet, und der Kommentar ist, wie er war: Melden Sie sich in einem anderen Fenster an, und versuchen Sie es dann noch einmal.',
  },
}

export default browser
