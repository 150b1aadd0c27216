import { numbers, plural, waits } from '../../formats.ts'
import type { ReaderMessages } from '../en/reader.ts'

const number = numbers('de')
const comments = plural('de', { one: '# Kommentar', other: '# Kommentare' })
const replies = plural('de', { one: '# weitere Antwort', other: '# weitere Antworten' })
const minutes = plural('de', { one: '# Minute', other: '# Minuten' })
const seconds = plural('de', { one: '# Sekunde', other: '# Sekunden' })
const waiting = waits(seconds, minutes)
const characters = plural('de', { one: '# Zeichen', other: '# Zeichen' })

/** German: what readers see. */
const reader: ReaderMessages = {
  name: 'Deutsch',
  number,
  titleOf: (page, site) => `${page} – ${site}`,

  site: {
    navigation: 'Navigation',
    skipToContent: 'Zum Inhalt',
    skipToComments: 'Zu den Kommentaren',
    poweredBy: 'Veröffentlicht mit Afterword',
    language: 'Sprache',
    theme: 'Darstellung',
    themes: { system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
    savePreferences: 'Speichern',
    preferences: 'Sprache und Darstellung',
  },

  posts: {
    newer: 'Neuere Artikel',
    older: 'Ältere Artikel',
    pages: 'Seiten mit Artikeln',
    none: 'Es ist noch nichts veröffentlicht.',
    noneHint: 'Artikel lassen sich mit „afterword import markdown“ importieren.',
    tagged: tag => `Artikel zum Thema „${tag}“`,
    tags: 'Themen',
    published: 'Veröffentlicht',
    updated: date => `Aktualisiert am ${date}`,
    latest: 'Neueste Artikel',
    all: 'Alle Artikel',
    commentCount: comments,
  },

  comments: {
    heading: 'Kommentare',
    count: comments,
    none: 'Noch hat niemand etwas gesagt. Machen Sie den Anfang.',
    noneClosed: 'Es gibt keine Kommentare.',
    says: 'sagt:',
    permalink: (name, time) => `Kommentar von ${name}, ${time}`,
    anonymous: 'Anonym',
    reply: 'Antworten',
    replyTo: name => `${name} antworten`,
    answering: name => `Antwort an ${name}`,
    staff: 'Team',
    edited: time => `geändert: ${time}`,
    pending: 'Ihr Kommentar wartet auf Freigabe.',
    pendingHint: 'Bis dahin sehen nur Sie ihn, in diesem Browser.',
    gone: 'Ein Kommentar, den es nicht mehr gibt.',
    older: 'Ältere Kommentare',
    newer: 'Neuere Kommentare',
    pages: 'Seiten mit Kommentaren',
    moreReplies: replies,
    wholeThread: 'Ein Gespräch',
    backToArticle: 'Zurück zum Artikel und allen Kommentaren',
    closed: 'Die Kommentare sind geschlossen.',
    edit: 'Ändern',
    withdraw: 'Zurückziehen',
    loading: 'Wird geladen …',
  },

  form: {
    heading: 'Kommentar schreiben',
    cancelReply: 'Antwort abbrechen',
    emailNote: 'Ihre E-Mail-Adresse wird nicht veröffentlicht.',
    requiredNote: 'Pflichtfelder sind mit * markiert',
    required: 'Pflichtfeld',
    comment: 'Kommentar',
    name: 'Name',
    email: 'E-Mail',
    website: 'Website',
    remember: 'Name, E-Mail-Adresse und Website in diesem Browser für den nächsten Kommentar merken.',
    submit: 'Kommentar abschicken',
    signedIn: name => `Sie schreiben als ${name}.`,
    preview: 'Vorschau',
    previewHeading: 'Vorschau',
    previewNote: 'So wird Ihr Kommentar aussehen. Er ist noch nicht abgeschickt.',
    previewEmpty: 'Schreiben Sie zuerst etwas, um eine Vorschau zu sehen.',
    previewFailed: 'Die Vorschau ließ sich nicht laden. Ihr Text ist noch da; versuchen Sie es noch einmal.',
    syntax: 'Möglich sind *Betonung*, **Fettes**, `Code`, > Zitate, - Listen und [Links](https://…).',
    sending: 'Wird abgeschickt …',
    errorSummary: plural('de', {
      one: '# Angabe stimmt noch nicht:',
      other: '# Angaben stimmen noch nicht:',
    }),
    errorTitle: title => `Fehler: ${title}`,
    errors: {
      comment: {
        missing: 'Bitte schreiben Sie einen Kommentar.',
        tooLong: limit => `Der Kommentar ist länger als ${characters(limit)}. Bitte kürzen Sie ihn.`,
        strangeCharacters:
          'Der Kommentar enthält unsichtbare oder unlesbare Zeichen. Bitte entfernen Sie sie, oder tippen Sie ihn neu.',
        piledMarks:
          'Im Kommentar trägt ein Buchstabe mehr als 16 Akzente oder andere Zeichen. Bitte entfernen Sie einige davon.',
      },
      name: {
        missing: 'Bitte geben Sie Ihren Namen an.',
        tooLong: limit => `Der Name ist länger als ${characters(limit)}. Bitte kürzen Sie ihn.`,
        strangeCharacters: 'Der Name enthält unsichtbare oder unlesbare Zeichen. Bitte tippen Sie ihn neu.',
        piledMarks:
          'Im Namen trägt ein Buchstabe mehr als 16 Akzente oder andere Zeichen. Bitte entfernen Sie einige davon.',
        holdsAddress:
          'Der Name enthält eine E-Mail-Adresse, und Namen werden veröffentlicht. Bitte geben Sie einen ohne Adresse an.',
      },
      email: {
        missing: 'Bitte geben Sie Ihre E-Mail-Adresse an.',
        tooLong: limit => `Die E-Mail-Adresse ist länger als ${characters(limit)}.`,
        notAnEmail: 'Bitte geben Sie eine gültige E-Mail-Adresse an, etwa name@example.com.',
      },
      website: {
        tooLong: limit => `Die Adresse der Website ist länger als ${characters(limit)}.`,
        strangeCharacters:
          'Die Adresse der Website enthält unsichtbare oder unlesbare Zeichen. Bitte tippen Sie sie neu.',
        piledMarks:
          'In der Adresse der Website trägt ein Buchstabe mehr als 16 Akzente oder andere Zeichen. Bitte entfernen Sie einige davon.',
        notAWebsite: 'Bitte geben Sie die vollständige Adresse einer Website an, etwa https://example.com.',
        holdsUser:
          'Vor dem @ in der Adresse der Website steht ein Benutzername, und sie wird veröffentlicht. Bitte lassen Sie ihn weg.',
        holdsAddress:
          'Die Adresse der Website enthält eine E-Mail-Adresse und wird veröffentlicht. Bitte lassen Sie die E-Mail-Adresse weg.',
      },
    },
  },

  edit: {
    heading: 'Kommentar ändern',
    timeLeft: left => `Sie können Ihren Kommentar noch ${minutes(left)} lang ändern oder zurückziehen.`,
    save: 'Änderungen speichern',
    cancel: 'Abbrechen',
    withdrawHeading: 'Kommentar zurückziehen',
    withdrawNote: 'Text und Name werden endgültig gelöscht. Antworten darauf bleiben stehen.',
    withdraw: 'Kommentar zurückziehen',
    tooLate: 'Dieser Kommentar lässt sich nicht mehr ändern.',
    tooLateHint: limit =>
      `Kommentare lassen sich bis ${minutes(limit)} nach dem Abschicken ändern, in dem Browser, in dem sie geschrieben wurden. Wenn er verschwinden muss, wenden Sie sich an die Leute hinter dieser Website.`,
  },

  refusals: {
    closed: 'Die Kommentare zu diesem Artikel sind geschlossen.',
    closedHint:
      'Ihr Kommentar wurde nicht veröffentlicht. Ihr Text steht unten, damit Sie ihn kopieren können.',
    conversationClosed: 'Dieses Gespräch ist geschlossen.',
    conversationClosedHint:
      'Ihre Antwort wurde nicht veröffentlicht. Ihr Text steht unten: Sie können ihn als eigenen Kommentar abschicken.',
    parentNotPublic: 'Der Kommentar, auf den Sie antworten, ist nicht zu sehen.',
    parentNotPublicHint:
      'Ihr Kommentar wurde nicht veröffentlicht. Sie können ihn stattdessen als neuen Kommentar abschicken: Ihr Text steht unten.',
    tooFast: 'Sie kommentieren zu schnell.',
    tooFastHint: wait =>
      `Ihr Kommentar wurde nicht veröffentlicht. Bitte warten Sie ${waiting(wait)} und schicken Sie ihn noch einmal ab: Ihr Text steht unten.`,
    tooLarge: 'Das ist zu lang.',
    tooLargeHint: limit =>
      `Ihr Kommentar wurde nicht veröffentlicht. Bitte kürzen Sie ihn auf ${characters(limit)}: Ihr Text steht unten.`,
    noSuchPost: 'Diesen Artikel gibt es nicht.',
    noSuchPostHint:
      'Vielleicht wurde er verschoben oder entfernt. Ihr Kommentar wurde nicht veröffentlicht; Ihr Text steht unten, damit Sie ihn kopieren können.',
    yourText: 'Ihr Text',
    unavailable: 'Ihr Kommentar ließ sich gerade nicht speichern.',
    unavailableHint:
      'Er wurde nicht veröffentlicht. Bitte warten Sie einen Moment und schicken Sie ihn noch einmal ab: Ihr Text steht unten.',
  },

  problems: {
    badRequest: 'Diese Anfrage ist ungültig.',
    badRequestHint: 'Bitte gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
    forbidden: 'Das ist nicht erlaubt.',
    foreignOrigin: 'Dieses Formular kam von einer anderen Website.',
    foreignOriginHint:
      'Zu Ihrer Sicherheit wurde es abgelehnt und nichts gespeichert. Öffnen Sie den Artikel auf dieser Website und schreiben Sie dort.',
    notFound: 'Seite nicht gefunden.',
    notFoundHint: 'Vielleicht wurde sie verschoben oder entfernt.',
    latest: 'Das sind die neuesten Artikel:',
    tooLarge: 'Das ist zu groß.',
    tooLargeHint:
      'Es wurde nichts gespeichert. Gehen Sie zurück: Ihr Browser hat Ihren Text noch. Kürzen Sie ihn und versuchen Sie es noch einmal.',
    unavailable: 'Vorübergehend nicht erreichbar.',
    unavailableHint: 'Die Datenbank der Website antwortet nicht. Bitte versuchen Sie es gleich noch einmal.',
    filesAwayHint: 'Diese Datei lässt sich gerade nicht lesen. Bitte versuchen Sie es später noch einmal.',
    failed: 'Bei uns ist etwas schiefgegangen.',
    failedHint: id =>
      `Der Fehler wurde protokolliert. Wenn er noch einmal auftritt, nennen Sie den Leuten hinter dieser Website bitte diese Nummer: ${id}`,
    unsaved: 'Das ließ sich gerade nicht speichern.',
    unsavedHint:
      'Was Sie eingegeben haben, steht unten. Bitte warten Sie einen Moment und schicken Sie es noch einmal ab.',
    sendAgain: 'Noch einmal senden',
    home: 'Zur Startseite',
  },
}

export default reader
