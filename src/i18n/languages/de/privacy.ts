import type { PrivacyMessages } from '../en/privacy.ts'

/** German: what this blog keeps of its readers. */
const privacy: PrivacyMessages = {
  privacy: {
    link: 'Datenschutz',
    heading: 'Datenschutz',
    intro: 'Was dieses Blog von Ihnen aufbewahrt, wozu und wie lange.',
    reading: 'Wenn Sie lesen',
    readingText:
      'Wer was liest, wird nicht festgehalten. Die Seiten fragen keinen anderen Server nach irgendetwas: keine Statistik, keine Werbung, keine Schriften oder Bilder von anderswo. Das Protokoll des Servers enthält weder Adressen noch Namen.',
    videos:
      'Zeigt ein Artikel das Bild eines Videos von anderswo, hat dieser Server die andere Website danach gefragt, als der Artikel geschrieben wurde; sie erfährt von Ihnen erst, wenn Sie dem Link folgen.',
    comment: 'Wenn Sie kommentieren',
    commentText:
      'Ihr Kommentar, Ihr Name und Ihre Website stehen für alle sichtbar unter dem Artikel, solange der Kommentar dort steht.',
    commentChange: minutes =>
      `In den ersten ${minutes} Minuten können Sie ihn ändern oder zurückziehen, in demselben Browser, in dem er geschrieben wurde. Was zurückgezogen ist, wird gelöscht, mit Ihrer E-Mail-Adresse und allem, was sonst dazugehört. Hatte die Moderation einen Kommentar von Ihnen entfernt, wird nur das 30 Tage lang festgehalten, ohne Namen und Adresse, unter einem Code, den nur dieses Blog bilden kann.`,
    email: 'Ihre E-Mail-Adresse',
    emailText:
      'Sie wird nie veröffentlicht und niemandem weitergegeben. Sie wird verschlüsselt gespeichert; wer dieses Blog betreibt, erkennt daran, wer wieder schreibt, und kann Sie wegen Ihres Kommentars erreichen. Mit Ihrem letzten Kommentar wird sie gelöscht.',
    emailOptional: 'Name und Adresse dürfen Sie weglassen.',
    network: 'Ihre IP-Adresse und der Name Ihres Browsers',
    networkText:
      'Sie kommen mit einem Kommentar und helfen, Spam von Menschen zu unterscheiden; nur wer dieses Blog betreibt, sieht sie.',
    networkDays: days => `Nach ${days} Tagen werden sie gelöscht.`,
    networkAlways: 'Sie werden zusammen mit dem Kommentar gelöscht.',
    networkLearned: days =>
      `Was dieses Blog über Spam lernt, kennt auch das Netz und die E-Mail-Adresse, von denen er kam, aber nur als Code, dessen Schlüssel spätestens nach ${days} Tagen weggeworfen wird.`,
    blockedText:
      'Wird jemand gesperrt, oder sollen jemandes Kommentare warten, bleibt das gespeichert, bis es endet, auch ohne Kommentare: die E-Mail-Adresse, die IP-Adresse oder ein Code, den nur dieses Blog bilden kann. Eine IP-Adresse, die gesperrt war, wird innerhalb von 30 Tagen danach gelöscht.',
    spam: 'Was nicht veröffentlicht wird',
    spamText: days =>
      `Ein Kommentar, der wartet, Spam ist oder im Papierkorb liegt, ist nur für die sichtbar, die dieses Blog betreiben. Spam wird nach ${days} Tagen gelöscht. Was wartet oder im Papierkorb liegt, bleibt, bis jemand von ihnen es löscht.`,
    articleText: days =>
      `Ein Artikel, den sie wegwerfen, wird nach ${days} Tagen gelöscht, mit allen seinen Kommentaren.`,
    networkShared:
      'Sie kommen mit einem Kommentar und helfen, Spam von Menschen zu unterscheiden; es sehen sie, wer dieses Blog betreibt, und ein Dienst, der dazu befragt wird.',
    akismet:
      'Dieser Dienst ist Akismet, von Automattic Inc. in den USA. Er erhält jeden Kommentar von jemandem, der hier noch nicht bekannt ist, mit Name, Website, IP-Adresse und Namen des Browsers, und sagt, ob er Spam ist. Ihre E-Mail-Adresse wird nicht gesendet.',
    proofAlways:
      'Während Sie einen Kommentar schreiben, rechnet Ihr Browser etwa eine Sekunde lang: Das zeigt, dass niemand Tausende sendet. Kein anderer Server ist daran beteiligt, und von der Arbeit bleibt zwei Stunden lang nur eine Zufallszahl, ohne Ihren Namen.',
    proofSometimes:
      'Während jemand dieses Blog mit Kommentaren überflutet, kann Ihr Browser gebeten werden, beim Schreiben etwa eine Sekunde lang zu rechnen. Kein anderer Server ist daran beteiligt, und von der Arbeit bleibt zwei Stunden lang nur eine Zufallszahl, ohne Ihren Namen.',
    pictures: 'Das Bild neben Ihrem Namen',
    picturesText:
      'Es wird hier gezeichnet. Keine andere Website wird danach gefragt, und keine erfährt dadurch von Ihnen.',
    cookies: 'Cookies',
    cookiesText:
      'Cookies werden gesetzt, wenn Sie etwas tun, das eines braucht, und kein anderer Server liest sie. Wer nur liest, bekommt keines.',
    cookie: 'Cookie',
    what: 'Wozu es dient',
    howLong: 'Wie lange',
    oneYear: 'ein Jahr',
    days: days => `${days} Tage`,
    aMinute: 'eine Minute',
    cookieFor: {
      told: 'Wenn Sie einen Kommentar abschicken, ändern, zurückziehen oder melden: Die nächste Seite sagt, was daraus wurde.',
      browser:
        'Mit einem Kommentar: ein zufälliges Kennzeichen, damit ein zweimal gesendeter Kommentar einmal erscheint und Ihren nächsten vertraut wird.',
      comment:
        'Mit einem Kommentar: damit Sie ihn sehen, während er wartet, und ihn ändern oder zurückziehen können.',
      remember:
        'Nur wenn Sie das Kästchen ankreuzen: Ihr Name, Ihre Adresse und Ihre Website für das nächste Mal, verschlüsselt.',
      preferences: 'Wenn Sie am Fuß einer Seite eine Sprache oder eine Darstellung wählen.',
      session: 'Nur für die, die dieses Blog betreiben: dass sie angemeldet sind und von welchem Gerät aus.',
    },
    draft:
      'Was Sie in das Formular tippen, bleibt in Ihrem Browser, bis Sie es absenden oder verwerfen, höchstens 14 Tage. Sonst wird dort nichts gespeichert.',
    rights: 'Was Sie verlangen können',
    rightsText:
      'Wer dieses Blog betreibt, kann Ihnen alles zeigen, was über Sie gespeichert ist, Ihnen eine Kopie davon geben und es löschen. Dann bleibt neben dem, was eine Adresse gesperrt hält, nur ein Hash, aus dem sich keine Adresse machen lässt: Durch ihn bringt keine alte Datei eines anderen Blogs zurück, was Sie schrieben. Schreiben Sie von der Adresse, mit der Sie kommentiert haben.',
  },
}

export default privacy
