import type english from '../en/akismet.ts'

const akismet: typeof english = {
  akismet: {
    key: 'Ihr Schlüssel für Akismet',
    keyHelp: 'Von akismet.com. Er wird verschlüsselt gespeichert und nicht mehr angezeigt.',
    keyKept: 'Ein Schlüssel ist gespeichert; er wird nicht angezeigt. Ein neuer ersetzt ihn.',
    forget: 'Den gespeicherten Schlüssel vergessen',
    missing: 'Ohne Schlüssel lässt sich Akismet nicht befragen.',
    malformed: 'Das ist kein Schlüssel: Er besteht aus Buchstaben und Ziffern.',
  },
}

export default akismet
