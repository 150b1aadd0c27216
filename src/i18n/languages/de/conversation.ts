import type { ConversationMessages } from '../en/conversation.ts'

/** German: the conversation under an article. */
const conversation: ConversationMessages = {
  conversation: {
    order: 'Reihenfolge der Kommentare',
    oldest: 'Älteste zuerst',
    newest: 'Neueste zuerst',
    received: 'Ihr Kommentar ist angekommen.',
    unseen: 'Ihr Browser behält keine Cookies; deshalb kann die Seite ihn Ihnen bis dahin nicht zeigen.',
    posted: 'Ihr Kommentar ist veröffentlicht.',
    edited: 'Ihre Änderungen sind gespeichert.',
    withdrawn: 'Ihr Kommentar ist zurückgezogen: Text und Name sind gelöscht.',
    begun: name => `Gespräch, begonnen von ${name}`,
    begunOn: (name, title) => `Gespräch zu „${title}“, begonnen von ${name}`,
    news: { one: '# neuer Kommentar', other: '# neue Kommentare' },
    reported: 'Danke. Wer dieses Blog betreibt, sieht sich diesen Kommentar an.',
    pinned: 'Angeheftet',
    closed: 'Keine Antworten mehr möglich',
    ofItsOwn: 'Was Sie hier schreiben, wird ein eigener Kommentar.',
    mark: {
      pinned: 'Anheften',
      unpinned: 'Nicht mehr anheften',
      closed: 'Gespräch schließen',
      reopened: 'Gespräch wieder öffnen',
    },
    marked: {
      pinned: 'Kommentar angeheftet',
      unpinned: 'Kommentar nicht mehr angeheftet',
      closed: 'Gespräch geschlossen',
      reopened: 'Gespräch wieder geöffnet',
    },
    pinnedFull: 'Unter diesem Artikel sind schon drei Kommentare angeheftet. Lösen Sie erst einen davon.',
  },
}

export default conversation
