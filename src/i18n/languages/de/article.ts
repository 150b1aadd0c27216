import { plural } from '../../formats.ts'
import type { ArticleMessages } from '../en/article.ts'

/** German: around an article. */
const article: ArticleMessages = {
  article: {
    minutes: plural('de', { one: '# Minute Lesezeit', other: '# Minuten Lesezeit' }),
    alsoIn: 'Auch auf:',
    contents: 'Inhalt',
    anchor: 'Link zu diesem Abschnitt',
    related: 'Verwandte Artikel',
    neighbours: 'Frühere und spätere Artikel',
    earlier: 'Früher',
    later: 'Später',
    copy: 'Kopieren',
    copied: 'Kopiert',
    share: 'Teilen',
    enlarge: 'Bild öffnen',
    close: 'Schließen',
  },

  listing: {
    archive: 'Archiv',
    by: name => `Artikel von ${name}`,
    paged: (title, page) => `${title}, Seite ${page}`,
    articles: plural('de', { one: '# Artikel', other: '# Artikel' }),
  },
}

export default article
