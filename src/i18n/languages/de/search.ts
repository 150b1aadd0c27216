import { numbers, plural } from '../../formats.ts'
import type { SearchMessages } from '../en/search.ts'

const number = numbers('de')
const seconds = plural('de', { one: '# Sekunde', other: '# Sekunden' })

const search: SearchMessages = {
  search: {
    heading: 'Suche',
    label: 'Artikel und Kommentare durchsuchen',
    submit: 'Suchen',
    titled: words => `Suche nach „${words}“`,
    hint: 'Gefunden wird, was alle Wörter enthält; Akzente sind egal, englische Wörter passen in jeder Form. Auf Chinesisch und Japanisch genügt ein Zeichen.',
    kinds: 'Was angezeigt wird',
    all: 'Alles',
    articles: 'Artikel',
    comments: 'Kommentare',
    order: 'Reihenfolge',
    byRelevance: 'Beste zuerst',
    byDate: 'Neueste zuerst',
    tags: 'Unter einem Schlagwort',
    tagged: name => `Mit dem Schlagwort „${name}“`,
    everyTag: 'Unter allen Schlagwörtern',
    found: plural('de', { one: '# Treffer', other: '# Treffer' }),
    newest: most =>
      `So vieles enthält diese Wörter, dass nur die neuesten ${number(most)} Artikel und Kommentare durchgesehen wurden.`,
    none: words => `Zu „${words}“ wurde nichts gefunden.`,
    noneHint: 'Versuchen Sie es mit weniger oder anderen Wörtern.',
    meant: (typed, words) => `Zu „${typed}“ wurde nichts gefunden. Das hier wurde zu „${words}“ gefunden.`,
    tooFast: 'Das waren sehr viele Suchen.',
    tooFastHint: wait => `Bitte warten Sie ${seconds(wait)} und suchen Sie dann noch einmal.`,
    pages: 'Seiten mit Treffern',
    previous: 'Vorherige Treffer',
    next: 'Weitere Treffer',
    maybe: 'Vielleicht haben Sie einen dieser Artikel gesucht:',
  },
}

export default search
