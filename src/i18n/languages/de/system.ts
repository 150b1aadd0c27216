import { bytes, plural } from '../../formats.ts'
import type { SystemMessages } from '../en/system.ts'

/** German: how the blog is that somebody hosts. */
const system: SystemMessages = {
  system: {
    nav: 'System',
    heading: 'System',
    state: 'Zustand',
    ready: 'Bereit: Seiten lassen sich lesen und Kommentare speichern.',
    notReady: 'Nicht bereit: Seiten lassen sich nicht lesen oder Kommentare nicht speichern.',
    database: 'Datenbank',
    embedded: version => `PGlite, eingebaut (Postgres ${version})`,
    size: 'Größe der Datenbank',
    bytes: bytes('de'),
    free: size => `noch ${size} auf der Festplatte frei`,
    backup: 'Letzte Sicherung',
    noBackup: 'Noch keine: „afterword backup“ legt eine an.',
    key: 'Fingerabdruck des Schlüssels',
    keyNote:
      'Der Schlüssel öffnet die E-Mail-Adressen der Leser. Bewahren Sie eine Kopie getrennt von den Kopien der Datenbank auf: Das eine nützt ohne das andere nichts.',
    work: 'Arbeiten im Hintergrund',
    workNote:
      'Was im Nachhinein oder zu festen Zeiten geschieht. Was fehlschlägt, wird in wachsenden Abständen noch einmal versucht; nach zwölf Versuchen wartet es hier.',
    counts: {
      failed: plural('de', { one: '# fehlgeschlagen', other: '# fehlgeschlagen' }),
      running: plural('de', { one: '# läuft', other: '# laufen' }),
      waiting: plural('de', { one: '# wartet', other: '# warten' }),
    },
    failed: 'Fehlgeschlagen',
    running: 'Läuft',
    waiting: 'Wartet',
    more: plural('de', { one: 'und # weitere', other: 'und # weitere' }),
    tried: plural('de', { one: 'einmal fehlgeschlagen', other: '#-mal fehlgeschlagen' }),
    retry: 'Noch einmal versuchen',
    retried: 'Es wird noch einmal versucht.',
    drop: 'Verwerfen',
    dropQuestion: 'Diese Arbeit verwerfen?',
    dropNote:
      'Sie wird nicht getan, und das lässt sich nicht rückgängig machen. Im Verlauf steht, dass Sie sie verworfen haben.',
    dropped: 'Die Arbeit wurde verworfen.',
    gone: 'Nichts wurde geändert.',
    goneHint: 'Diese Arbeit ist inzwischen erledigt, oder jemand anderes war schneller.',
    jobs: {
      'empty-all-spam': 'Allen Spam löschen',
      'empty-spam': 'Spam nach dreißig Tagen löschen',
      'empty-trash': 'Löschen, was dreißig Tage im Papierkorb lag',
      'find-older-articles': 'Ältere Artikel durchsuchbar machen',
      'find-older-terms': 'Ältere Kommentare durchsuchbar machen',
      'finish-bulk-decision': 'Entscheidungen über viele Kommentare zu Ende bringen',
      'forget-challenges': 'Unbenutzte Anfragen zur Anmeldung löschen',
      'forget-contacts': 'E-Mail-Adressen löschen, die zu keinem Kommentar gehören',
      'forget-invitations': 'Abgelaufene Einladungen löschen',
      'forget-networks': 'Alte Netze aus dem Verlauf löschen',
      'forget-refusals': 'Alte abgewiesene Anmeldungen aus dem Verlauf löschen',
      'forget-bulk-decisions': 'Suchen unfertiger Sammelentscheidungen vergessen',
      'forget-origins': 'Alte IP-Adressen und Browser löschen',
      'forget-rate-limits': 'Alte Zähler der Begrenzungen löschen',
      'forget-removed-accounts': 'Entfernte Konten endgültig löschen',
      'forget-searches': 'Alte Suchen löschen',
      'forget-sessions': 'Abgelaufene Anmeldungen löschen',
      'forget-uploads': 'Nie abgeschlossene Uploads löschen',
      'forget-writers': 'Fenster vergessen, in denen niemand mehr schreibt',
      'learn-all': 'Aus allen vorhandenen Kommentaren lernen',
      'learn-decision': 'Aus einer Entscheidung über viele Kommentare lernen',
      'forget-words': 'Wörter vergessen, die in keinem Artikel mehr stehen',
      'learn-words': 'Wörter der Artikel lernen, für Tippfehler in der Suche',
    },
  },
}

export default system
