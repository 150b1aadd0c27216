import { bytes, plural } from '../../formats.ts'
import type { CliMessages } from '../en/cli.ts'

const commentsOf = (count: number) => `${count} ${count === 1 ? 'Kommentar' : 'Kommentare'}`
const mediaOf = (count: number) => `${count} ${count === 1 ? 'Bild oder Datei' : 'Bilder und Dateien'}`

/** German: the command line. */
const cli: CliMessages = {
  usage: words => `Aufruf: ${words}`,
  noSuchCommand: name => `Einen Befehl „${name}“ gibt es nicht.`,
  doesNotTake: (name, words) => `${name} kennt „${words}“ nicht.`,
  options: {
    unknown: option => `Eine Option ${option} gibt es nicht.`,
    needsValue: option => `${option} braucht einen Wert.`,
    takesNone: option => `${option} nimmt keinen Wert.`,
    notUnderstood: 'Diese Argumente passen nicht.',
  },
  summaries: {
    serve: 'Das Blog ausliefern (wenn nichts anderes angegeben ist).',
    migrate:
      'Die Datenbank auf den neuesten Stand bringen und enden. --new-key: Der Schlüssel ist verloren, weiter mit dem, der hier liegt.',
    comments:
      'Kommentare auflisten (die wartenden, wenn kein anderer Zustand angegeben ist), ganz anzeigen oder über sie entscheiden.',
    posts: 'Alle Artikel auflisten oder einige mit allen ihren Kommentaren endgültig löschen.',
    import: systems =>
      `Artikel und Kommentare übernehmen, aus ${systems}, oder eine Website von afterword; ohne Namen wird in der Datei nachgesehen.`,
    imports:
      'Frühere Importe auflisten, den Bericht von einem anzeigen, einen ganz zurücknehmen; Kommentare auflisten, deren Artikel fehlt, und die übernehmen, deren Artikel inzwischen da ist.',
    export:
      'Die Website in eine Datei schreiben (Markdown: in einen Ordner). Ohne die Adressen der Leser, wenn sie nicht verlangt werden; ohne --force wird nichts überschrieben.',
    backup:
      'Alles in eine Datei schreiben, mit einer Passphrase versiegelt, und zur Probe wieder lesen. Ohne --force wird nichts überschrieben.',
    restore:
      'Eine Sicherung in eine leere Datenbank einspielen, gleich welcher Art. Das Blog braucht denselben Schlüssel.',
    doctor:
      'Konfiguration, Schlüssel, Rollen, Schema, Medien, Zähler, Meldungen, Festplatte, Uhr und Sicherung prüfen und sagen, was zu tun ist.',
    media: 'Sagen, wo Bilder und Dateien liegen, oder alle umziehen: in den Ordner MEDIA_DIR oder zurück.',
    settings: 'Die Einstellungen anzeigen oder eine ändern; jede Seite folgt beim nächsten Aufruf.',
    createAdmin: 'Einen Link ausgeben, der jemanden zum Administrator macht: einmal, eine Stunde lang.',
  },
  starts: {
    making: 'Die Datenbank wird angelegt: einige Sekunden, nur dieses erste Mal.',
    at: url => `Afterword läuft unter ${url}`,
    dataInPostgres: 'Daten: Postgres (DATABASE_URL)',
    dataIn: folder => `Daten: PGlite in ${folder}`,
    pglite: [
      'PGlite übersteht nicht jeden Stromausfall: Zuletzt Geschriebenes kann verloren gehen oder der Ordner Schaden nehmen.',
      'Nur ein Prozess darf den Ordner benutzen. Für ein Blog, auf das es ankommt, DATABASE_URL auf ein Postgres setzen.',
    ],
    oneServes:
      'WEB_WORKERS verlangt mehrere Prozesse, und dazu gehört ein Postgres: Es bleibt bei einem Prozess.',
    keyIn: file => `Schlüssel: ${file} (eine Kopie getrennt von den Daten aufbewahren)`,
    mediaIn: folder => `Medien: ${folder}`,
    mediaNew:
      'Darin liegt noch nichts. Gehört dort ein Datenträger hin, muss er vor der ersten Datei eingehängt sein.',
    mediaAway:
      'Bilder und Dateien dieses Blogs liegen in einem Ordner, der gerade nicht da ist oder den MEDIA_DIR nicht nennt: Niemand sieht sie. „doctor“ sagt, was zu tun ist.',
    nobody: 'Noch kann niemand moderieren. Dieser Link macht zum Administrator (einmal, eine Stunde lang):',
    wasOpen: path =>
      `${path} stand anderen Benutzern dieses Rechners offen. Jetzt ist es für sie geschlossen.`,
    tooFewConnections: (workers, wanted, limit) =>
      `Mit WEB_WORKERS=${workers} werden bis zu ${wanted} Verbindungen geöffnet, und Postgres hat ${limit} für alle (max_connections): DATABASE_POOL_SIZE oder WEB_WORKERS senken oder mehr zulassen.`,
    upToDate: 'Die Datenbank ist auf dem neuesten Stand.',
  },
  stops: {
    neverAnswered:
      'Worauf dieser Befehl wartete, hat nie geantwortet. Was schon getan ist, bleibt; bitte noch einmal aufrufen.',
    serverEnded:
      'Der Prozess, der das Blog ausliefert, endete, bevor der Befehl fertig war. Was schon getan ist, bleibt; bitte noch einmal aufrufen.',
    failed: 'Der Befehl ist fehlgeschlagen; im Log des Servers steht, wo.',
    otherUser: 'Das Blog läuft unter einem anderen Benutzer: Befehle bitte als dieser aufrufen.',
    refusedByPostgres: why => `Postgres weist DATABASE_URL ab: ${why}.`,
    unreachable: 'Die Datenbank ist nicht erreichbar. Läuft sie, und stimmt DATABASE_URL?',
    portTaken: 'Dort lauscht schon ein anderes Programm; PORT auf einen anderen setzen.',
    portForbidden: 'Dieser Benutzer darf dort nicht lauschen; PORT auf eine Zahl über 1023 setzen.',
    notOwnAddress:
      'HOST muss eine Adresse dieses Rechners sein, etwa 127.0.0.1, oder 0.0.0.0 für alle seine Adressen.',
  },
  comments: {
    noneAtAll: 'Es gibt keine Kommentare.',
    states: {
      pending: 'wartend',
      approved: 'freigegeben',
      spam: 'Spam',
      trash: 'im Papierkorb',
      withdrawn: 'zurückgezogen',
    },
    noneIs: state => `Kein Kommentar ist ${state}.`,
    noName: '(ohne Namen)',
    on: (name, path) => `${name}, zu ${path}`,
    heading: (id, path, state, time) => `Kommentar ${id} zu ${path}, ${state}, ${time}`,
    name: 'Name:',
    email: 'E-Mail:',
    website: 'Website:',
    answers: 'Antwort auf:',
    nothing: '(keine Angabe)',
    sealed: '(mit einem Schlüssel versiegelt, der hier fehlt: SECRET_KEY_PREVIOUS setzen)',
    decided: {
      approved: (id, was) => `Kommentar ${id} ist freigegeben (vorher ${was}).`,
      pending: (id, was) => `Kommentar ${id} wartet wieder (vorher ${was}).`,
      spam: (id, was) => `Kommentar ${id} ist als Spam markiert (vorher ${was}).`,
      trash: (id, was) => `Kommentar ${id} liegt im Papierkorb (vorher ${was}).`,
    },
    already: (id, state) => `Kommentar ${id} war schon ${state}.`,
    overtaken: (id, state) =>
      `Kommentar ${id} wurde eben in diesem Augenblick geändert: Er ist jetzt ${state}. Nichts wurde getan.`,
    withdrawn: id => `Kommentar ${id} hat sein Verfasser zurückgezogen; es gibt nichts mehr zu entscheiden.`,
    notThere: id => `Einen Kommentar ${id} gibt es nicht.`,
    noOption: word => `comments list: „${word}“ gehört nicht dazu.`,
    forListOnly: '--status und --limit gehören zu comments list.',
    which: action => `Welche Kommentare? Ihre Nummern angeben: comments ${action} 12 15`,
    noSuchAction: (action, usage) => `comments ${action}: Es gibt nur ${usage}`,
    statusIsOneOf: statuses => `--status ist eines von ${statuses}.`,
    limitIsNumber: '--limit ist eine Zahl.',
    notNumber: text => `„${text}“ ist keine Nummer eines Kommentars.`,
  },
  posts: {
    none: 'Es gibt keine Artikel.',
    comments: count => (count === 1 ? '1 Kommentar ' : `${count} Kommentare`),
    deleted: path => `${path} ist gelöscht.`,
    notThere: slug => `Einen Artikel „${slug}“ gibt es nicht.`,
  },
  settings: {
    notThere: (name, names) => `Eine Einstellung „${name}“ gibt es nicht. Es gibt ${names}.`,
    elsewhere:
      'Gesperrte E-Mail-Adressen liegen versiegelt und stehen nicht hier, sondern in der Verwaltung unter Regeln.',
    alreadyIs: (name, value) => `${name} ist schon ${value}.`,
    judgesWaiting:
      'Was wartet, wird danach neu beurteilt, sobald das Blog läuft; ändert sich dadurch etwas, steht im Verlauf der Konten und Einstellungen, wie viele es waren.',
    problems: {
      number: (name, min, max) => `${name} ist eine ganze Zahl von ${min} bis ${max}.`,
      line: (name, min, max) => `${name} ist eine Zeile von ${min} bis ${max} Zeichen.`,
      text: (name, min, max) => `${name} ist ein Text von ${min} bis ${max} Zeichen.`,
      network: (name, line) =>
        `${name} ist eine Liste von IP-Adressen und Netzen; das ist weder noch: ${line}.`,
      word: (name, line) => `${name} kann diese Zeile nicht enthalten: ${line}.`,
      entry: (name, line) =>
        `${name} ist eine Liste von Zeilen wie „Impressum /impressum“; das ist keine: ${line}.`,
      colour: name => `${name} ist eine Farbe wie #27468f.`,
      picture: name => `${name} ist die Adresse eines Bildes der Mediathek oder leer.`,
      timeZone: name => `${name} ist der IANA-Name einer Zeitzone, etwa Europe/Berlin.`,
      choice: (name, options) => `${name} ist eines von ${options}.`,
    },
  },
  files: {
    noFolder: path => `Einen Ordner ${path} gibt es nicht.`,
    noFile: path => `Eine Datei ${path} gibt es nicht.`,
    forbidden: path =>
      `Das Blog darf ${path} nicht benutzen: Die Rechte der Datei oder ihres Ordners erlauben es nicht.`,
    isFolder: path => `${path} ist ein Ordner. Gebraucht wird eine Datei.`,
    isFile: path => `${path} ist eine Datei. Gebraucht wird ein Ordner.`,
    noRoom: path => `Für ${path} ist kein Platz mehr.`,
    isThere: path =>
      `${path} gibt es schon, und nichts wird überschrieben. Einen anderen Namen angeben, oder --force, wenn es weg darf.`,
    backedUp: (file, rows, tables, seconds) =>
      `${file}: ${rows} Zeilen aus ${tables} Tabellen, ganz zurückgelesen, in ${seconds} s`,
    keepKey:
      'Lesen lässt sie sich nur mit dem Schlüssel dieses Blogs: davon eine Kopie anderswo aufbewahren.',
    restored: (file, rows, tables) => `${file}: ${rows} Zeilen in ${tables} Tabellen eingespielt`,
    passphraseUnreadable: file => `Die Passphrase lässt sich aus ${file} nicht lesen.`,
    passphraseMissing: file => `In ${file} steht keine Passphrase.`,
    withAddresses:
      'Was jetzt geschrieben wird, enthält die Adressen der Leser im Klartext. Sie wurden Ihnen anvertraut: Bewahren Sie es auf wie einen Schlüssel.',
    exported: path => `${path}: geschrieben`,
    exportedFolder: (path, articles, comments) =>
      `${path}: ${articles} Artikel, und ${commentsOf(comments)} in comments.jsonl`,
    withoutBytes: names =>
      `Nicht ganz darin, weil hier etwas von ihnen fehlt: ${names}. „doctor“ sagt, was zu tun ist.`,
    keptBeside: (path, at) =>
      `${path} bleibt, wie es war: Was nicht vollständig ist, ersetzt nichts und liegt in ${at}.`,
    bytesAway:
      'Bilder und Dateien liegen in einem Ordner, und der ist nicht da, oder MEDIA_DIR nennt ihn nicht: Ohne sie wurde nichts geschrieben.',
  },
  media: {
    inFolder: (count, size, path) => `${mediaOf(count)}, ${bytes('de')(size)}, in ${path}`,
    inDatabase: (count, size) => `${mediaOf(count)}, ${bytes('de')(size)}, in der Datenbank`,
    unset:
      'MEDIA_DIR nennt keinen Ordner. Es muss auch für den Prozess gesetzt sein, der das Blog ausliefert; den dann neu starten.',
    progress: moved => `… ${moved} umgezogen`,
    moved: count => `${mediaOf(count)} umgezogen`,
    stay: names => `Hiervon fehlen Daten, sie bleiben, wo sie sind: ${names}.`,
    stopped: 'Angehalten, bevor alles umgezogen war. Noch einmal aufrufen, um weiterzumachen.',
    unsetNow:
      'Neues kommt weiter in den Ordner, bis MEDIA_DIR nicht mehr gesetzt ist. Bleibt es noch einen Tag gesetzt, werden die umgezogenen Dateien gelöscht; wird es gleich entfernt, den Ordner selbst löschen.',
  },
  doctor: {
    good: 'gut',
    hint: 'Tipp',
    wrong: 'Fehler',
    allWell: 'Alles in Ordnung.',
    needing: plural('de', { one: '# Sache braucht Sie.', other: '# Sachen brauchen Sie.' }),
    subjects: {
      configuration: 'Konfiguration',
      key: 'Schlüssel',
      roles: 'Rollen',
      schema: 'Schema',
      counts: 'Zähler',
      orphans: 'Verwaistes',
      work: 'Arbeiten',
      listener: 'Meldungen',
      media: 'Medien',
      disk: 'Festplatte',
      clock: 'Uhr',
      backup: 'Sicherung',
    },
    servedOn: (url, engine) => `${url} auf ${engine}`,
    setBaseUrl:
      'Bevor andere es lesen, BASE_URL auf die Adresse setzen, die sie benutzen: Feeds, die Sitemap und Links werden damit geschrieben.',
    keyFits: 'er öffnet, was versiegelt wurde',
    keyDoesNotFit: 'er öffnet keine der Adressen hier',
    setKey: 'SECRET_KEY auf den Schlüssel setzen, mit dem sie versiegelt wurden, oder SECRET_KEY_PREVIOUS.',
    schema: { current: 'auf dem neuesten Stand', older: 'älter als dieses Programm', empty: 'leer' },
    migrate: '„afterword migrate“ aufrufen.',
    media: {
      inDatabase: count => `${mediaOf(count)} in der Datenbank`,
      inFolder: (count, path, free) => `${mediaOf(count)} in ${path}, dort sind ${bytes('de')(free)} frei`,
      unset: count => `${mediaOf(count)} in einem Ordner, und MEDIA_DIR ist nicht gesetzt`,
      away: path => `einen Ordner ${path}, in dem .afterword-media liegt, gibt es nicht`,
      locked: path => `in ${path} lässt sich nicht schreiben`,
      missing: (count, path, names) =>
        `${mediaOf(count)}, von denen in ${path} etwas fehlt oder abgeschnitten ist: ${names}`,
      setFolder: 'MEDIA_DIR auf den Ordner setzen, in dem sie liegen.',
      bringFolder:
        'Ist seine Festplatte eingehängt? Ist er umgezogen, MEDIA_DIR auf den neuen Ort setzen; wurde er kopiert, auch diese Datei kopieren.',
      giveRights:
        'Er muss dem Benutzer gehören, unter dem das Blog läuft; bei systemd gehört er in ReadWritePaths.',
      putBack:
        'Die Dateien aus einer Kopie des Ordners zurücklegen, oder sie unter Medien löschen und neu hochladen.',
      moveRest: count =>
        `Noch in der Datenbank: ${mediaOf(count)}. „afterword media to-folder“ bringt sie in den Ordner.`,
    },
    found: {
      rolesApart: () => 'öffentliche Seiten sehen nichts Privates',
      rolesTooWide: () => 'öffentliche Seiten könnten private Tabellen lesen',
      countsRight: () => 'jeder Zähler stimmt',
      countsWrong: plural('de', { one: '# Zähler stimmt nicht', other: '# Zähler stimmen nicht' }),
      noOrphans: () => 'keine Zeile gehört zu nichts',
      strayAddresses: plural('de', {
        one: '# Adresse gehört niemandem',
        other: '# Adressen gehören niemandem',
      }),
      strayComments: plural('de', {
        one: '# Kommentar hat keine Herkunft',
        other: '# Kommentare haben keine Herkunft',
      }),
      workDone: () => 'nichts ist verspätet',
      workFailed: plural('de', {
        one: '# ist endgültig fehlgeschlagen',
        other: '# sind endgültig fehlgeschlagen',
      }),
      workLate: plural('de', { one: '# ist verspätet', other: '# sind verspätet' }),
      heard: () => 'Änderungen werden sofort gemeldet',
      deaf: () => 'Meldungen von Änderungen kommen nicht an',
      free: (free, all) => `${bytes('de')(free)} von ${bytes('de')(all)} sind frei`,
      clocksAgree: () => 'dieser Rechner und die Datenbank sind sich einig',
      clocksDiffer: seconds => `dieser Rechner und die Datenbank gehen um ${seconds} s auseinander`,
      noBackup: () => 'noch keine gemacht',
      backupToday: () => 'die letzte ist keinen Tag alt',
      backupDays: plural('de', { one: 'die letzte ist # Tag alt', other: 'die letzte ist # Tage alt' }),
    },
    todo: {
      makeRoles: '„afterword migrate“ aufrufen: Das legt die Rolle und ihre Rechte neu an.',
      countAgain:
        'Etwas hat an den Triggern vorbei geschrieben. Eine Sicherung in eine leere Datenbank einspielen: Dabei wird neu gezählt.',
      removeAddresses:
        'Die stündliche Arbeit „forget-contacts“ löscht sie: Läuft „serve“, und schlägt darin nichts fehl?',
      noOrigins:
        'Sie wurden am Programm vorbei geschrieben. Nichts ist verloren, aber ihre Verfasser lassen sich nicht unterscheiden.',
      lookAtSystem: 'In der Verwaltung unter System nachsehen: noch einmal versuchen oder verwerfen.',
      isItServed: 'Sie werden von „serve“ erledigt: Läuft es?',
      listenDirectly:
        'Bis dahin werden Seiten für jeden Leser neu gemacht. Hinter einem Pooler DATABASE_LISTEN_URL auf den Server selbst setzen.',
      makeRoom: 'Platz schaffen: Auf einer vollen Festplatte lässt sich nichts speichern.',
      setClocks: 'Beide einem Zeitserver (NTP) folgen lassen.',
      backUp:
        'Jede Nacht „afterword backup FILE“ aufrufen und die Datei und den Schlüssel anderswo aufbewahren.',
      lookAtBackup: 'Läuft das nächtliche „afterword backup FILE“ noch?',
    },
  },
  importing: {
    progress: (articles, comments, done) =>
      `… ${articles} Artikel und ${commentsOf(comments)} gelesen, ${commentsOf(done)} erledigt`,
    kinds: { article: 'Artikel', comment: 'Kommentar', articles: 'Artikel', comments: 'Kommentare' },
    sum: (read, what, parts) => `${read} ${what} gelesen = ${parts}`,
    parts: {
      added: count => `${count} neu`,
      updated: count => `${count} aktualisiert`,
      unchanged: count => `${count} unverändert`,
      merged: count => `${count} vereint`,
      left: count => `${count} ausgelassen`,
    },
    left: (what, ids, why) => `${what} ${ids}: ${why}`,
    aside: (comments, address) =>
      `${comments} beiseitegelegt für ${address}: mit --map angeben, wo der Artikel jetzt steht, oder ihn importieren`,
    lost: (article, what) => `„${article}“ hat verloren: ${what}`,
    files: plural('de', {
      one: '# Bild oder Datei von der alten Website geholt',
      other: '# Bilder und Dateien von der alten Website geholt',
    }),
    away: (article, files) => `„${article}“ zeigt von der alten Website: ${files}`,
    attached: plural('de', {
      one: '# Kommentar kam dazu, den ein früherer Import beiseitegelegt hatte',
      other: '# Kommentare kamen dazu, die frühere Importe beiseitegelegt hatten',
    }),
    cancelled:
      'Der Import endete, bevor alles da war. Was da ist, bleibt; ein neuer Aufruf macht weiter, oder er lässt sich zurücknehmen.',
    brokenOff:
      'Was davor kam, ist da. Mit der ganzen Datei noch einmal aufrufen: Was da ist, bleibt, wie es ist.',
    nothingCame: 'Nichts davon wurde übernommen.',
    takenFor: (path, system) => `${path}: ${system}`,
    lookedThrough: (path, system) => `${path}: ${system}, nur durchgesehen: Nichts ist geändert`,
    unreadable: 'sie lässt sich nicht lesen',
    cannotOpen: (path, why) => `${path}: Das Blog kann die Datei nicht öffnen: ${why}`,
    unknown: path =>
      `${path}: Diese Datei gleicht keiner, die hier bekannt ist. Angeben, was sie ist: import SYSTEM FILE.`,
    looksLike: (path, system, said, name) =>
      `${path}: Das sieht nach einer Datei von ${system} aus, nicht von ${said}. Nichts wurde übernommen. Angeben: import ${name} FILE.`,
    backup: path => `${path}: Das ist ein Backup: restore FILE`,
    neither: (word, systems) =>
      `„${word}“ ist weder eine Datei, die es hier gibt, noch ein System: ${systems}.`,
    nothingIn: (path, system) => `${path}: Von ${system} ist nichts darin.`,
    siteHolds: (articles, comments, media, rows) =>
      `Darin: Artikel ${articles}, Kommentare ${comments}, Bilder und Dateien ${media}; Zeilen aller Tabellen ${rows}.`,
    rows: (path, rows) => `${path}: ${rows} Zeilen`,
    saved: { added: 'neu', updated: 'aktualisiert', unchanged: 'unverändert' },
    savedAt: (path, saved, where) => `${path}: ${saved}, ${where}`,
    hidden: (slug, status) => `${slug} (${status})`,
    failed: (failed, count) =>
      count === 1
        ? 'Die Datei wurde nicht importiert.'
        : `${failed} von ${count} Dateien ${failed === 1 ? 'wurde' : 'wurden'} nicht importiert.`,
    failedInPart: (failed, count) =>
      count === 1
        ? 'Die Datei wurde nicht ganz importiert.'
        : `${failed} von ${count} Dateien ${failed === 1 ? 'wurde' : 'wurden'} nicht ganz importiert.`,
    takeBackTakes: 'import --take-back nimmt die Nummer eines Imports, wie „imports“ sie auflistet.',
  },
  imports: {
    none: 'Noch wurde nichts importiert.',
    cutOff: 'abgebrochen: noch einmal aufrufen',
    added: (articles, comments) => `${articles} Artikel und ${commentsOf(comments)} neu`,
    from: (source, file, actor, what) => `${source}, ${file}, von ${actor}: ${what}`,
    takenBackOn: day => `, zurückgenommen ${day}`,
    takenBack: (articles, comments, id) =>
      `${articles} Artikel und ${commentsOf(comments)} von Import ${id} wurden zurückgenommen.`,
    places: plural('de', {
      one: '# Kommentar, auf den inzwischen geantwortet wurde, ist ein Platzhalter ohne Text.',
      other: '# Kommentare, auf die inzwischen geantwortet wurde, sind Platzhalter ohne Text.',
    }),
    alreadyTakenBack: (id, day) => `Import ${id} wurde schon zurückgenommen, am ${day}.`,
    addressesGone: plural('de', {
      one: '# alte Adresse, die er weiterführte, führt nicht mehr weiter.',
      other: '# alte Adressen, die er weiterführte, führen nicht mehr weiter.',
    }),
    asideGone: plural('de', {
      one: '# beiseitegelegter ist gelöscht.',
      other: '# beiseitegelegte sind gelöscht.',
    }),
    stays: (title, slug, why) => `„${title}“ (${slug}) bleibt: ${why}.`,
    kept: { edited: 'hier bearbeitet', discussed: 'von anderen kommentiert' },
    stopped: 'Angehalten, bevor alles zurückgenommen war. Ein neuer Aufruf macht weiter.',
    notThere: id => `Einen Import ${id} gibt es nicht. „imports“ listet die vorhandenen auf.`,
    noneWaits: 'Kein Kommentar wartet auf einen Artikel.',
    waiting:
      'Sie kommen dazu, sobald der Artikel da ist, oder mit „imports attach --map FILE“ und Zeilen aus alten und neuen Adressen.',
    attached: plural('de', {
      one: '# Kommentar kam dazu, der auf seinen Artikel gewartet hatte.',
      other: '# Kommentare kamen dazu, die auf ihre Artikel gewartet hatten.',
    }),
    mapIsForAttach: '--map gehört zu imports attach.',
    noPart: (action, word) => `imports ${action}: „${word}“ gehört nicht dazu.`,
    noSuchAction: (action, usage) => `imports ${action}: Es gibt nur ${usage}`,
    which: action => `Welcher Import? Seine Nummer angeben, wie „imports“ sie auflistet: imports ${action} 3`,
    mapUnreadable: path => `Die Liste ${path} lässt sich nicht lesen.`,
    lineOfMap: line => `Zeile ${line} der Liste`,
    leadsNowhere: (line, address) => `${line}: Unter ${address} gibt es keinen Artikel.`,
    mapWrong: (path, line) => `${path}:${line}: Eine Zeile ist eine alte Adresse, ein Tab, eine neue.`,
  },
}

export default cli
