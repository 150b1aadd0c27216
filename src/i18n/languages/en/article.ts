import { plural } from '../../formats.ts'

/** English: around an article. Every other language has its keys. */
const article = {
  article: {
    minutes: plural('en', { one: '# minute to read', other: '# minutes to read' }),
    alsoIn: 'Also in:',
    contents: 'Contents',
    /** What leads to a heading. */
    anchor: 'Link to this section',
    related: 'Related articles',
    neighbours: 'Earlier and later articles',
    earlier: 'Earlier',
    later: 'Later',
    /** Buttons that a script adds: of code, and of the article. */
    copy: 'Copy',
    copied: 'Copied',
    share: 'Share',
    /** Of a picture that opens large; and what shuts it. */
    enlarge: 'Open the picture',
    close: 'Close',
  },

  listing: {
    archive: 'Archive',
    by: (name: string) => `Articles by ${name}`,
    /** Of a list that has more than one: which. */
    paged: (title: string, page: number) => `${title}, page ${page}`,
    articles: plural('en', { one: '# article', other: '# articles' }),
  },
}

export type ArticleMessages = typeof article

export default article
