import { plural } from '../../formats.ts'
import type { MovingMessages } from '../en/moving.ts'

/** German: moving in from another blog, and out. */
const moving: MovingMessages = {
  moving: {
    nav: 'Umziehen',
    heading: 'Einziehen und ausziehen',
    in: 'Einziehen',
    lead: 'Artikel und Kommentare aus WordPress, Ghost, Disqus, Isso, Remark42, Commento, Artalk, Waline, Valine, Twikoo oder Cusdis, oder ein ZIP eines Ordners mit Markdown (Hugo, Jekyll, Hexo, Astro). Die Datei wird zuerst durchgesehen, und nichts ändert sich, bevor Sie es sagen.',
    choose: 'Die Datei des anderen Blogs',
    chooseHint:
      'So, wie das andere System sie ausgegeben hat, gepackt oder nicht. Sie liegt hier verschlüsselt und wird danach gelöscht.',
    look: 'Durchsehen',
    tooLarge: most =>
      `Diese Datei ist größer als ${most}. Packen Sie sie mit gzip oder übernehmen Sie sie über die Befehlszeile.`,
    underWay: 'Unterwegs',
    states: {
      looking: 'wird durchgesehen',
      looked: 'wartet auf Ihre Entscheidung',
      moving: 'wird übernommen',
      stopping: 'wird angehalten',
      ended: 'ist übernommen',
    },
    past: 'Frühere Importe',
    none: 'Noch wurde nichts übernommen.',
    older: 'Ältere Importe',
    back: 'Alle Importe',
    titleOf: file => `Übernahme von ${file}`,
    looking: 'Die Datei wird durchgesehen …',
    moving: 'Die Datei wird übernommen …',
    stopping: 'Die Übernahme wird angehalten. Was schon da ist, bleibt.',
    underWayNote:
      'Sie können diese Seite verlassen. Es geht im Hintergrund weiter, auch nach einem Neustart.',
    took: system => `Gelesen als Datei von ${system}.`,
    moveProblems: {
      unknown:
        'Diese Datei gleicht keiner, die hier bekannt ist. Sagen Sie, was es ist, und sie wird so durchgesehen.',
      afterword:
        'Das ist ein ganzes anderes Afterword. Es kommt nur in ein leeres Blog, über die Befehlszeile: afterword import FILE',
      damagedZip: 'Dieses ZIP lässt sich nicht öffnen. Es ist beschädigt oder viel zu groß.',
      gone: 'Die Datei ist nicht mehr hier. Bitte wählen Sie sie noch einmal.',
    },
    sitesQuestion: 'Diese Datei enthält mehrere Websites. Welche meinen Sie?',
    otherSystem: 'Es ist etwas anderes',
    system: 'Herkunft',
    guess: 'Was es zu sein scheint',
    lookAgain: 'Noch einmal durchsehen',
    would: 'Was übernommen würde',
    wouldNote: 'Noch ist nichts geändert. Niemand bekommt eine Nachricht über das, was kommt.',
    start: 'Übernehmen',
    stop: 'Anhalten',
    forget: 'Datei verwerfen',
    forgotten: 'Die Datei ist gelöscht. Nichts wurde geändert.',
    report: 'Was geschah',
    by: 'Begonnen von',
    begun: 'Begonnen',
    ended: 'Beendet',
    notEnded: 'Noch nicht, oder unterbrochen',
    articles: plural('de', { one: '# Artikel', other: '# Artikel' }),
    comments: plural('de', { one: '# Kommentar', other: '# Kommentare' }),
    kinds: { articles: 'Artikel', comments: 'Kommentare' },
    tally: {
      added: 'Neu',
      updated: 'Aktualisiert',
      unchanged: 'Unverändert',
      merged: 'Mit ihrem Zwilling vereint',
      left: 'Ausgelassen',
      read: 'Gelesen insgesamt',
    },
    left: 'Ausgelassen',
    leftBecause: (what, why) => `${what}: ${why}`,
    more: plural('de', { one: 'und # weitere', other: 'und # weitere' }),
    reasons: {
      emptyText: 'ohne Text',
      editorsNote: 'Notizen der Redaktion untereinander',
      notAnArticle: 'weder Artikel noch Seite',
      onSomethingElse: 'zu einer Datei, nicht zu einem Artikel',
      inTrash: 'lagen im Papierkorb',
      threadDeleted: 'ihr Gespräch war gelöscht',
      noThread: 'ihr Gespräch steht nicht in der Datei',
      localhost: 'geschrieben, als die Website auf localhost ausprobiert wurde',
      otherSite: 'von einer anderen Website derselben Datei',
      noTime: 'ohne lesbare Zeit',
      needsComponents: 'brauchen Komponenten (MDX), die nur in ihrer eigenen Website laufen',
      noFrontMatter: 'ohne Front Matter',
      unreadable: 'nicht lesbar',
      adminsOnly: 'ihre Seite war nur für Administratoren',
      noArticle: 'ihr Artikel ist nicht hier; zurückgelegt',
      onDraft: 'ihr Artikel ist ein Entwurf; zurückgelegt',
      tooLong: 'länger, als ein Kommentar sein darf',
      refused: 'lassen sich so nicht speichern',
      mayAnswerWhatWasCutOff: 'antworten auf etwas, vor dem die Datei abbricht',
      cancelled: 'nicht mehr erreicht, als der Import angehalten wurde',
    },
    aside: 'Zurückgelegt',
    asideNote:
      'Ihre Artikel sind nicht hier. Sobald es sie gibt, kommen die Kommentare mit dem nächsten Import derselben Website.',
    lost: 'Was verloren ging',
    problems: 'Nicht lesbar',
    notes: 'Gut zu wissen',
    stopped: 'Dieser Import wurde angehalten.',
    stoppedHint: 'Was schon da ist, bleibt. Wählen Sie dieselbe Datei noch einmal, und es geht dort weiter.',
    brokenOff: 'Die Datei endet zu früh oder ist nicht, was sie zu sein scheint.',
    brokenOffHint:
      'Was davor stand, zählt. Wählen Sie die ganze Datei noch einmal: Was schon da ist, bleibt, wie es ist.',
    out: 'Ausziehen',
    outNote:
      'Alles in einer Datei, ohne die E-Mail-Adressen der Leser; die Befehlszeile fügt sie hinzu, wenn Sie es verlangen.',
    formats: {
      markdown: 'Markdown, als ZIP',
      wordpress: 'Für WordPress',
      afterword: 'Für ein anderes Afterword',
    },
    formatHints: {
      markdown: 'Eine Datei für jeden Artikel mit Front Matter und eine mit allen Kommentaren.',
      wordpress: 'WXR 1.2, das auch die meisten anderen Systeme lesen.',
      afterword:
        'Zeilen aus JSON: Artikel mit ihren Fassungen, Medien, Kommentare in jedem Zustand, Einstellungen.',
    },
  },
}

export default moving
