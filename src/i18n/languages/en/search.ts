import { numbers, plural } from '../../formats.ts'

const number = numbers('en')
const seconds = plural('en', { one: '# second', other: '# seconds' })

/** English: the search for readers. Every other language has its keys. */
const search = {
  search: {
    heading: 'Search',
    label: 'Search articles and comments',
    submit: 'Search',
    titled: (words: string) => `Search for “${words}”`,
    hint: 'Every word counts, in any of its forms and with or without accents. In Chinese and Japanese one character is enough.',
    kinds: 'What is shown',
    all: 'Everything',
    articles: 'Articles',
    comments: 'Comments',
    order: 'Order',
    byRelevance: 'Best first',
    byDate: 'Newest first',
    tags: 'Under one tag',
    tagged: (name: string) => `Tagged “${name}”`,
    everyTag: 'Under all tags',
    found: plural('en', { one: '# result', other: '# results' }),
    newest: (most: number) =>
      `So much has these words that only the newest ${number(most)} articles and comments were looked at.`,
    none: (words: string) => `Nothing was found for “${words}”.`,
    noneHint: 'Try fewer words, or others.',
    meant: (typed: string, words: string) =>
      `Nothing was found for “${typed}”. This is what was found for “${words}”.`,
    tooFast: 'That was a lot of searching.',
    tooFastHint: (wait: number) => `Please wait ${seconds(wait)} and search again.`,
    pages: 'Pages of results',
    previous: 'Previous results',
    next: 'More results',
    maybe: 'Perhaps you were looking for one of these:',
  },
}

export type SearchMessages = typeof search

export default search
