import { bytes, plural } from '../../formats.ts'
import type { MediaMessages } from '../en/media.ts'

const articles = plural('de', { one: '# Artikel', other: '# Artikeln' })
const size = bytes('de')

/** German: pictures and files. */
const media: MediaMessages = {
  media: {
    nav: 'Medien',
    heading: 'Bilder und Dateien',
    search: 'Namen und Beschreibungen durchsuchen',
    unused: 'Nirgends verwendet',
    all: 'Alle',
    none: 'Hier ist noch nichts. Laden Sie ein Bild hoch oder ziehen Sie es auf diese Seite.',
    noneFound: 'Nichts gefunden.',
    lost: 'Datei verloren',
    older: 'Ältere',
    choose: 'Bild oder Datei hinzufügen',
    chooseHint: megabytes =>
      `JPEG, PNG, GIF, WebP, AVIF, SVG, Video, Audio, PDF oder anderes zum Herunterladen. Bilder bis ${megabytes} MB. Wo ein Foto aufgenommen wurde, wird daraus entfernt.`,
    upload: 'Hochladen',
    drop: 'Oder ziehen Sie Dateien irgendwo auf diese Seite.',
    uploading: 'Wird hochgeladen',
    making: 'Wird vorbereitet …',
    waiting: 'Die Verbindung ist unterbrochen. Es geht von selbst weiter.',
    cancel: 'Abbrechen',
    added: 'Die Datei ist da.',
    known: 'Genau diese Datei war schon da.',
    back: 'Alle Bilder und Dateien',
    alt: 'Beschreiben Sie es für Menschen, die es nicht sehen',
    altHint: 'Ein oder zwei Sätze: Was ist hier daran wichtig? Bleibt leer, wenn es nur schmückt.',
    altMissing: 'Noch keine Beschreibung',
    save: 'Beschreibung speichern',
    saved: 'Die Beschreibung ist gespeichert. Wo das Bild neu eingefügt wird, kommt sie mit.',
    tooLong: limit => `Die Beschreibung ist länger als ${limit} Zeichen.`,
    markdown: 'Um es in einem Artikel zu zeigen, fügen Sie dies ein',
    markdownLink: 'Um in einem Artikel darauf zu verlinken, fügen Sie dies ein',
    caption: 'Was hinter der Adresse in Anführungszeichen steht, wird zur Bildunterschrift.',
    facts: count => `${size(count)} in allen Größen`,
    uses: 'Wo es verwendet wird',
    usedIn: count => `In ${articles(count)}`,
    notUsed: 'In keinem Artikel',
    remove: 'Löschen',
    removeOf: name => `${name} löschen?`,
    removeNote: 'Die Datei wird in allen Größen endgültig gelöscht. Das lässt sich nicht rückgängig machen.',
    removeUsed: count =>
      `Sie wird in ${articles(count)} verwendet. Dort finden Leser dann eine Lücke mit der Beschreibung.`,
    removed: 'Die Datei ist gelöscht.',
    kinds: { picture: 'Bild', video: 'Film', audio: 'Ton', file: 'Datei' },
    problems: {
      missing: 'Bitte wählen Sie eine Datei.',
      empty: 'Diese Datei ist leer.',
      tooLarge: (picture, file) =>
        `Diese Datei ist zu groß. Ein Bild darf ${picture} MB haben, alles andere ${file} MB.`,
      tooLargeAtOnce: megabytes =>
        `Ohne Skripte darf eine Datei ${megabytes} MB haben. Mit Skripten kommt sie in Teilen und darf größer sein.`,
      tooManyPixels:
        'Dieses Bild hat mehr als 100 Millionen Pixel. Bitte speichern Sie es kleiner und versuchen Sie es noch einmal.',
      unreadable:
        'Dieses Bild lässt sich nicht lesen. Vielleicht ist es beschädigt oder von einer Art, die hier nicht bekannt ist.',
      tooSlow:
        'Dieses Bild braucht zu lange. Bitte speichern Sie es kleiner und versuchen Sie es noch einmal.',
      noRoom:
        'Dafür ist kein Platz mehr. Löschen Sie, was nicht verwendet wird, oder bitten Sie jemanden aus der Administration um mehr Platz in den Einstellungen.',
      folderAway:
        'Der Ordner für Bilder und Dateien ist gerade nicht benutzbar. Bitte sagen Sie es dem, der diese Website betreibt: „doctor“ sagt mehr.',
      onItsWay:
        'Genau diese Datei wird gerade hochgeladen. Bitte versuchen Sie es in einigen Minuten noch einmal.',
      tooMany: 'Es sind zu viele Dateien unterwegs. Bitte warten Sie, bis einige da sind.',
      gone: 'Dieser Upload wurde vergessen, weil einen Tag lang nichts kam. Bitte beginnen Sie von vorn.',
    },
  },
}

export default media
