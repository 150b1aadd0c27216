import type { RefusalMessages } from '../en/refusals.ts'

const noConnectionLeft =
  'Postgres hat keine Verbindung mehr frei (max_connections): DATABASE_POOL_SIZE oder WEB_WORKERS verringern oder ihm mehr erlauben.'

const whatToDoAboutKey =
  'Jeder Prozess eines Blogs braucht denselben: SECRET_KEY auf ihn setzen oder SECRET_KEY_FILE auf eine Kopie seiner Datei. ' +
  'Um den Schlüssel zu wechseln, SECRET_KEY auf den neuen setzen und SECRET_KEY_PREVIOUS auf den bisherigen. ' +
  'Ist der für immer verloren, geht es mit „migrate --new-key“ ohne ihn weiter, und ohne die Adressen, die er verschlossen hat.'

const putKeyBack =
  'Dorthin gehört die aufbewahrte Kopie des Schlüssels, oder SECRET_KEY setzen; bei einem Blog, das nie gestartet ist, die Datei löschen.'

const makeRole =
  'In DATABASE_PUBLIC_URL eine Anmelderolle ohne eigene Rechte nennen, angelegt mit: ' +
  "CREATE ROLE blog_reader LOGIN PASSWORD '…'; Was sie braucht, gibt ihr der Start."

