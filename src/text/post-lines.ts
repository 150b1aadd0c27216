import { type MarkedExtension, Parser, type Token } from 'marked'
import { sectionPrefix } from './post-ids.ts'

/**
 * Marks each block of a text with the line on which it begins, counted from 0, in a way that the sanitiser keeps. `mark`
 * begins the ids of the marks, and no id of the text.
 */
export function lineMarks(mark: string): MarkedExtension {
  const lines = new Map<Token, number>()
  return {
    hooks: {
      processAllTokens(tokens) {
        let line = 0
        for (const token of tokens) {
          if (token.type === 'footnotes') continue // made of those behind it
          lines.set(token, line)
          line += token.raw.split('\n').length - 1
        }
        return tokens
      },
      provideParser: () => (tokens, options) =>
        tokens
          .map(token => {
            const html = Parser.parse([token], options)
            const line = lines.get(token)
            return line === undefined || html === '' ? html : `<i id="${mark}-${line}"></i>${html}`
          })
          .join(''),
    },
  }
}

/** The same as an attribute of what stands behind each mark, once the HTML is sanitised. */
export function lined(html: string, mark: string): string {
  const marked = `<i id="${sectionPrefix}${mark}-(\\d+)"></i>`
  return html
    .replace(new RegExp(`${marked}\\s*<([a-z]\\w*)`, 'g'), '<$2 data-line="$1"')
    .replace(new RegExp(marked, 'g'), '')
}
