import hljs from 'highlight.js/lib/common'
import { Marked, type Token, type Tokens } from 'marked'
import { gfmHeadingId } from 'marked-gfm-heading-id'
import { markedHighlight } from 'marked-highlight'
import { doubleTilde, emphasisBesideCjk } from './emphasis.ts'
import { footnotes } from './footnotes.ts'
import { escapeHtml } from './html.ts'
import { pageLinks } from './page-links.ts'
import { sectionPrefix } from './post-ids.ts'
import { postLabels } from './post-labels.ts'
import { lineMarks } from './post-lines.ts'
import { smartPunctuation, withPunctuation } from './smart-punctuation.ts'
import { type KnownVideo, type VideoAddress, videoAt, videosIn } from './videos.ts'

interface MarkdownOptions {
  videos: readonly KnownVideo[]
  /** Begins the ids of the marks at its blocks; null: there are none. */
  lineMark: string | null
}

/**
 * Takes an article's Markdown and its language (BCP 47), and returns HTML that is not yet sanitised, with the videos whose
 * address stands alone in a paragraph.
 */
export function postMarkdown(
  source: string,
  language: string,
  { videos, lineMark }: MarkdownOptions,
): { html: string; videos: VideoAddress[] } {
  const labels = postLabels(language)
  const mayStandAlone = new Map(videosIn(source).map(video => [video.key, video]))
  const alone = new Set<VideoAddress>()
  // A parser for each article: the footnotes keep what they have seen in it, even after an error.
  const markdown = new Marked(
    { gfm: true },
    smartPunctuation(language),
    emphasisBesideCjk,
    doubleTilde,
    pageLinks,
    gfmHeadingId({ prefix: sectionPrefix }),
    ...footnotes(labels),
    markedHighlight({ langPrefix: 'hljs language-', emptyLangClass: 'hljs', highlight }),
    {
      walkTokens(token) {
        // The page's h1 is the article's title.
        if (token.type === 'heading' && token.depth === 1) token.depth = 2
        if (token.type === 'heading') token.tokens = inOneLine(token.tokens ?? [])
      },
      renderer: {
        paragraph({ tokens }) {
          if (tokens.every(token => isNowhere(token) || token.raw.trim() === '')) return ''
          const [image, ...others] = tokens
          const address = addressIn(tokens)
          const video = address === null ? undefined : mayStandAlone.get(videoAt(address)?.key ?? '')
          if (address !== null && video) {
            alone.add(video)
            const known = videos.find(({ key }) => key === video.key)
            if (known) return videoFigure(address, known)
          }
          if (image?.type !== 'image' || others.length > 0 || !image.title) return false
          const caption = withPunctuation(image.title, language)
          return figure(this.parser.parseInline([{ ...image, title: null }]), caption)
        },
        image: token => (isNowhere(token) ? '' : false),
        checkbox: ({ checked }: Tokens.Checkbox) =>
          `<input type="checkbox"${checked ? ' checked' : ''} aria-label="${checked ? labels.done : labels.toDo}"> `,
      },
    },
  )
  if (lineMark !== null) markdown.use(lineMarks(lineMark))
  const html = markdown.parse(source, { async: false })
  return { html, videos: [...alone] }
}

/** Whether a picture has no address, as one whose upload was left before its end. */
const isNowhere = (token: Token | Tokens.Image): boolean => token.type === 'image' && token['href'] === ''

/** The words of two lines, as an underlined heading may have, stand apart in its id too. */
const inOneLine = (tokens: Token[]): Token[] =>
  tokens.flatMap((token): Token[] => {
    if (token.type === 'br') return [token, { type: 'text', raw: ' ', text: ' ', escaped: true }]
    if (token.type === 'text' && !('tokens' in token))
      return [{ ...token, text: token.text.replaceAll('\n', ' ') }]
    return ['tokens' in token && token.tokens ? { ...token, tokens: inOneLine(token.tokens) } : token]
  })

/** Never guesses the language: that takes half a second, and is often wrong. */
function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : code
}

function figure(image: string, caption: string): string {
  return `<figure>${image}<figcaption>${escapeHtml(caption)}</figcaption></figure>\n`
}

/** The address that is all of a paragraph, typed as it is; null for anything else. */
function addressIn(tokens: readonly Token[]): string | null {
  const [token, ...others] = tokens.filter(({ raw }) => raw.trim() !== '')
  if (others.length > 0 || token?.type !== 'link') return null
  return token.raw === token.text || token.raw === `<${token.text}>` ? token.href : null
}

/** A video with its picture and its title, all of it one link. */
function videoFigure(address: string, { title, picture }: KnownVideo): string {
  const site = new URL(address).hostname.replace(/^(?:www|m)\./, '')
  const words = `<span>${escapeHtml(title)}</span> <span class="video-site">${escapeHtml(site)}</span>`
  const image = `<img src="${escapeHtml(picture)}" alt="">`
  return `<figure class="video"><a href="${escapeHtml(address)}">${image}${words}</a></figure>\n`
}
