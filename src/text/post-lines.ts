import { type MarkedExtension, Parser, type Token } from 'marked'

/** Marks each block of a text with the line on which it begins, counted from 0, in a way that the sanitiser keeps. */
export function lineMarks(): MarkedExtension {
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
            return line === undefined || html === '' ? html : `<i id="line-${line}"></i>${html}`
          })
          .join(''),
    },
  }
}

/** The same as an attribute of what stands behind each mark, once the HTML is sanitised. */
export const lined = (html: string): string =>
  html
    .replace(/<i id="section-line-(\d+)"><\/i>\s*<([a-z]\w*)/g, '<$2 data-line="$1"')
    .replace(/<i id="section-line-\d+"><\/i>/g, '')
