import { plural, waits } from '../../formats.ts'
import type { ReportMessages } from '../en/reports.ts'

const minutes = plural('de', { one: '# Minute', other: '# Minuten' })
const seconds = plural('de', { one: '# Sekunde', other: '# Sekunden' })
const waiting = waits(seconds, minutes)

/** German: reports of comments. */
const reports: ReportMessages = {
  reports: {
    waiting: plural('de', { one: '# gemeldeter Kommentar', other: '# gemeldete Kommentare' }),
    word: 'Melden',
    link: name => `Kommentar von ${name} melden`,
    heading: 'Kommentar melden',
    of: name => `Ein Kommentar von ${name}:`,
    why: 'Was ist damit nicht in Ordnung?',
    reasons: {
      spam: 'Spam oder Werbung',
      insult: 'Beleidigung, Drohung oder Hass',
      personal: 'Persönliche Daten eines Menschen',
      unlawful: 'Verstößt gegen das Gesetz',
      other: 'Etwas anderes',
    },
    note: 'Wer dieses Blog betreibt, sieht sich den Kommentar an und erfährt den Grund, aber nicht, wer Sie sind.',
    send: 'Meldung abschicken',
    missing: 'Bitte wählen Sie aus, was damit nicht in Ordnung ist.',
    wait: wait => `Bitte warten Sie ${waiting(wait)} und schicken Sie die Meldung dann noch einmal ab.`,
    told: plural('de', { one: '#-mal gemeldet', other: '#-mal gemeldet' }),
    counted: (reason, count) => `${reason} (${count})`,
    settle: 'So lassen',
  },
}

export default reports
