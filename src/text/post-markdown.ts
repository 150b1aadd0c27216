import hljs from 'highlight.js/lib/common'
import { Marked, type Tokens } from 'marked'
import markedFootnote from 'marked-footnote'
import { gfmHeadingId } from 'marked-gfm-heading-id'
import { markedHighlight } from 'marked-highlight'
import { emphasisBesideCjk } from './emphasis.ts'
import { escapeHtml } from './html.ts'
import { pageLinks } from './page-links.ts'
import { footnotePrefix, sectionPrefix } from './post-ids.ts'
import { postLabels } from './post-labels.ts'
import { smartPunctuation } from './smart-punctuation.ts'

/** Takes an article's Markdown and its language (BCP 47) and gives HTML that is not yet sanitised. */
export function postMarkdown(source: string, language: string): string {
  const labels = postLabels(language)
  // A parser for each article: the footnotes keep what they have seen in it, even after an error.
  const markdown = new Marked(
    { gfm: true },
    ...smartPunctuation(language),
    emphasisBesideCjk,
    pageLinks,
    gfmHeadingId({ prefix: sectionPrefix }),
    markedFootnote({
      prefixId: footnotePrefix,
      description: labels.footnotes,
      backRefLabel: labels.backToReference,
    }),
    markedHighlight({ langPrefix: 'hljs language-', emptyLangClass: 'hljs', highlight }),
    {
      walkTokens(token) {
        // The page's h1 is the article's title.
        if (token.type === 'heading' && token.depth === 1) token.depth = 2
      },
      renderer: {
        paragraph({ tokens }) {
          const [image, ...others] = tokens
          if (image?.type !== 'image' || others.length > 0 || !image.title) return false
          return figure(this.parser.parseInline([{ ...image, title: null }]), image.title)
        },
        checkbox: ({ checked }: Tokens.Checkbox) =>
          `<input type="checkbox"${checked ? ' checked' : ''} aria-label="${checked ? labels.done : labels.toDo}"> `,
      },
    },
  )
  return markdown.parse(source, { async: false })
}

/** Never guesses the language: that takes half a second, and is often wrong. */
function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : code
}

function figure(image: string, caption: string): string {
  return `<figure>${image}<figcaption>${escapeHtml(caption)}</figcaption></figure>\n`
}