/** German: what stops a start or a command. */
const refusals: RefusalMessages = {
  refusals: {
    config: {
      envIsFolder:
        '.env in diesem Ordner ist selbst ein Ordner. Es muss eine Datei mit Zeilen NAME=Wert sein.',
      envUnreadable: why => `.env in diesem Ordner muss eine Datei mit Zeilen NAME=Wert sein: ${why}.`,
      fileUnreadable: (name, path) => `${name} nennt eine Datei, die sich nicht lesen lässt: ${path}`,
      port: 'PORT muss eine Zahl von 0 bis 65535 sein.',
      baseUrl: 'BASE_URL muss eine http- oder https-Adresse ohne Pfad sein, etwa https://blog.example.',
      secretKey: 'SECRET_KEY muss mindestens 32 Zeichen haben.',
      previousKeys: 'SECRET_KEY_PREVIOUS: Jeder Schlüssel hat mindestens 32 Zeichen.',
      proxy: text => `TRUSTED_PROXIES: „${text}“ ist weder eine Adresse noch ein Netz.`,
      sharedCache: most => `SHARED_CACHE_SECONDS muss eine Zahl von 0 bis ${most} sein.`,
      workers: most => `WEB_WORKERS muss eine Zahl von 1 bis ${most} sein, oder auto: einer für jeden Kern.`,
      logLevel: levels => `LOG_LEVEL muss eines von diesen sein: ${levels}.`,
      metricsToken:
        'METRICS_TOKEN muss mindestens 16 Buchstaben, Ziffern oder Zeichen haben, und keine Leerzeichen.',
      publicUrlAlone:
        'DATABASE_PUBLIC_URL ist die zweite Rolle eines Postgres: auch DATABASE_URL setzen, oder keines von beiden.',
      listenUrlAlone:
        'DATABASE_LISTEN_URL ist ein weiterer Weg zu einem Postgres: auch DATABASE_URL setzen, oder keines von beiden.',
      postgresUrl: name => `${name} muss eine Adresse wie postgres://user:password@host:5432/database sein.`,
      publicUrlUser: 'DATABASE_PUBLIC_URL muss ihren Benutzer nennen.',
      poolSize: 'DATABASE_POOL_SIZE muss eine Zahl über 0 sein.',
    },
    folders: {
      dataDir: why => `DATA_DIR muss ein Ordner sein, in den dieser Benutzer schreiben darf: ${why}.`,
      dataDirUnseen: why => `In DATA_DIR lässt sich nicht hineinsehen: ${why}.`,
      mediaDir: why => `MEDIA_DIR muss ein Ordner sein, in den dieser Benutzer schreiben darf: ${why}.`,
      noRoom: folder =>
        `DATA_DIR: Der Datenträger nimmt die Datenbank in ${folder} nicht auf. Sie braucht anfangs 60 MB: Ist er voll, oder begrenzt?`,
      isOpen: path =>
        `${path} steht anderen Benutzern offen, und dieser darf es nicht schließen. Als sein Eigentümer ausführen: chmod go= "${path}"; ` +
        'oder DATA_DIR auf einen eigenen Ordner des Blogs setzen.',
      inUse: folder =>
        `${folder} wird von einem anderen Afterword benutzt. Zwei Prozesse in einem PGlite-Ordner zerstören Daten, darum hört dieser auf. ` +
        'Erst den anderen beenden, oder diesem ein eigenes DATA_DIR geben, oder Postgres nehmen (DATABASE_URL), das viele teilen können.',
      noBlog: folder =>
        `In ${folder} ist kein Blog. Den Befehl im Ordner des Blogs ausführen, oder DATA_DIR oder DATABASE_URL setzen ` +
        'wie das Blog. Für ein neues, in das importiert werden soll, zuerst „migrate“ ausführen; auch „serve“ legt eines an.',
    },
    key: {
      unreadable: why => `Der Schlüssel des Blogs lässt sich nicht lesen: ${why}.`,
      empty: path => `${path} ist leer. ${putKeyBack}`,
      tooShort: path => `${path} ist für einen Schlüssel zu kurz. ${putKeyBack}`,
      missing: place =>
        `Diese Datenbank ist in Gebrauch, und ihr Schlüssel ist nicht hier: weder in SECRET_KEY noch in ${place}. ${whatToDoAboutKey}`,
      another: place =>
        `Diese Datenbank ist mit einem anderen Schlüssel in Gebrauch als dem in ${place}. ${whatToDoAboutKey}`,
      unknown: 'Die Datenbank kennt ihren Schlüssel noch nicht: zuerst „migrate“ ausführen.',
    },
    database: {
      noBlog: 'In dieser Datenbank ist noch kein Blog. Einmal starten, oder „migrate“ ausführen.',
      older:
        'Die Datenbank ist älter als dieses Programm: zuerst „migrate“ ausführen, oder das Blog starten.',
      newer: migration =>
        `Die Datenbank wurde von einem neueren Afterword aktualisiert (${migration}). Dieses verwenden.`,
      encoding: (database, encoding) =>
        `Die Datenbank „${database}“ speichert ihre Texte als ${encoding}, das nicht alles fasst, was Menschen schreiben. ` +
        "Eine andere anlegen: CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0; (docs/postgres.md).",
      standby:
        'Der Server von DATABASE_URL ist ein Standby, in den nichts geschrieben werden kann: den primären nennen.',
      readOnly: database =>
        `In die Datenbank „${database}“ kann nichts geschrieben werden: default_transaction_read_only ist an. Hat das keinen Grund, ` +
        `etwa einen fast vollen Datenträger: ALTER DATABASE "${database}" SET default_transaction_read_only = off;`,
      foreign: (user, database, owner) =>
        `Dem Benutzer „${user}“ von DATABASE_URL muss die Datenbank „${database}“ gehören; sie gehört „${owner}“. ` +
        `Als Superuser ausführen: ALTER DATABASE "${database}" OWNER TO "${user}";`,
      foreignPart: (name, owner, user) =>
        `„${name}“ in dieser Datenbank gehört „${owner}“, nicht „${user}“ von DATABASE_URL. Wurde sie von einem anderen ` +
        `Benutzer eingespielt: noch einmal in eine leere einspielen, mit „--no-owner --role=${user}“ (docs/postgres.md).`,
      otherTables: name =>
        `In dieser Datenbank sind Tabellen von etwas anderem („${name}“). Dem Blog in DATABASE_URL eine eigene geben.`,
      another:
        'DATABASE_PUBLIC_URL führt zu einer anderen Datenbank als DATABASE_URL: Die öffentlichen Seiten wären die eines anderen Blogs. ' +
        'Nur Benutzer und Passwort dürfen verschieden sein.',
      full: variable => `${variable}: ${noConnectionLeft}`,
      unreachable: variable => `Die Datenbank ist nicht zu erreichen. Läuft sie, und stimmt ${variable}?`,
      noPassword: variable =>
        `${variable} nennt kein Passwort, und Postgres verlangt eines: postgres://user:password@host:5432/database.`,
      refused: (variable, why) => `Postgres lehnt ${variable} ab: ${why}.`,
      failed: (variable, why) => `${variable}: Fehler: ${why}.`,
    },
    role: {
      mayNotMake: name =>
        `Öffentliche Seiten werden unter einer eigenen Datenbankrolle erstellt, „${name}“, und dieser Benutzer darf sie nicht anlegen. ` +
        'Als Superuser ausführen: ALTER ROLE <Benutzer> CREATEROLE; ' +
        'oder selbst eine Anmelderolle anlegen und in DATABASE_PUBLIC_URL nennen.',
      missing: name => `DATABASE_PUBLIC_URL: Eine Rolle „${name}“ gibt es nicht. ${makeRole}`,
      makesInDatabase: name =>
        `Öffentliche Seiten müssen unter einer Rolle erstellt werden, die nichts anlegen kann. „${name}“, oder eine Rolle, in der sie ` +
        'Mitglied ist, kann das noch in der Datenbank: ihr und PUBLIC dort als Superuser CREATE und TEMPORARY entziehen.',
      makesInSchema: (name, schema) =>
        `Öffentliche Seiten müssen unter einer Rolle erstellt werden, die nichts anlegen kann. „${name}“, oder eine Rolle, in der sie ` +
        `Mitglied ist, kann das noch im Schema ${schema}: ihr und PUBLIC dort als Superuser CREATE entziehen.`,
      seesTooMuch: (name, because) =>
        `Öffentliche Seiten müssen unter einer Rolle erstellt werden, die nur sieht, was veröffentlicht ist. „${name}“, oder eine Rolle, ` +
        `in der sie Mitglied ist, ${because}. ${makeRole}`,
      because: {
        super: 'ist ein Superuser',
        bypass: 'umgeht die Sicherheit auf Zeilenebene (BYPASSRLS)',
        owner: 'ist Eigentümerin der Datenbank des Blogs oder ihrer Tabellen',
        roles: 'kann sich jede Rolle geben (CREATEROLE)',
        private: 'hat Rechte am Schema „private“',
      },
    },
    backup: {
      none: 'Das ist keine Sicherung von Afterword.',
      sealed: 'Diese Sicherung ist verschlossen: ihre Passphrase mit --passphrase-file angeben.',
      cutOff: 'Die Sicherung endet mittendrin: Sie wurde abgeschnitten.',
      damaged: 'Die Sicherung ist beschädigt: Sie ist nicht, was geschrieben wurde.',
      passphrase: 'Die Passphrase ist eine andere, oder die Sicherung ist beschädigt.',
      notReadBack: 'Das Geschriebene lässt sich nicht ganz zurücklesen. Ist der Datenträger voll?',
      inUse: 'In dieser Datenbank ist ein Blog. Eine Sicherung wird nur in eine leere eingespielt.',
      unknownTable: name => `In der Sicherung ist eine Tabelle „${name}“, die dieses Afterword nicht kennt.`,
      noFileName: name => `Keine Datei kann „${name}“ heißen.`,
      anotherKey:
        'Diese Sicherung gehört zu einem anderen Schlüssel, ohne den niemand die Adressen darin lesen kann. SECRET_KEY auf den ' +
        'Schlüssel des Blogs setzen, von dem sie stammt, oder dessen Datei secret-key in den Datenordner legen.',
      anotherVersion: (theirs, ours) =>
        `Diese Sicherung stammt von einer anderen Version von Afterword (ihr Schema ist ${theirs}, hier ist es ${ours}). ` +
        'Mit jener Version einspielen, dann aktualisieren.',
    },
    site: {
      inUse: 'In dieser Datenbank ist ein Blog. Eine ganze Site kommt nur in eine leere.',
      media: names =>
        `In dieser Datenbank sind Bilder oder Dateien (${names}), ` +
        'und eine ganze Site kommt nur in eine leere. Dürfen sie weg, zuerst unter „Medien“ löschen.',
      anotherVersion: theirs =>
        `Diese Datei stammt von einer anderen Version von Afterword (${theirs}). Mit jener übernehmen, dann aktualisieren.`,
      unknownTable: name => `In der Datei ist eine Tabelle „${name}“, die dieses Afterword nicht kennt.`,
      cutOff: 'Die Datei endet mittendrin: Sie wurde abgeschnitten.',
      damagedLine: line =>
        `Zeile ${line} ist beschädigt: Sie ist nicht, was geschrieben wurde. Nichts wurde übernommen.`,
      damaged: 'Die Datei ist beschädigt: Sie ist nicht, was geschrieben wurde. Nichts wurde übernommen.',
    },
  },
}

export default refusals
