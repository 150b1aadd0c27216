import type { SettingMessages } from '../en/settings.ts'

/** German: the site's settings. */
const settings: SettingMessages = {
  settings: {
    nav: 'Einstellungen',
    heading: 'Einstellungen der Website',
    save: 'Einstellungen speichern',
    saved: 'Die Einstellungen sind gespeichert und gelten für alle Seiten.',
    notSaved: 'Es wurde nichts gespeichert. Bitte berichtigen Sie:',
    undone: 'Es ist wieder wie zuvor.',
    kept: 'Es ist wieder wie zuvor, bis auf das, was seither jemand geändert hat.',
    preview: 'Vorschau',
    previewHint: 'Öffnet Ihr Blog, wie es dann aussähe, und speichert nichts.',
    saves: 'Zuletzt geändert',
    noPicture: 'Keines',
    chosen: 'Das zurzeit benutzte',
    library: 'Bilder und Dateien',
    groups: {
      site: 'Die Website',
      look: 'Wie das Blog aussieht',
      moderation: 'Was auf Freigabe wartet',
      who: 'Wer kommentieren darf',
      display: 'Wie ein Gespräch dargestellt wird',
      following: 'Abonnieren',
      privacy: 'Datenschutz',
    },
    about: {
      title: { label: 'Titel', help: 'Der Name des Blogs, auf jeder Seite.' },
      tagline: { label: 'Untertitel', help: 'Eine Zeile unter dem Titel. Sie darf leer sein.' },
      language: {
        label: 'Sprache',
        help: 'Für alle, deren Browser eine Sprache verlangt, die es hier nicht gibt.',
      },
      time_zone: {
        label: 'Zeitzone',
        help: 'In ihr werden alle Zeiten angezeigt, etwa Europe/Berlin oder Asia/Shanghai.',
      },
      date_format: { label: 'Schreibweise des Datums', help: 'Auf allen Seiten und in der Verwaltung.' },
      posts_per_page: {
        label: 'Artikel pro Seite',
        help: 'Auf der Startseite und auf den Seiten der Schlagwörter.',
      },
      media_megabytes: {
        label: 'Platz für Bilder und Dateien, in Megabyte',
        help: 'Was darüber hinausgeht, wird abgelehnt. Alles zählt: Jedes Bild wird so aufbewahrt, wie es kam, und in den Größen, die Seiten zeigen.',
      },
      avif_pictures: {
        label: 'Große Bilder auch als AVIF anlegen',
        help: 'Für Leser etwa ein Fünftel kleiner; dafür rechnet dieser Server an jedem Bild, das von nun an kommt, bis zu einige Sekunden länger. Sie brauchen zusätzlichen Platz.',
      },
      logo: { label: 'Logo', help: 'Oben auf jeder Seite, anstelle des Titels.' },
      icon: {
        label: 'Symbol',
        help: 'In den Tabs der Browser und auf dem Bildschirm von Telefonen. Am besten quadratisch; ohne Bild ist es der erste Buchstabe des Titels.',
      },
      accent: {
        label: 'Farbe der Links und Knöpfe',
        help: 'Wo sie schlecht zu lesen wäre, zeigen die Seiten sie dunkler oder heller: bei Tag und bei Nacht.',
      },
      navigation: {
        label: 'Navigation',
        help: 'Was unter dem Titel steht, pro Zeile ein Eintrag: ein, zwei Wörter, dann die Adresse, etwa „Über mich /about“ oder „Fotos https://example.org/“.',
      },
      footer: {
        label: 'Fußzeile',
        help: 'Unten auf jeder Seite. Markdown wie in Artikeln. Sie darf leer sein.',
      },
      hold_comments: {
        label: 'Jeder Kommentar wartet',
        help: 'Nichts erscheint, bevor jemand von Ihnen es freigibt.',
      },
      trust_after: {
        label: 'Einer Person nach so vielen freigegebenen Kommentaren vertrauen',
        help: 'Bis dahin warten ihre Kommentare. Es zählt nur der Browser, den sie zuvor benutzt hat: Eine Adresse allein beweist nichts. 0 vertraut allen.',
      },
      hold_links: { label: 'Ein Kommentar mit so vielen Links wartet', help: '0 schaltet das ab.' },
      proof_of_work: {
        label: 'Von Browsern Rechenarbeit verlangen',
        help: 'Während jemand schreibt, rechnet sein Browser etwa eine Sekunde lang. Das kostet, wer Tausende sendet, und kein anderer Server wird gefragt. Wem vertraut wird, braucht es nicht. Ein Kommentar ohne sie wartet: Wer Skripte abschaltet oder ohne HTTPS kommt, kann nicht rechnen.',
      },
      notice_attacks: {
        label: 'Angriffe bemerken',
        help: 'Kommen weit mehr Kommentare von Leuten, denen noch nicht vertraut wird, als in irgendeiner Stunde der letzten vier Wochen, dann warten neue, bis es vorbei ist, und die Warteschlange sagt, was sich sonst tun lässt.',
      },
      ask_akismet: {
        label: 'Akismet zu Kommentaren befragen',
        help: 'Kommentare von Leuten, denen noch nicht vertraut wird, gehen an Akismet, einen Dienst von Automattic in den USA, sobald sie gespeichert sind: Text, Name, Website, IP-Adresse und Browser, nie die E-Mail-Adresse. Was er Spam nennt, wartet; wo er keinen Zweifel hat, ist es Spam. Wo Sie anders entscheiden, erfährt er es. Die Seite /privacy sagt es. Braucht einen eigenen Schlüssel.',
      },
      learn_spam: {
        label: 'Aus Ihren Entscheidungen lernen, was Spam ist',
        help: 'Kommentare, die Ihrem Spam gleichen, warten; wo kein Zweifel bleibt, gelten sie als Spam. Wem vertraut wird, ist davon ausgenommen, und nichts verlässt diesen Server. Beginnt nach zehn Entscheidungen.',
      },
      held_words: {
        label: 'Ein Kommentar mit einem dieser Wörter wartet',
        help: 'Ein Wort oder eine Wendung pro Zeile. Ganze Wörter, so wie man sie liest: Groß- und Kleinschreibung, Breite, Zeilenenden und unsichtbare Zeichen zählen nicht. Im Koreanischen darf eine Endung folgen; in Schriften ohne Leerzeichen wie Chinesisch oder Thai zählt jede Stelle. Ein * am Zeilenende steht für alle Wörter, die so anfangen: kumar*.',
      },
      spam_words: {
        label: 'Ein Kommentar mit einem dieser Wörter ist Spam',
        help: 'Ein Wort oder eine Wendung pro Zeile. Vorsicht: Niemand sieht den Spam von sich aus durch.',
      },
      blocked_networks: {
        label: 'Kommentare von diesen Adressen sind Spam',
        help: 'Eine IP-Adresse oder ein Netz pro Zeile, etwa 203.0.113.7 oder 2001:db8::/32.',
      },
      blocked_addresses: {
        label: 'Kommentare von diesen E-Mail-Adressen sind Spam',
        help: 'Eine Adresse pro Zeile. Nur Administratoren sehen sie; gespeichert sind sie verschlüsselt.',
      },
      who_may_comment: { label: 'Wer kommentieren darf', help: 'Gilt für alle Artikel zugleich.' },
      name_email_required: {
        label: 'Name und E-Mail sind Pflicht',
        help: 'Die Adresse wird nie veröffentlicht.',
      },
      close_after_days: {
        label: 'Kommentare nach so vielen Tagen schließen',
        help: 'Ab dem Datum des Artikels. 0 schließt sie nie.',
      },
      comments_per_minute: {
        label: 'Kommentare pro Minute von einer Adresse',
        help: 'Wer schneller ist, wird um Geduld gebeten.',
      },
      edit_minutes: {
        label: 'Minuten, um einen Kommentar zu ändern oder zurückzuziehen',
        help: 'In dem Browser, in dem er geschrieben wurde. Eine Änderung wird neu beurteilt.',
      },
      thread_depth: {
        label: 'Stufen von Antworten, die eingerückt werden',
        help: 'Tiefere Antworten stehen auf der letzten Stufe und sagen, wem sie gelten.',
      },
      threads_per_page: { label: 'Gespräche pro Seite', help: 'Lange Gespräche haben eigene Seiten.' },
      thread_order: {
        label: 'Welches Gespräch zuerst steht',
        help: 'Auf jeder Seite. Antworten folgen immer dem, worauf sie antworten.',
      },
      first_page: {
        label: 'Welche Seite zuerst gezeigt wird',
        help: 'Wo ein Artikel mehrere Seiten Kommentare hat.',
      },
      feed_content: {
        label: 'Was ein Feed enthält',
        help: 'Von jedem Artikel: alles, oder den Anfang, sodass man zum Weiterlesen hierherkommt.',
      },
      video_pictures: {
        label: 'Bilder von Videos holen',
        help: 'Steht die Adresse eines Videos allein in einer Zeile eines Artikels, wird dessen Website nach einem Bild und dem Titel gefragt, und beides bleibt hier: Wer liest, sieht es und fragt niemanden. Sonst bleibt die Adresse ein Link. Die Seite /privacy sagt es.',
      },
      forget_origins_after_days: {
        label: 'IP-Adressen und Browser nach so vielen Tagen vergessen',
        help: 'Die von Kommentaren, und die Netze, aus denen sich jemand angemeldet hat. 0 behält sie so lange wie den Kommentar oder den Verlauf.',
      },
      privacy_text: {
        label: 'Eigene Worte zum Datenschutz',
        help: 'Auf der Seite /privacy: wer Sie sind, wie Sie zu erreichen sind und was Sie sonst mit dem tun, was Sie erfahren. Markdown.',
      },
      privacy_place: {
        label: 'Wo sie stehen',
        help: 'Die Seite sagt von selbst, was dieses Blog aufbewahrt und wie lange, in der Sprache der Lesenden.',
      },
    },
    options: {
      proof_of_work: { never: 'Nie', attacked: 'Während das Blog angegriffen wird', always: 'Immer' },
      privacy_place: { before: 'Vor dem, was das Blog sagt', instead: 'Anstelle davon' },
      date_format: { long: '7. März 2026', medium: '07.03.2026', iso: '2026-03-07' },
      feed_content: { whole: 'Den ganzen Artikel', excerpt: 'Den Anfang' },
      who_may_comment: { everyone: 'Alle', staff: 'Nur wer hier ein Konto hat', nobody: 'Niemand' },
      thread_order: { oldest: 'Das älteste', newest: 'Das neueste' },
      first_page: {
        oldest: 'Die Seite mit den ältesten Kommentaren',
        newest: 'Die Seite mit den neuesten Kommentaren',
      },
    },
    problems: {
      text: (_min, max) => `Bitte höchstens ${max} Zeichen, darunter keine unsichtbaren.`,
      entry: line => `Das ist kein Wort mit einer Adresse wie „Über mich /about“: ${line}`,
      picture: 'Bitte wählen Sie eines der Bilder.',
      colour: 'Bitte wählen Sie eine Farbe, etwa #27468f.',
      number: (min, max) => `Bitte geben Sie eine Zahl von ${min} bis ${max} an.`,
      line: (min, max) => `Bitte geben Sie eine Zeile mit ${min} bis ${max} Zeichen ein.`,
      word: line => `Diese Zeile ist nicht möglich: ${line}`,
      network: line => `Das ist keine IP-Adresse und kein Netz: ${line}`,
      zone: line =>
        `Was hinter dem % steht, benennt eine Schnittstelle eines einzelnen Rechners. Bitte weglassen: ${line}`,
      address: line => `Das ist keine E-Mail-Adresse: ${line}`,
      choice: 'Bitte wählen Sie eine der angebotenen Möglichkeiten.',
      timeZone: 'Eine Zeitzone dieses Namens gibt es nicht.',
    },
  },
}

export default settings
