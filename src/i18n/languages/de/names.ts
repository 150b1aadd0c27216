import type { NameMessages } from '../en/names.ts'

/** German: tags and old addresses. */
const names: NameMessages = {
  names: {
    tags: {
      nav: 'Schlagwörter',
      heading: 'Schlagwörter',
      search: 'Schlagwörter durchsuchen',
      name: 'Bezeichnung',
      description: 'Beschreibung',
      posts: 'Artikel',
      none: 'Noch hat kein Artikel ein Schlagwort.',
      noneFound: 'So heißt kein Schlagwort.',
      more: 'Weitere Schlagwörter',
      one: name => `Schlagwort: ${name}`,
      nameHint: 'Die Adresse bleibt. Heißt ein anderes Schlagwort so, werden die beiden eines.',
      descriptionHint: 'Steht auf der Seite des Schlagworts und in Suchmaschinen. Darf leer sein.',
      save: 'Schlagwort speichern',
      merge: 'Mit einem anderen Schlagwort vereinen',
      mergeNote: 'Die Artikel bekommen das andere, und die Adresse führt dorthin.',
      mergeSubmit: 'Vereinen',
      remove: 'Schlagwort löschen',
      removeNote: 'Die Artikel bleiben, ohne das Schlagwort. Das lässt sich nicht rückgängig machen.',
      saved: 'Das Schlagwort ist gespeichert.',
      merged: 'Die beiden Schlagwörter sind eines.',
      removed: 'Das Schlagwort ist gelöscht.',
      problems: {
        name: 'Bitte geben Sie eine Bezeichnung ohne Komma und ohne unsichtbare Zeichen an.',
        description: 'Das ist zu lang oder enthält unlesbare Zeichen.',
        into: 'Dieses Schlagwort gibt es nicht mehr.',
      },
    },
    addresses: {
      nav: 'Adressen',
      heading: 'Alte Adressen',
      note: 'Wo einmal etwas war: Jede führt auf Dauer weiter (301) oder sagt, dass es nicht mehr da ist (410). Artikel hinterlassen ihre von selbst.',
      search: 'Adressen durchsuchen',
      add: 'Adresse hinzufügen',
      one: 'Eine alte Adresse',
      path: 'Adresse',
      pathHint: 'Ein Pfad dieser Website, mit seiner Abfrage, falls er eine hat: /2019/tee.html oder /?p=12.',
      to: 'Führt zu',
      toHint:
        'Ein Pfad dieser Website oder eine vollständige Adresse. Leer: was dort war, ist nicht mehr da.',
      gone: 'nicht mehr da',
      hits: 'In diesem Monat',
      hitsBefore: 'Im Monat davor',
      none: 'Es gibt keine alten Adressen.',
      noneFound: 'Eine solche Adresse gibt es nicht.',
      older: 'Weitere Adressen',
      save: 'Adresse speichern',
      remove: 'Adresse vergessen',
      removeNote: 'Dann heißt es dort, dass nie etwas da war.',
      saved: 'Die Adresse ist gespeichert.',
      removed: 'Die Adresse ist vergessen.',
      problems: {
        path: 'Bitte geben Sie einen Pfad dieser Website an, etwa /2019/tee.html.',
        to: 'Bitte geben Sie einen Pfad dieser Website oder eine vollständige Adresse an, oder nichts.',
        same: 'Sie würde auf sich selbst führen.',
        taken: 'Diese Adresse steht schon in der Liste.',
        there: 'Unter dieser Adresse ist ein Artikel.',
      },
    },
  },
}

export default names
