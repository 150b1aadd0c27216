import { plural } from '../../formats.ts'
import type { PersonMessages } from '../en/person.ts'

const comments = plural('de', { one: '# Kommentar', other: '# Kommentare' })

/** German: who writes, what is answered often, and how the desk did. */
const person: PersonMessages = {
  person: {
    unknown: 'Von wem dieser Kommentar stammt, ist nicht mehr bekannt.',
    byName:
      'Dieser Kommentar kam ohne E-Mail-Adresse. Namen und Zahlen gelten nur für diesen Browser, denn unter demselben Namen können auch andere schreiben; darum gibt es hier weder Notizen noch Stummstellen. Stattdessen können Sie den Browser sperren:',
    names: 'Namen',
    since: 'Schreibt seit',
    notes: 'Notizen',
    notesNote:
      'Nur wer moderiert, sieht sie. Wer Auskunft über die eigenen Daten verlangt, bekommt sie mit; mit den Daten werden sie gelöscht.',
    newNote: 'Neue Notiz',
    noteMissing: 'Bitte schreiben Sie etwas.',
    mute: 'Stummstellen',
    muteNote: 'Solange warten alle Kommentare dieser Person, auch wenn ihr vertraut wird.',
    mutedForGood: 'Die Kommentare dieser Person warten, bis Sie das aufheben.',
    mutedUntil: time => `Die Kommentare dieser Person warten bis ${time}.`,
    unmute: 'Wieder zu Wort kommen lassen',
    of: name => `Über ${name}`,
    hasNotes: 'mit Notizen',
    replies: 'Fertige Antworten',
    repliesNote: 'Was Sie oft antworten: Mit einem Druck steht es im Antwortfeld und lässt sich dort ändern.',
    newReply: 'Neue fertige Antwort',
    replyName: 'Bezeichnung',
    replyText: 'Antworttext',
    replyMissing: 'Bitte füllen Sie das aus.',
    replyChanged: 'Jemand hat diese Antwort geändert, während Sie schrieben.',
    replyKept:
      'Ihr Text steht noch unten, ist aber nicht gespeichert. Wenn Sie ihn speichern, ersetzt er den anderen.',
    replyNow: 'Was die Antwort jetzt sagt',
    tooManyReplies: 'Mehr Antworten lassen sich nicht speichern',
    tooManyRepliesHint: count =>
      `Es gibt schon ${count}. Entfernen Sie eine und speichern Sie dann Ihre, die noch unten steht.`,
    replySaved: 'Die Antwort ist gespeichert.',
    replyRemoved: 'Die Antwort ist entfernt.',
    figures: 'Zahlen',
    figuresNote: 'Der letzten 30 Tage.',
    noFigures: 'In den letzten 30 Tagen hat niemand über einen wartenden Kommentar entschieden.',
    byReason: 'Warum Kommentare warteten oder Spam waren',
    byDay: 'Jeder Tag',
    day: 'Tag',
    came: 'Gekommen',
    waited: (count, half, most) =>
      `${comments(count)} ${count === 1 ? 'wartete' : 'warteten'} auf einen Menschen: die Hälfte höchstens ${half}, neun von zehn höchstens ${most}.`,
  },
}

export default person
